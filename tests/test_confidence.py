"""Confidence is one probability shared by all candidates and "none of them"."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_evidence import signals

from knowledge.deciding import SHIPPED
from knowledge.matching.confidence import SCOPE, SHARE, Weights, confidences, measured, shares
from knowledge.matching.signals import Signals
from knowledge.matching.weights import shipped_weights
from knowledge.vectors.encoding import SHIPPED_ENCODER, Encoder

BOTH = shipped_weights(Encoder(SHIPPED_ENCODER))
BY_MEANING, BY_WORDS = BOTH.by_meaning, BOTH.by_words
EITHER = pytest.mark.parametrize("weights", [BY_MEANING, BY_WORDS], ids=["by meaning", "by words"])

PART = st.floats(0, 1)
SIGNALS = st.builds(
    signals,
    entry_covered=PART,
    alike=PART,
    telling=PART,
    slot_clashes=st.booleans(),
    slot_agrees=st.sampled_from([0, 0.5, 1]),
    particular_missed=st.sampled_from([0, 0.5, 1]),
    stance_clashes=st.booleans(),
    negation_differs=st.booleans(),
    known_by=st.integers(1, 200),
    is_declared=st.booleans(),
    learnt=st.floats(-12, 0),
    closeness=st.floats(-1, 1),
    middle=st.floats(-3, 3),
)
SEVERAL = st.lists(SIGNALS, min_size=1, max_size=12)

PERFECT = signals(
    question_covered=1,
    phrasing_covered=1,
    entry_covered=1,
    alike=1,
    telling=1,
    slot_agrees=1,
    learnt=-0.01,
    closeness=1.0,
)


def alone(one: Signals, weights: Weights = BY_MEANING) -> float:
    """Return the confidence of a match that has no rival."""
    return confidences([one], weights, is_question=True)[0]


def share_of_first(first: Signals, second: Signals, weights: Weights) -> float:
    return float(shares([first, second], weights.share)[0])


def scaled(weights: Weights, by: float) -> Weights:
    return Weights(weights.share * by, weights.scope * by, weights.constant * by)


# which entry


@EITHER
@pytest.mark.parametrize("name", ["learnt", "closeness", "middle", "entry_covered", "slot_agrees"])
@given(one=SIGNALS, rival=SIGNALS)
def test_every_signal_for_an_entry_gives_it_a_larger_share(
    weights: Weights, name: str, one: Signals, rival: Signals
) -> None:
    less, more = (-5.0, -1.0) if name == "learnt" else (0.2, 0.9)
    assert share_of_first(signals(one, **{name: less}), rival, weights) <= share_of_first(
        signals(one, **{name: more}), rival, weights
    )


@EITHER
def test_how_close_an_entry_is_tells_more_where_it_has_few_phrasings(weights: Weights) -> None:
    by_few, by_many = (
        share_of_first(signals(known_by=known, closeness=0.9), signals(known_by=known, closeness=0.4), weights)
        for known in (1, 200)
    )
    assert by_few > by_many == 0.5


@EITHER
def test_that_a_word_is_missing_counts_more_than_the_first_that_is_met(weights: Weights) -> None:
    wholly, mostly, hardly, none = (signals(entry_covered=share) for share in (1, 0.7, 0.3, 0))
    assert share_of_first(wholly, mostly, weights) > share_of_first(hardly, none, weights)


@EITHER
@given(several=SEVERAL)
def test_the_shares_make_one(weights: Weights, several: list[Signals]) -> None:
    found = shares(several, weights.share)
    assert len(found) == len(several)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)


@EITHER
@given(several=SEVERAL)
def test_the_order_of_candidates_makes_no_difference(weights: Weights, several: list[Signals]) -> None:
    assert shares(several[::-1], weights.share)[::-1] == pytest.approx(shares(several, weights.share))


@EITHER
def test_a_bare_word_tells_entries_of_its_subject_less_apart(weights: Weights) -> None:
    near, far = signals(learnt=-0.5, closeness=0.9), signals(learnt=-2.0, closeness=0.6)
    bare = share_of_first(signals(near, is_bare=True), signals(far, is_bare=True), weights)
    assert 0.5 < bare < share_of_first(near, far, weights)


@EITHER
@pytest.mark.parametrize("differs", ["slot_clashes", "slot_unasked", "stance_clashes", "negation_differs"])
def test_the_same_words_in_another_order_ask_the_same_unless_they_ask_or_take_something_else(
    weights: Weights, differs: str
) -> None:
    rival = signals(alike=0.9)
    same, nearly, other = signals(alike=1.0), signals(alike=0.99), signals(alike=1.0, **{differs: True})
    assert share_of_first(same, rival, weights) > 0.8 > share_of_first(nearly, rival, weights) == 0.5
    assert share_of_first(other, rival, weights) == 0.5


# whether any is meant


@EITHER
@pytest.mark.parametrize(("name", "less", "more"), [("learnt", -6.0, -0.1), ("closeness", 0.2, 0.9)])
@given(one=SIGNALS)
def test_the_more_like_a_question_is_the_more_likely_it_is_meant(
    weights: Weights, name: str, less: float, more: float, one: Signals
) -> None:
    assert alone(signals(one, **{name: less}), weights) < alone(signals(one, **{name: more}), weights)


@EITHER
def test_that_its_author_marked_it_as_what_a_question_takes_it_for_speaks_for_an_entry(weights: Weights) -> None:
    assert alone(signals(status_agrees=True), weights) > alone(signals(), weights)


@EITHER
def test_what_seems_cancelled_speaks_most_against_what_an_author_declared(weights: Weights) -> None:
    def odds(*, is_declared: bool, cancelled: bool) -> float:
        found = alone(signals(is_declared=is_declared, stance_clashes=cancelled), weights)
        return float(np.log(found / (1 - found)))

    def lost(*, is_declared: bool) -> float:
        return odds(is_declared=is_declared, cancelled=False) - odds(is_declared=is_declared, cancelled=True)

    assert 0.5 < lost(is_declared=False) < lost(is_declared=True)


@EITHER
@pytest.mark.parametrize("name", ["slot_clashes", "particular_missed", "stance_clashes"])
@given(one=SIGNALS)
def test_what_clashes_with_what_an_entry_declares_makes_it_less_likely(
    weights: Weights, name: str, one: Signals
) -> None:
    declared = signals(one, is_declared=True)
    assert alone(signals(declared, **{name: True}), weights) < alone(signals(declared, **{name: False}), weights)


@EITHER
def test_to_share_nothing_tells_the_more_the_more_ways_to_ask_are_known(weights: Weights) -> None:
    found = [alone(signals(closeness=0.4, learnt=-0.5, known_by=known), weights) for known in (1, 5, 20, 60)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 2 * found[-1]


@EITHER
@given(several=SEVERAL, is_question=st.booleans())
def test_the_confidences_leave_something_or_nothing_for_none_of_them(
    weights: Weights, several: list[Signals], *, is_question: bool
) -> None:
    found = confidences(several, weights, is_question=is_question)
    assert len(found) == len(several)
    assert all(0 <= confidence <= 1 for confidence in found)
    assert sum(found) <= 1 + 1e-9


@EITHER
@given(several=SEVERAL)
def test_who_has_the_larger_share_has_the_larger_confidence(weights: Weights, several: list[Signals]) -> None:
    found = confidences(several, weights, is_question=True)
    assert list(np.argsort(found, kind="stable")) == list(np.argsort(shares(several, weights.share), kind="stable"))


@EITHER
@given(several=SEVERAL, rival=SIGNALS)
def test_a_rival_that_is_less_likely_than_the_best_makes_nobody_likelier(
    weights: Weights, several: list[Signals], rival: Signals
) -> None:
    with_rival = [*several, rival]
    if int(shares(with_rival, weights.share).argmax()) < len(several):
        before = confidences(several, weights, is_question=True)
        after = confidences(with_rival, weights, is_question=True)
        assert all(later <= sooner + 1e-12 for sooner, later in zip(before, after, strict=False))


@EITHER
@given(several=SEVERAL)
def test_friendly_words_make_every_match_less_likely(weights: Weights, several: list[Signals]) -> None:
    asked, chatted = (confidences(several, weights, is_question=is_question) for is_question in (True, False))
    assert all(less <= more for less, more in zip(chatted, asked, strict=True))


@EITHER
def test_nothing_is_answered_for_sure_to_friendly_words(weights: Weights) -> None:
    assert confidences([PERFECT], weights, is_question=False)[0] < SHIPPED.answer


# together


@EITHER
def test_two_equal_rivals_that_are_all_but_certain_halve_the_confidence(weights: Weights) -> None:
    sure = signals(PERFECT, is_verbatim=True)
    assert confidences([sure, sure], weights, is_question=True) == pytest.approx([0.5, 0.5], abs=0.001)


@EITHER
def test_a_perfect_match_without_rivals_is_all_but_certain(weights: Weights) -> None:
    assert alone(PERFECT, weights) > 0.95


@EITHER
@given(several=SEVERAL, one=SIGNALS)
def test_what_a_curator_wrote_down_is_answered_whatever_else_is_like_it(
    weights: Weights, several: list[Signals], one: Signals
) -> None:
    by_heart = signals(PERFECT, is_verbatim=True, known_by=one.known_by, is_declared=one.is_declared)
    rivals = [signals(rival, learnt=-4.0, closeness=0.7) for rival in several]
    assert confidences([by_heart, *rivals], weights, is_question=True)[0] > SHIPPED.answer


@EITHER
@pytest.mark.parametrize("name", ["slot_clashes", "particular_missed", "stance_clashes"])
def test_any_one_thing_that_rules_a_match_out_outweighs_the_words_in_common(weights: Weights, name: str) -> None:
    # "in Dubai", "cancelled": the very word that rules it out is one of the question's words that the entry lacks.
    all_but_a_word = signals(
        PERFECT,
        question_covered=0.7,
        entry_covered=0.7,
        alike=0.8,
        learnt=-0.2,
        closeness=0.75,
    )
    assert alone(all_but_a_word, weights) > SHIPPED.answer
    assert alone(signals(all_but_a_word, **{name: True}), weights) < SHIPPED.answer


@EITHER
@pytest.mark.parametrize("known_by", [1, 5, 60])
def test_no_evidence_leaves_next_to_nothing(weights: Weights, known_by: int) -> None:
    nothing = signals(learnt=-12.0, closeness=0.0, known_by=known_by)
    assert alone(nothing, weights) < 0.05


def test_no_candidates_share_nothing() -> None:
    assert confidences([], BY_MEANING, is_question=True) == []
    assert measured(SHARE, []).shape == (0, len(SHARE))
    assert measured(SCOPE, []).shape == (0, len(SCOPE))


@pytest.mark.parametrize("by", [1e6, -1e6])
def test_strengths_beyond_all_measure_do_not_overflow(by: float) -> None:
    for several in ([PERFECT], [signals()], [PERFECT, signals()]):
        found = confidences(several, scaled(BY_MEANING, by), is_question=True)
        assert all(0 <= confidence <= 1 for confidence in found)
