"""Each measure equals its definition, computed the long way round."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.measuring import measures
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import AskedQuestion

ENTRIES = ("pool", "gym", "tram")
DECISIONS = ("answer", "clarify", "abstain")


def reply(truth: str, entry: str | None, confidence: float, decision: str = "answer", choices: str = "") -> Reply:
    """Return a reply to a question that the entries named in `truth` answer; "" is out of scope."""
    return Reply(AskedQuestion("q", frozenset(truth.split())), decision, entry, confidence, tuple(choices.split()))


def with_none_unsure(one: Reply) -> Reply:
    """Return the reply as the engine would give it: without an entry there is no confidence."""
    return one if one.entry else reply(" ".join(one.asked.entries), None, 0.0, "abstain")


# Few different confidences, so that ties are common; a truth of two entries, so that either is right.
REPLY = st.builds(
    reply,
    st.sampled_from(["", "", *ENTRIES, "pool gym"]),
    st.sampled_from([None, *ENTRIES]),
    st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0]),
    st.sampled_from(DECISIONS),
    st.sampled_from(["", "pool", "pool gym", "tram gym"]),
).map(with_none_unsure)
REPLIES = st.lists(REPLY, max_size=25)


def given_at(replies: Sequence[Reply], threshold: float) -> list[Reply]:
    """Return the replies that would be answers if all from this confidence on were."""
    return [one for one in replies if one.entry is not None and one.confidence >= threshold]


def thresholds(replies: Sequence[Reply]) -> list[float]:
    return [math.inf, *{one.confidence for one in replies}]


def in_scope(replies: Sequence[Reply]) -> list[Reply]:
    return [one for one in replies if one.asked.entries]


def share(part: int, whole: int) -> Any:
    """Return a share to compare with; that of nothing is nan."""
    return pytest.approx(part / whole if whole else math.nan, nan_ok=True)


@given(REPLIES)
def test_top_1_is_the_share_of_in_scope_questions_whose_best_entry_is_right(replies: list[Reply]) -> None:
    asked = in_scope(replies)
    right = [one for one in asked if one.entry in one.asked.entries]
    assert measures.top_1(replies) == share(len(right), len(asked))


@given(REPLIES, st.sampled_from([0.5, 0.9, 0.95, 1.0]))
def test_recall_at_precision_is_the_best_over_every_threshold(replies: list[Reply], precision: float) -> None:
    best = 0
    for threshold in thresholds(replies):
        answers = given_at(replies, threshold)
        right = sum(one.is_right for one in answers)
        if answers and Fraction(right, len(answers)) >= Fraction(str(precision)):
            best = max(best, right)
    asked = len(in_scope(replies))
    assert measures.recall_at_precision(replies, precision) == share(best, asked)


def test_equally_confident_answers_are_given_together_or_not_at_all() -> None:
    tied = [reply("pool", "pool", 0.9), reply("gym", "tram", 0.9)]
    assert measures.recall_at_precision(tied, 0.9) == 0
    parted = [reply("pool", "pool", 0.91), reply("gym", "tram", 0.9)]
    assert measures.recall_at_precision(parted, 0.9) == 0.5


def test_a_wrong_answer_early_can_be_outweighed_by_right_ones_later() -> None:
    replies = [reply("", "pool", 1.0), *[reply("pool", "pool", 0.5)] * 9]
    assert measures.recall_at_precision(replies, 0.9) == 1
    assert measures.recall_at_precision(replies, 0.95) == 0


@given(REPLIES)
def test_auroc_is_the_share_of_pairs_in_which_the_in_scope_question_is_above(replies: list[Reply]) -> None:
    def height(one: Reply) -> float:
        return one.confidence if one.entry is not None else -1.0

    outside = [one for one in replies if not one.asked.entries]
    pairs = list(product(map(height, in_scope(replies)), map(height, outside)))
    wins = sum(1.0 if one > other else 0.5 if one == other else 0.0 for one, other in pairs)
    if pairs:
        assert measures.auroc(replies) == pytest.approx(wins / len(pairs))
    else:
        assert math.isnan(measures.auroc(replies))


def test_auroc_runs_from_all_below_over_chance_to_all_above() -> None:
    inside, outside = reply("pool", "pool", 0.9), reply("", "gym", 0.1)
    assert measures.auroc([inside, outside]) == 1
    assert measures.auroc([reply("pool", "pool", 0.1), reply("", "gym", 0.9)]) == 0
    assert measures.auroc([reply("pool", "pool", 0.5), reply("", "gym", 0.5)]) == 0.5


def correlation(truths: Sequence[str], guesses: Sequence[str]) -> float:
    """Return Gorodkin's R_K straight from the confusion matrix: its sums over all labels k, l, m."""
    labels = sorted({*truths, *guesses})
    pairs = list(zip(truths, guesses, strict=True))
    matrix = {(k, m): pairs.count((k, m)) for k in labels for m in labels}

    def spread(side: int) -> int:
        sums = [sum(count for cell, count in matrix.items() if cell[side] == k) for k in labels]
        return sum(one * other for k, one in enumerate(sums) for m, other in enumerate(sums) if k != m)

    together = sum(matrix[k, k] * matrix[m, n] - matrix[n, k] * matrix[k, m] for k, m, n in product(labels, repeat=3))
    scale = math.sqrt(spread(0)) * math.sqrt(spread(1))
    return together / scale if scale else 0.0


@given(st.lists(REPLY, max_size=12))
def test_mcc_is_the_best_correlation_of_truth_and_decision_over_every_threshold(replies: list[Reply]) -> None:
    # Where several entries are right, the one that was found is the truth.
    truths = [(one.entry or "") if one.is_right else min(one.asked.entries, default="") for one in replies]
    best = max(
        correlation(truths, [(one.entry or "") if one.confidence >= threshold else "" for one in replies])
        for threshold in thresholds(replies)
    )
    assert measures.best_mcc(replies) == pytest.approx(best)


