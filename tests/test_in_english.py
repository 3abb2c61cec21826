"""What a group's admins filed in English, asked in Hindi, romanised Hindi and Russian: the folders of `in_english`.

Knowledge and questions were made up for this test, each by a writer who had seen nothing of the dictionary. What is
demanded is a little less than what is reached, so a change for the worse shows.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from knowledge.measuring.evaluating import Evaluation, Report, measure, measure_by_language
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import read_questions

GROUPS = ("neighbours", "helpers")


@pytest.fixture(scope="module")
def replies() -> list[Reply]:
    folders = [Path(__file__).with_name("in_english") / group for group in GROUPS]
    asked = [(Evaluation(folder / "kb.jsonl"), read_questions(folder / "queries.jsonl")) for folder in folders]
    return [reply for evaluation, questions in asked for reply in evaluation.replies(questions)]


@pytest.fixture(scope="module")
def by_language(replies: list[Reply]) -> Mapping[str, Report]:
    return measure_by_language(replies)


@pytest.mark.parametrize("language", ["hi", "hinglish", "ru"])
def test_it_is_answered_or_asked_back_with_the_right_entry_first(
    by_language: Mapping[str, Report], language: str
) -> None:
    assert by_language[language]["answered_or_clarified_right_first"] >= 0.75


def test_hardly_any_of_it_is_answered_wrongly(replies: list[Reply]) -> None:
    assert measure(replies)["answered_wrong"] <= 0.01
