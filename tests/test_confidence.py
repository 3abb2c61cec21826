"""Confidence is one probability shared by all candidates and "none of them"."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.confidence import shares, strength
from knowledge.deciding import SHIPPED
from knowledge.signals import Signals

SHARE = st.floats(0, 1)
SIGNALS = st.builds(
    Signals, SHARE, SHARE, SHARE, SHARE, st.booleans(), SHARE, st.booleans(), SHARE, st.booleans(), st.booleans()
)
STRENGTHS = st.lists(st.floats(-30, 30), max_size=12)

FOR = ["question_covered", "phrasing_covered", "entry_covered", "telling", "slot_agrees"]
AGAINST = ["particular_missed", "slot_clashes", "slot_unasked", "stance_clashes", "negation_differs"]

PERFECT = Signals(
    is_verbatim=False,
    question_covered=1,
    phrasing_covered=1,
    entry_covered=1,
    telling=1,
    alike=1,
    slot_clashes=False,
    slot_agrees=1,
    slot_unasked=False,
    particular_missed=0,
    stance_clashes=False,
    negation_differs=False,
)


def alone(signals: Signals) -> float:
    """Return the confidence of a match that has no rival."""
    return shares([strength(signals)], is_question=True)[0]


@pytest.mark.parametrize("name", FOR)
@given(signals=SIGNALS, one=SHARE, other=SHARE)
def test_more_evidence_for_a_match_never_makes_it_weaker(name: str, signals: Signals, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert strength(replace(signals, **{name: less})) <= strength(replace(signals, **{name: more}))


@pytest.mark.parametrize("name", FOR)
@given(signals=SIGNALS)
def test_every_signal_for_a_match_counts(name: str, signals: Signals) -> None:
    assert strength(replace(signals, **{name: 0.0})) < strength(replace(signals, **{name: 1.0}))


@pytest.mark.parametrize("name", AGAINST)
@given(signals=SIGNALS)
def test_every_signal_against_a_match_counts(name: str, signals: Signals) -> None:
    assert strength(replace(signals, **{name: True})) < strength(replace(signals, **{name: False}))


@given(STRENGTHS, st.booleans())
def test_the_shares_leave_something_or_nothing_for_none_of_them(strengths: list[float], is_question: bool) -> None:
    found = shares(strengths, is_question=is_question)
    assert len(found) == len(strengths)
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) <= 1 + 1e-9


@given(STRENGTHS)
def test_the_stronger_of_two_is_never_less_likely(strengths: list[float]) -> None:
    found = shares(sorted(strengths), is_question=True)
    assert found == sorted(found)


@given(STRENGTHS, st.floats(-30, 30))
def test_a_rival_never_makes_anyone_likelier(strengths: list[float], rival: float) -> None:
    before = shares(strengths, is_question=True)
    after = shares([*strengths, rival], is_question=True)
    assert all(later <= sooner + 1e-12 for sooner, later in zip(before, after, strict=False))


@given(STRENGTHS)
def test_friendly_words_make_every_match_less_likely(strengths: list[float]) -> None:
    asked, chatted = (shares(strengths, is_question=is_question) for is_question in (True, False))
    assert all(less <= more for less, more in zip(chatted, asked, strict=True))


def test_two_equal_rivals_that_are_all_but_certain_halve_the_confidence() -> None:
    assert shares([40, 40], is_question=True) == pytest.approx([0.5, 0.5])


def test_a_perfect_match_without_rivals_is_all_but_certain() -> None:
    assert alone(PERFECT) > 0.95


@pytest.mark.parametrize("name", ["slot_clashes", "particular_missed", "stance_clashes"])
def test_any_one_thing_that_rules_a_match_out_outweighs_the_words_in_common(name: str) -> None:
    # "in Dubai", "cancelled": the very word that rules it out is one of the question's words that the entry lacks.
    all_but_a_word = replace(PERFECT, question_covered=0.7, entry_covered=0.7)
    assert alone(all_but_a_word) > SHIPPED.answer
    assert alone(replace(all_but_a_word, **{name: True})) < SHIPPED.answer


def test_no_evidence_leaves_next_to_nothing() -> None:
    nothing = replace(PERFECT, question_covered=0, phrasing_covered=0, entry_covered=0, telling=0, slot_agrees=0)
    assert alone(nothing) < 0.01


def test_no_candidates_share_nothing() -> None:
    assert shares([], is_question=True) == []


def test_strengths_beyond_all_measure_do_not_overflow() -> None:
    assert shares([1e6, -1e6], is_question=True) == pytest.approx([1, 0])