def test_mcc_of_two_labels_is_the_one_of_the_four_counts() -> None:
    # 3 hits, 1 miss, 1 false alarm, 5 rightly silent: (3*5 - 1*1) / sqrt(4 * 4 * 6 * 6)
    replies = [
        *[reply("pool", "pool", 0.9)] * 3,
        reply("pool", "pool", 0.1),
        reply("", "pool", 0.9),
        *[reply("", "pool", 0.1)] * 5,
    ]
    assert measures.best_mcc(replies) == pytest.approx(14 / 24)


def test_a_perfect_engine_has_full_marks_and_a_silent_one_none() -> None:
    perfect = [reply("pool", "pool", 0.9), reply("gym", "gym", 0.8), reply("", "pool", 0.1)]
    assert (measures.top_1(perfect), measures.best_mcc(perfect), measures.auroc(perfect)) == (1, 1, 1)
    silent = [reply("pool", None, 0.0), reply("", None, 0.0)]
    assert (measures.top_1(silent), measures.best_mcc(silent), measures.recall_at_precision(silent, 0.9)) == (0, 0, 0)


@given(REPLIES)
def test_the_shares_at_the_shipped_thresholds_count_every_question_once(replies: list[Reply]) -> None:
    shares = measures.decided(replies)
    outcomes = ("answered_right", "answered_wrong", "clarified", "abstained")
    assert sum(shares[name] for name in outcomes) == share(len(replies), len(replies))
    assert sum(shares[f"in_scope_{name}"] for name in outcomes) == share(len(in_scope(replies)), len(in_scope(replies)))


def test_the_shares_tell_what_was_decided() -> None:
    replies = [
        reply("pool", "pool", 0.9),
        reply("pool", "gym", 0.9),
        reply("", "gym", 0.9),
        reply("pool", "pool", 0.4, "clarify", "gym pool"),
        reply("tram", "pool", 0.4, "clarify", "gym pool"),
        reply("", None, 0.0, "abstain"),
        reply("pool", "pool", 0.1, "abstain"),
        reply("gym", "pool", 0.1, "abstain"),
    ]
    assert measures.decided(replies) == {
        "answered_right": 1 / 8,
        "answered_wrong": 2 / 8,
        "clarified": 2 / 8,
        "abstained": 3 / 8,
        "in_scope_answered_right": 1 / 6,
        "in_scope_answered_wrong": 1 / 6,
        "in_scope_clarified": 2 / 6,
        "in_scope_abstained": 2 / 6,
        "clarified_with_right_choice": 1 / 6,
    }


def test_coverage_tells_for_every_confidence_how_much_is_answered_and_how_rightly() -> None:
    replies = [
        reply("pool", "pool", 0.9),
        reply("gym", "tram", 0.7),
        reply("tram", "tram", 0.7),
        reply("", "gym", 0.2),
        reply("gym", None, 0.0),  # never answered, however low the threshold
    ]
    assert measures.coverage(replies) == [(1 / 5, 1), (3 / 5, 2 / 3), (4 / 5, 2 / 4)]


@given(REPLIES)
def test_coverage_is_that_of_every_threshold(replies: list[Reply]) -> None:
    points = set()
    for threshold in thresholds(replies):
        answers = given_at(replies, threshold)
        if answers:
            points.add((len(answers) / len(replies), sum(one.is_right for one in answers) / len(answers)))
    assert measures.coverage(replies) == sorted(points)


def test_the_precision_of_answers_is_the_share_of_those_given_that_is_right() -> None:
    replies = [
        *[reply("pool", "pool", 0.9)] * 3,
        reply("", "gym", 0.9),
        reply("pool", "gym", 0.4, "clarify", "gym pool"),  # no answer
        reply("gym", "pool", 0.1, "abstain"),
    ]
    assert measures.precision_of_answers(replies) == 3 / 4


def test_without_an_answer_there_is_no_precision() -> None:
    assert math.isnan(measures.precision_of_answers([reply("pool", "pool", 0.1, "abstain")]))


def test_right_first_are_right_answers_and_choices_of_which_the_first_is_right() -> None:
    replies = [
        reply("pool", "pool", 0.9),
        reply("pool gym", "gym", 0.4, "clarify", "gym tram"),
        reply("tram", "gym", 0.4, "clarify", "gym tram"),  # right, but second
        reply("pool", "gym", 0.9),
        reply("pool", "pool", 0.1, "abstain"),
        reply("", "gym", 0.4, "clarify", "gym"),  # out of scope
    ]
    assert measures.answered_or_clarified_right_first(replies) == 2 / 5


@given(REPLIES)
def test_right_first_lies_between_answered_right_and_what_was_answered_or_clarified_at_all(
    replies: list[Reply],
) -> None:
    shares, right_first = measures.decided(replies), measures.answered_or_clarified_right_first(replies)
    most = shares["in_scope_answered_right"] + shares["clarified_with_right_choice"]
    assert not in_scope(replies) or shares["in_scope_answered_right"] <= right_first <= most + 1e-12


def test_no_replies_measure_nothing() -> None:
    assert measures.best_mcc([]) == 0
    of_none = [measures.top_1([]), measures.recall_at_precision([], 0.9), measures.auroc([])]
    assert all(map(math.isnan, [*of_none, *measures.decided([]).values()]))
    assert measures.coverage([]) == []
    assert math.isnan(measures.precision_of_answers([]))
    assert math.isnan(measures.answered_or_clarified_right_first([]))
