"""Each signal is evidence of one kind for or against a match, and tells it on its own scale."""

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_evidence import signals as evidence
from small_packs import reading

from knowledge import Slot, Status
from knowledge.matching import signals
from knowledge.matching.signals import Signals, Term
from knowledge.words.wording import NEGATED

NAMES = st.sampled_from("abcdef")
LIKENESS = st.dictionaries(NAMES, st.floats(0.1, 1), min_size=1, max_size=3)
TERMS = st.lists(st.builds(Term, st.floats(0, 1), LIKENESS), max_size=6)
KNOWN = st.frozensets(NAMES)


def covered(question: Sequence[Term], known: frozenset[str]) -> float:
    return signals.question_covered(signals.met(question, known), sum(term.weight for term in question))


def telling(question: Sequence[Term], known: frozenset[str]) -> float:
    return signals.telling(signals.met(question, known))


def term(name: str, weight: float = 1.0, likeness: float = 1.0) -> Term:
    return Term(weight, {name: likeness})


def test_a_term_is_met_by_the_likeliest_of_what_it_may_stand_for() -> None:
    torn = Term(1.0, {"sign": 0.7, "sigh": 0.9})
    assert torn.met_by(["sign", "sigh"]) == 0.9
    assert torn.met_by(["sign"]) == 0.7
    assert torn.met_by(["ship"]) == 0.0
    assert torn.met_by([]) == 0.0


def test_a_question_is_covered_by_the_weight_of_the_terms_that_are_known() -> None:
    question = [term("pact", 0.9), term("india", 0.1)]
    assert covered(question, frozenset({"pact"})) == pytest.approx(0.9)
    assert covered(question, frozenset({"india"})) == pytest.approx(0.1)
    assert covered(question, frozenset({"pact", "india"})) == pytest.approx(1)


def test_a_question_without_terms_is_not_covered_at_all() -> None:
    assert covered([], frozenset({"pact"})) == 0


def test_a_phrasing_is_covered_by_the_weight_of_its_terms_that_are_asked() -> None:
    phrasing = {"pact": 0.6, "sign": 0.2}
    assert signals.phrasing_covered([term("pact")], phrasing) == pytest.approx(0.75)
    assert signals.phrasing_covered([term("pact"), term("sign"), term("more")], phrasing) == pytest.approx(1)
    assert signals.phrasing_covered([term("pact")], {}) == 0


def test_a_term_asked_twice_covers_a_phrasing_once() -> None:
    assert signals.phrasing_covered([term("pact"), term("pact", likeness=0.5)], {"pact": 1.0}) == 1


def test_rare_words_in_common_tell_more_than_common_ones() -> None:
    known = frozenset({"rare", "common"})
    assert telling([term("rare", 1)], known) > telling([term("common", 0.1)], known)
    assert telling([term("elsewhere")], known) == 0


def test_asking_where_of_what_answers_when_clashes() -> None:
    assert signals.slot_clashes(reading("where is it"), frozenset({Slot.WHEN}))
    assert not signals.slot_clashes(reading("when is it"), frozenset({Slot.WHEN}))
    assert not signals.slot_clashes(reading("when and where is it"), frozenset({Slot.WHEN}))


def test_asking_where_of_what_answers_only_whether_clashes() -> None:
    assert signals.slot_clashes(reading("where is it"), frozenset({Slot.WHETHER}))


def test_nothing_clashes_where_the_question_or_the_entry_leaves_it_open() -> None:
    assert not signals.slot_clashes(reading("what is it"), frozenset({Slot.WHEN}))
    assert not signals.slot_clashes(reading("where is it"), frozenset())


def test_a_phrasing_that_asks_the_same_agrees_more_than_an_entry_that_only_answers_it() -> None:
    question, when = reading("when is it"), frozenset({Slot.WHEN})
    assert signals.slot_agrees(question, when, when) > signals.slot_agrees(question, frozenset(), when) > 0
    assert signals.slot_agrees(question, frozenset(), frozenset()) == 0
    assert signals.slot_agrees(reading("pact"), when, when) == 0


def test_to_ask_what_is_to_agree_on_nothing() -> None:
    what = frozenset({Slot.WHAT})
    assert signals.slot_agrees(reading("what is it"), what, what) == 0


def test_a_phrasing_may_ask_what_the_question_does_not() -> None:
    assert signals.slot_unasked(reading("the pact"), frozenset({Slot.WHY}))
    assert not signals.slot_unasked(reading("why the pact"), frozenset({Slot.WHY}))
    assert not signals.slot_unasked(reading("the pact"), frozenset({Slot.WHAT}))


def particular_missed(question: str, of_phrasing: set[str], of_entry: set[str]) -> float:
    wording = reading(question)
    terms = [term(name) for name in wording.terms]
    return signals.particular_missed(wording, terms, frozenset(of_phrasing), frozenset(of_entry))


def test_a_place_that_no_phrasing_of_the_entry_has_is_missed() -> None:
    assert particular_missed("a consulate in Dubai", {"consul"}, {"consul", "kazan"}) == 1


