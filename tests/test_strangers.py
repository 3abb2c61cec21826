"""Questions on the base pack by people who had read what it says and had not seen how it says it: `strangers.jsonl`.

Full sentences, keywords, indirect and quoting ones, many misspelt or in slang; and some that it cannot answer. What is
demanded is a little less than what is reached, so that a change for the worse shows.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge import Answer, Clarify, Decision
from knowledge.deciding import decide
from knowledge.library import Library
from knowledge.packs.evaluation_sets import AskedQuestion, read_questions

STRANGERS = read_questions(Path(__file__).with_name("strangers.jsonl"))


def asked_in(language: str, *, in_scope: bool) -> list[AskedQuestion]:
    return [asked for asked in STRANGERS if asked.language == language and asked.is_in_scope is in_scope]


def first_of(decision: Decision) -> str | None:
    """Return the entry that is given, or offered first."""
    if isinstance(decision, Clarify):
        return decision.choices[0].entry.id
    return decision.match.entry.id if isinstance(decision, Answer) else None


def told(wrong: Sequence[AskedQuestion]) -> str:
    return "\n".join(f"{asked.text!r} ({asked.kind}): {sorted(asked.entries) or 'none'}" for asked in wrong)


@pytest.mark.parametrize(
    ("language", "right", "right_first"),
    [("en", 0.83, 0.93), ("hi", 0.82, 0.92), ("hinglish", 0.80, 0.94), ("ru", 0.76, 0.93)],
)
def test_what_strangers_ask_is_answered_or_asked_back_with_the_right_entry_first(
    library: Library, language: str, right: float, right_first: float
) -> None:
    asked = asked_in(language, in_scope=True)
    found = [(one, decide(library.knowledge.match(one.text))) for one in asked]
    meant = [(one, decision) for one, decision in found if first_of(decision) in one.entries]
    answered = [one for one, decision in meant if isinstance(decision, Answer)]
    missed = told([one for one, decision in found if first_of(decision) not in one.entries])
    assert len(answered) >= right * len(asked), missed
    assert len(meant) >= right_first * len(asked), missed


def test_hardly_any_question_of_a_stranger_is_answered_wrongly(library: Library) -> None:
    found = [(one, decide(library.knowledge.match(one.text))) for one in STRANGERS]
    wrong = [one for one, decision in found if isinstance(decision, Answer) and first_of(decision) not in one.entries]
    assert len(wrong) <= 0.007 * len(STRANGERS), told(wrong)
