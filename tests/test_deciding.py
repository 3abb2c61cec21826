"""Answer when sure, clarify when torn, abstain when lost: the thresholds, at, above and below each."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_evidence import signals
from small_packs import entry

from knowledge import Abstain, Answer, Clarify, Match, Matches, Reason, decide, is_worth_offering
from knowledge.deciding import SHIPPED, Thresholds, likelier, nothing_is_likely
from knowledge.matching.signals import Signals

TELLING = signals(telling=1.0)  # words that tell something are shared, or else more is asked of a match


def sharing(weights: list[float]) -> list[float]:
    """Return weights as confidences: best first, together at most 1."""
    return sorted((weight / max(1, sum(weights)) for weight in weights), reverse=True)


CONFIDENCES = st.lists(st.floats(0, 1), max_size=12).map(sharing)


def matches(*confidences: float, is_question: bool = True, evidence: Signals = TELLING) -> Matches:
    ranked = tuple(
        Match(entry(f"entry-{number}", "When is it?"), "When is it?", evidence, confidence)
        for number, confidence in enumerate(confidences)
    )
    return Matches("when is it", "en", is_question, ranked)


def just_below(threshold: float) -> float:
    return math.nextafter(threshold, 0)


def ids(found: tuple[Match, ...]) -> list[str]:
    return [match.entry.id for match in found]


def test_a_sure_match_is_the_answer() -> None:
    found = matches(0.95, 0.02)
    assert decide(found) == Answer(found.ranked[0])


def test_at_the_threshold_a_match_is_sure_and_just_below_it_is_not() -> None:
    assert isinstance(decide(matches(SHIPPED.answer)), Answer)
    assert not isinstance(decide(matches(just_below(SHIPPED.answer))), Answer)


def test_at_the_threshold_an_entry_is_worth_offering_and_just_below_it_is_not() -> None:
    assert is_worth_offering(matches(SHIPPED.clarify).ranked[0])
    assert not is_worth_offering(matches(just_below(SHIPPED.clarify)).ranked[0])


def test_an_entry_that_does_not_say_what_it_answers_must_be_surer() -> None:
    undeclared = signals(TELLING, is_declared=False)
    assert isinstance(decide(matches(SHIPPED.answer_undeclared, evidence=undeclared)), Answer)
    assert isinstance(decide(matches(just_below(SHIPPED.answer_undeclared), evidence=undeclared)), Clarify)
    assert SHIPPED.answer_undeclared > SHIPPED.answer


@pytest.mark.parametrize("is_declared", [True, False])
def test_what_was_found_word_by_word_in_another_language_must_be_surer_still(*, is_declared: bool) -> None:
    glossed = signals(TELLING, is_declared=is_declared, is_glossed=True)
    assert isinstance(decide(matches(SHIPPED.answer_glossed, evidence=glossed)), Answer)
    assert isinstance(decide(matches(just_below(SHIPPED.answer_glossed), evidence=glossed)), Clarify)
    assert SHIPPED.answer_glossed > SHIPPED.answer_undeclared


@pytest.mark.parametrize("is_declared", [True, False])
def test_what_was_found_by_words_that_the_encoder_was_taught_must_be_as_sure_as_if_undeclared(
    *, is_declared: bool
) -> None:
    taught = signals(TELLING, is_declared=is_declared, is_taught=True)
    assert isinstance(decide(matches(SHIPPED.answer_undeclared, evidence=taught)), Answer)
    assert isinstance(decide(matches(just_below(SHIPPED.answer_undeclared), evidence=taught)), Clarify)


@pytest.mark.parametrize("read", ["is_glossed", "is_taught"])
@pytest.mark.parametrize("lost", ["negation_differs", "is_bare", "particular_missed"])
def test_what_may_have_lost_its_point_when_it_was_read_as_english_is_never_answered(read: str, lost: str) -> None:
    assert isinstance(decide(matches(0.99, evidence=signals(TELLING, **{read: True, lost: True}))), Clarify)


def test_who_asks_in_taught_words_for_no_time_is_not_told_when() -> None:
    assert isinstance(decide(matches(0.99, evidence=signals(TELLING, is_taught=True, slot_unasked=True))), Clarify)
    assert isinstance(decide(matches(0.99, evidence=signals(TELLING, slot_unasked=True))), Answer)


@pytest.mark.parametrize("is_declared", [True, False])
@pytest.mark.parametrize("other", ["slot_clashes", "stance_clashes", "number_differs"])
def test_what_answers_something_else_is_never_the_answer_however_sure(other: str, *, is_declared: bool) -> None:
    found = matches(0.99, evidence=signals(TELLING, is_declared=is_declared, **{other: True}))
    assert decide(found) == Clarify(found.ranked)


def test_what_a_curator_wrote_down_is_answered_whatever_its_words_seem_to_ask() -> None:
    found = matches(0.99, evidence=signals(TELLING, is_verbatim=True, slot_clashes=True))
    assert decide(found) == Answer(found.ranked[0])


def test_torn_between_two_the_person_is_asked() -> None:
    found = matches(0.48, 0.47, 0.01)
    assert decide(found) == Clarify(found.ranked[:2])


def test_a_choice_must_be_worth_offering() -> None:
    assert decide(matches(0.5, SHIPPED.clarify)) == Clarify(matches(0.5, SHIPPED.clarify).ranked)
    decision = decide(matches(0.5, just_below(SHIPPED.clarify)))
    assert isinstance(decision, Clarify)
    assert ids(decision.choices) == ["entry-0"]


@pytest.mark.parametrize(
    ("known_by", "covered", "closeness", "must_be_likelier"),
    [
        (80, 0.2, 0.45, True),  # "how do I store potatoes"
        (80, SHIPPED.barely, 0.45, False),
        (80, 0.2, SHIPPED.close, False),
        (SHIPPED.many_phrasings - 1, 0.2, 0.45, False),
    ],
)
def test_an_entry_of_many_phrasings_that_knows_barely_a_word_is_asked_back_about_only_if_it_is_likely(
    known_by: int, covered: float, closeness: float, *, must_be_likelier: bool
) -> None:
    evidence = signals(TELLING, known_by=known_by, entry_covered=covered, closeness=closeness)
    needed = SHIPPED.clarify_barely if must_be_likelier else SHIPPED.clarify_together
    assert isinstance(decide(matches(needed, evidence=evidence)), Clarify)
    assert isinstance(decide(matches(just_below(needed), evidence=evidence)), Abstain)


@pytest.mark.parametrize(
    ("known_by", "covered", "closeness", "telling", "must_be_surer"),
    [
        (80, 0.5, 0.57, 0.6, True),  # "mayor of kazan"
        (80, 0.5, 0.57, SHIPPED.a_word, False),
        (80, SHIPPED.covered, 0.57, 0.6, False),
        (80, 0.5, SHIPPED.close, 0.6, False),
        (SHIPPED.many_phrasings - 1, 0.5, 0.57, 0.6, False),
        (80, 0.2, 0.57, 1.0, True),
        (80, 1, 0.57, SHIPPED.told, False),
        (80, 1, 0.57, 0.3, True),  # "when will it be"
    ],
)
def test_with_no_more_than_a_word_in_common_an_entry_of_many_phrasings_must_be_surer(
    known_by: int, covered: float, closeness: float, telling: float, *, must_be_surer: bool
) -> None:
    evidence = signals(known_by=known_by, entry_covered=covered, closeness=closeness, telling=telling)
    needed = SHIPPED.answer_unlike if must_be_surer else SHIPPED.answer
    assert isinstance(decide(matches(needed, evidence=evidence)), Answer)
    assert isinstance(decide(matches(just_below(needed), evidence=evidence)), Clarify)


def test_the_choices_must_together_be_likely_enough() -> None:
    half = SHIPPED.clarify_together / 2
    assert isinstance(decide(matches(half, half)), Clarify)
    assert isinstance(decide(matches(half, just_below(half) - 0.001)), Abstain)


def test_no_more_choices_are_offered_than_are_read() -> None:
    decision = decide(matches(*[0.2] * 5))
    assert isinstance(decision, Clarify)
    assert ids(decision.choices) == ["entry-0", "entry-1", "entry-2", "entry-3"]


@pytest.mark.parametrize(
    "another",
    [
        {"slot_clashes": True},
        {"stance_clashes": True},
        {"number_differs": True},
        {"particular_missed": 1.0},
        {"telling": just_below(SHIPPED.told)},
        {"is_glossed": True},
    ],
)
def test_of_what_answers_something_else_or_shares_nothing_telling_one_is_asked_only_if_it_is_likelier(
    another: dict[str, float],
) -> None:
    evidence = signals(TELLING, **another)
    assert isinstance(decide(matches(SHIPPED.clarify_together)), Clarify)
    assert isinstance(decide(matches(SHIPPED.clarify_together, evidence=evidence)), Abstain)
    assert isinstance(decide(matches(just_below(SHIPPED.clarify_another), evidence=evidence)), Abstain)
    assert isinstance(decide(matches(SHIPPED.clarify_another, evidence=evidence)), Clarify)


def test_lost_among_near_ones_the_nearest_are_kept_for_whoever_curates() -> None:
    decision = decide(matches(0.2, 0.03, 0.0))
    assert isinstance(decision, Abstain)
    assert decision.reason is Reason.NOT_SURE
    assert ids(decision.nearest) == ["entry-0", "entry-1"]


def test_the_nearest_are_few() -> None:
    decision = decide(matches(*[0.05] * 9))
    assert isinstance(decision, Abstain)
    assert ids(decision.nearest) == [f"entry-{number}" for number in range(SHIPPED.nearest)]


def test_a_match_that_has_nothing_to_do_with_the_question_is_not_near() -> None:
    near, far = SHIPPED.nearest_confidence, just_below(SHIPPED.nearest_confidence)
    assert decide(matches(far)) == Abstain(Reason.NOTHING_CLOSE, ())
    assert decide(matches(near, far)) == Abstain(Reason.NOT_SURE, matches(near, far).ranked[:1])


def test_without_any_match_nothing_is_close() -> None:
    assert decide(matches()) == Abstain(Reason.NOTHING_CLOSE, ())


def test_what_is_no_question_is_never_answered_however_alike() -> None:
    assert decide(matches(1.0, is_question=False)) == Abstain(Reason.NOT_A_QUESTION, ())


def test_other_thresholds_decide_otherwise() -> None:
    strict = Thresholds(answer=0.99, clarify=0.9)
    assert isinstance(decide(matches(0.95), strict), Clarify)
    assert isinstance(decide(matches(0.8), strict), Abstain)


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_is_a_phrase_that_can_be_logged(reason: Reason) -> None:
    assert str(reason).replace(" ", "").replace(",", "").isalpha()


@given(CONFIDENCES)
def test_every_decision_is_one_of_three_and_offers_only_what_was_found(confidences: list[float]) -> None:
    found = matches(*confidences)
    match decide(found):
        case Answer(match):
            assert match == found.best
        case Clarify(choices):
            assert 1 <= len(choices) <= SHIPPED.choices
            assert choices == found.ranked[: len(choices)]
        case Abstain(_, nearest):
            assert len(nearest) <= SHIPPED.nearest
            assert nearest == found.ranked[: len(nearest)]


@given(CONFIDENCES, st.floats(0, 1))
def test_a_lower_bar_never_answers_less(confidences: list[float], bar: float) -> None:
    found = matches(*confidences)
    if isinstance(decide(found, Thresholds(answer=bar)), Answer):
        assert isinstance(decide(found, Thresholds(answer=bar / 2)), Answer)


def test_nothing_is_likely_just_below_the_threshold() -> None:
    assert nothing_is_likely(matches())
    assert nothing_is_likely(matches(just_below(SHIPPED.clarify_another)))
    assert not nothing_is_likely(matches(SHIPPED.clarify_another))


def test_of_two_readings_the_likelier_one_counts_and_the_first_if_they_are_alike() -> None:
    nothing, little, much = matches(), matches(0.2), matches(0.6)
    assert likelier(little, much) is much
    assert likelier(much, little) is much
    assert likelier(nothing, little) is little
    assert likelier(first := matches(0.2), little) is first