def test_a_place_that_only_another_phrasing_has_is_half_missed() -> None:
    assert particular_missed("a consulate in Kazan", {"consul"}, {"consul", "kazan"}) == 0.5


def test_a_place_that_the_phrasing_has_or_that_is_not_asked_is_not_missed() -> None:
    assert particular_missed("a consulate in Kazan", {"kazan"}, {"kazan"}) == 0
    assert particular_missed("a consulate", {"kazan"}, {"kazan"}) == 0


def test_of_two_places_neither_may_be_missed() -> None:
    assert particular_missed("is it Kazan or Dubai", {"kazan"}, {"kazan"}) == 1


@pytest.mark.parametrize(
    ("question", "phrasing", "differs"),
    [
        ("hall 77", "what is on in hall 7", True),
        ("hall 7", "what is on in hall 7", False),
        ("hall 7 on day 2", "hall 7", False),
        ("hall", "hall 7", False),
        ("hall 7", "the hall", False),
    ],
)
def test_a_number_differs_where_both_name_one_and_not_the_same(question: str, phrasing: str, *, differs: bool) -> None:
    assert signals.number_differs(reading(question), reading(phrasing).terms.keys()) is differs


@pytest.mark.parametrize(
    ("question", "taken", "clashes"),
    [
        ("was it cancelled", set(), True),
        ("was it cancelled", {"postponed"}, True),
        ("was it cancelled", {"cancelled"}, False),
        ("was it cancelled or postponed", {"cancelled"}, True),
        ("is it not signed", set(), False),
        ("why is it not signed", set(), True),
        ("why is it not signed", {NEGATED}, False),
        ("is it signed", {"cancelled"}, False),
    ],
)
def test_what_a_question_takes_for_granted_must_be_what_the_entry_says(
    question: str, taken: set[str], clashes: bool
) -> None:
    assert signals.stance_clashes(reading(question), frozenset(taken)) is clashes


@pytest.mark.parametrize(
    ("question", "status", "agrees"),
    [
        ("was it cancelled", Status.CANCELLED, True),
        ("wasn't it cancelled", Status.CANCELLED, True),
        ("was it cancelled", Status.POSTPONED, False),
        ("was it cancelled", None, False),
        ("was it cancelled or postponed", Status.CANCELLED, False),
        ("is it signed", Status.CANCELLED, False),
        ("is it signed", None, False),
    ],
)
def test_a_status_agrees_with_a_question_that_takes_just_that_for_granted(
    question: str, status: Status | None, *, agrees: bool
) -> None:
    assert signals.status_agrees(reading(question), status) is agrees


def best(*several: Signals) -> Signals:
    return max(several, key=lambda one: one.fit)


def test_of_the_phrasings_of_an_entry_the_very_one_fits_best() -> None:
    by_heart = evidence(is_verbatim=True, alike=1, slot_unasked=True)
    assert best(evidence(alike=1, slot_agrees=1), by_heart) is by_heart


@pytest.mark.parametrize("name", ["slot_clashes", "stance_clashes", "particular_missed"])
def test_a_phrasing_that_is_ruled_out_fits_less_than_one_that_is_less_alike(name: str) -> None:
    alike_but_ruled_out, less_alike = evidence(evidence(alike=0.9), **{name: True}), evidence(alike=0.2)
    assert best(alike_but_ruled_out, less_alike) is less_alike


@pytest.mark.parametrize("name", ["slot_clashes", "slot_unasked", "stance_clashes", "negation_differs"])
def test_a_phrasing_says_the_same_if_it_has_all_words_and_asks_and_takes_nothing_else(name: str) -> None:
    same = evidence(alike=1)
    assert same.says_the_same
    assert not evidence(same, **{name: True}).says_the_same
    assert not evidence(alike=0.99).says_the_same


def test_of_phrasings_alike_that_fits_best_which_asks_the_same() -> None:
    same, other = evidence(alike=0.8, slot_agrees=1), evidence(alike=0.8, slot_unasked=True)
    assert best(other, same) is same


@given(TERMS, KNOWN)
def test_every_share_lies_between_nothing_and_all(question: list[Term], known: frozenset[str]) -> None:
    shares = (
        covered(question, known),
        signals.phrasing_covered(question, dict.fromkeys(known, 0.5)),
        telling(question, known),
    )
    assert all(0 <= share <= 1 + 1e-9 for share in shares)


@given(TERMS, KNOWN, KNOWN)
def test_knowing_more_never_covers_less(question: list[Term], known: frozenset[str], more: frozenset[str]) -> None:
    assert covered(question, known | more) >= covered(question, known)
    assert telling(question, known | more) >= telling(question, known)


@given(TERMS, st.dictionaries(NAMES, st.floats(0.1, 1)))
def test_asking_more_never_covers_less_of_a_phrasing(question: list[Term], phrasing: Mapping[str, float]) -> None:
    shorter = signals.phrasing_covered(question[1:], phrasing)
    assert signals.phrasing_covered(question, phrasing) >= shorter or math.isclose(
        signals.phrasing_covered(question, phrasing), shorter
    )
