"""Messages that ramble, by writers who had not seen the phrasings: a story around one question: `rambling.jsonl`.

Most of them drown their question, so it is looked for in pieces. What is demanded is a little less than is reached.
Every other one is asked here; `pramana evaluate tests/rambling.jsonl` asks all.
"""

from pathlib import Path

import pytest

from knowledge import Answer, Clarify, Knowledge, consult
from knowledge.measuring.evaluating import Evaluation, measure
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import read_questions
from knowledge.packs.loading import BASE, load_pack

STORY = "so my cousin called last night and we could not agree about it, he reads one paper and I read another one,"


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return Knowledge(load_pack(BASE).pack)


@pytest.fixture(scope="module")
def replies() -> list[Reply]:
    return list(Evaluation(BASE).replies(read_questions(Path(__file__).with_name("rambling.jsonl"))[::2]))


def test_who_rambles_is_answered_or_asked_back_with_the_right_entry_first(replies: list[Reply]) -> None:
    assert measure(replies)["answered_or_clarified_right_first"] >= 0.82


def test_who_rambles_is_never_answered_wrongly(replies: list[Reply]) -> None:
    assert measure(replies)["answered_wrong"] == 0


def test_who_rambles_about_something_else_is_seldom_asked_back(replies: list[Reply]) -> None:
    foreign = [reply for reply in replies if not reply.asked.is_in_scope]
    assert sum(reply.decision == "clarify" for reply in foreign) <= 0.2 * len(foreign)


@pytest.mark.parametrize("question", ["whom will those consulates help", "in which cities will those consulates be"])
def test_a_question_that_drowns_in_a_story_is_asked_back_about(base: Knowledge, question: str) -> None:
    _, alone = consult(f"tell me {question}", base.match)
    assert isinstance(alone, Answer)
    _, drowned = consult(f"{STORY} {question}, I told him I would find out and let him know by dinner time", base.match)
    assert isinstance(drowned, Answer | Clarify)
    first = drowned.match if isinstance(drowned, Answer) else drowned.choices[0]
    assert first.entry == alone.match.entry
