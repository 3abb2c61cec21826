"""Which decision is right for which question, and why: on the base pack, with few misses and fewer wrong answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import shared

from knowledge import Abstain, Answer, Decision, Knowledge, Library, consult, foremost
from knowledge.packs.evaluation_sets import read_questions
from knowledge.packs.loading import BASE
from knowledge.vectors.embedding import WORDS_ALONE

RANKING = Path(__file__).with_name("ranking.jsonl")


@dataclass(frozen=True)
class Item:
    """A question, the entries that answer it (none where it must not be answered), and why."""

    question: str
    entries: frozenset[str]
    kind: str
    because: str


@dataclass(frozen=True)
class Judged:
    """What was decided for each item."""

    items: Sequence[tuple[Item, Decision]]

    @property
    def in_scope(self) -> list[tuple[Item, Decision]]:
        return [(item, decision) for item, decision in self.items if item.entries]

    @property
    def right(self) -> list[tuple[Item, Decision]]:
        return [(item, decision) for item, decision in self.items if _answer(decision) in item.entries]

    @property
    def wrong(self) -> list[tuple[Item, Decision]]:
        return [(item, found) for item, found in self.items if _answer(found) not in (None, *item.entries)]

    @property
    def share_right(self) -> float:
        """Share of the in-scope items that are answered rightly."""
        return len(self.right) / len(self.in_scope)

    @property
    def share_wrong(self) -> float:
        """Share of all items that are answered wrongly."""
        return len(self.wrong) / len(self.items)

    def misses(self) -> str:
        """Return a line for each item that was not decided as it should be, wrong answers first."""
        missed = [(item, found) for item, found in self.in_scope if _answer(found) is None]
        lines = [
            f"{_told(found)}: {item.question!r} ({item.kind}: {item.because})" for item, found in self.wrong + missed
        ]
        return "\n".join([f"{self.share_right:.1%} right, {self.share_wrong:.1%} wrong", *lines])


def _answer(decision: Decision) -> str | None:
    return decision.match.entry.id if isinstance(decision, Answer) else None


def _told(decision: Decision) -> str:
    return f"answered {_answer(decision)}" if isinstance(decision, Answer) else type(decision).__name__.lower()


def _decision(knowledge: Knowledge, question: str) -> Decision:
    return foremost(*consult(question, knowledge.match)).decision


def _reply(knowledge: Knowledge, question: str) -> str | None:
    return _answer(_decision(knowledge, question))


def judged(knowledge: Knowledge, items: Sequence[Item]) -> Judged:
    return Judged([(item, _decision(knowledge, item.question)) for item in items])


def of_ranking(key: str) -> list[str]:
    """Return what the lines of the ranking set say under a key of their own."""
    return [json.loads(line)[key] for line in RANKING.read_text(encoding="utf-8").splitlines()]


def ranking_items() -> list[Item]:
    """Read the ranking set of the tests."""
    pairs = zip(read_questions(RANKING), of_ranking("because"), strict=True)
    return [Item(one.text, one.entries, one.kind, because) for one, because in pairs]


def public_items() -> list[Item]:
    """Read the public set, skipping the test if it is not at hand."""
    asked = read_questions(shared("eval", "india-russia", "queries.jsonl"))
    return [Item(one.text, one.entries, one.kind, f"should be {sorted(one.entries) or 'none'}") for one in asked]


@pytest.fixture(scope="module")
def ranking(base_library: Library) -> Judged:
    return judged(base_library.knowledge, ranking_items())


def test_the_ranking_set_is_well_formed(base_library: Library) -> None:
    items = ranking_items()
    assert of_ranking("decision") == ["answer" if item.entries else "abstain" for item in items]
    assert len({item.question for item in items}) == len(items) >= 200
    known = {entry.id for entry in base_library.knowledge.pack.entries}
    assert {id_ for item in items for id_ in item.entries} == known
    assert all(item.because and item.kind.startswith("oos") is not bool(item.entries) for item in items)


def test_most_questions_that_can_be_answered_are(ranking: Judged) -> None:
    assert ranking.share_right >= 0.88, ranking.misses()


def test_hardly_any_question_is_answered_wrongly(ranking: Judged) -> None:
    assert ranking.share_wrong <= 0.045, ranking.misses()


def test_small_talk_is_never_answered(ranking: Judged) -> None:
    assert [item for item, _ in ranking.wrong if item.kind == "oos-smalltalk"] == []


def test_small_talk_is_told_from_questions(ranking: Judged) -> None:
    reasons = {item.question: found for item, found in ranking.items if item.kind == "oos-smalltalk"}
    assert reasons
    assert [question for question, found in reasons.items() if not _is_small_talk(found)] == []


def _is_small_talk(decision: Decision) -> bool:
    return isinstance(decision, Abstain) and decision.reason in ("not a question", "thanks")


def test_the_public_set_is_answered_well(base_library: Library) -> None:
    public = judged(base_library.knowledge, public_items())
    assert public.share_right >= 0.92, public.misses()
    assert public.share_wrong <= 0.015, public.misses()
    assert [item.question for item, _ in public.wrong if item.kind == "oos-slot"] == []


# without an encoder


@pytest.fixture(scope="module")
def by_words() -> Knowledge:
    return Library(BASE, WORDS_ALONE).knowledge


def test_by_words_alone_every_entry_still_answers_what_it_is_called(by_words: Knowledge) -> None:
    asked = [(entry.id, question) for entry in by_words.entries for question in entry.question.values()]
    assert [(id_, question) for id_, question in asked if _reply(by_words, question) != id_] == []


def test_by_words_alone_most_plain_questions_are_still_answered_and_hardly_any_wrongly(by_words: Knowledge) -> None:
    plain = judged(by_words, [item for item in ranking_items() if item.kind == "plain"])
    assert plain.share_right >= 0.93, plain.misses()
    everything = judged(by_words, ranking_items())
    assert everything.share_right >= 0.84, everything.misses()
    assert everything.share_wrong <= 0.03, everything.misses()


# A question that is answered, its twin that must not be, and why. The twins have their words in common.
TWINS = [
    ("When will the labour pact be signed?", "Where will the labour pact be signed?", "no place of signing is given"),
    ("When will the labour pact be signed?", "Who will sign the labour pact?", "no signatory is named"),
    ("When will the labour pact be signed?", "When was the labour pact cancelled?", "it was not cancelled"),
    ("Why are India and Russia making a labour pact?", "Why was the labour pact postponed?", "it was not postponed"),
    ("labour pact kab sign hoga", "labour pact kahan sign hoga", "no place of signing is given"),
    ("श्रम समझौते पर हस्ताक्षर कब होंगे?", "श्रम समझौते पर हस्ताक्षर कहाँ होंगे?", "no place of signing is given"),
    ("Когда подпишут трудовое соглашение?", "Почему отменили трудовое соглашение?", "it was not cancelled"),
    ("Where will the new consulates open?", "When will the new consulates open?", "no opening date is given"),
    ("Will India open a consulate in Kazan?", "Will India open a consulate in Dubai?", "the cities are in Russia"),
    ("कज़ान में वाणिज्य दूतावास खुलेगा क्या", "दुबई में वाणिज्य दूतावास खुलेगा क्या", "the cities are in Russia"),
    ("Is a consulate opening in Yekaterinburg?", "Is a consulate opening in Saint Petersburg?", "another city"),
    ("How much fertiliser does India import from Russia?", "What does Russian fertiliser cost?", "no price is given"),
    (
        "How much fertiliser does India import from Russia?",
        "How much fertiliser does India import from China?",
        "only imports from Russia are given",
    ),
    (
        "Have the free trade talks with the Eurasian Economic Union restarted?",
        "Have the free trade talks with the European Union restarted?",
        "another union",
    ),
    ("Who will host the business events?", "Where will the business events be held?", "no venue is given"),
    (
        "Has Russia opened its market to Indian potatoes?",
        "Has China opened its market to Indian potatoes?",
        "Russia has",
    ),
    ("Has Russia opened its market to Indian potatoes?", "Why did Russia ban Indian potatoes?", "it opened its market"),
    ("Who wrote the op-ed?", "When was the op-ed published?", "no date of publication is given"),
    ("Who wrote the op-ed?", "Where was the op-ed published?", "no place of publication is given"),
    ("Who wrote the op-ed?", "What are the ambassadors' names?", "no names are given"),
    ("How do oil companies decide?", "When will the oil companies decide?", "no date is given"),
]


@pytest.mark.parametrize(("question", "twin", "because"), TWINS, ids=[twin for _, twin, _ in TWINS])
def test_a_question_is_answered_and_its_twin_is_not(
    base_library: Library, question: str, twin: str, because: str
) -> None:
    assert _reply(base_library.knowledge, question) is not None
    assert _reply(base_library.knowledge, twin) is None, because
