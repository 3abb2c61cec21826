"""Confidence is held against what came true, bin by bin."""

import math
from itertools import pairwise
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.measuring.calibration import (
    BINS,
    calibration_error_by_chance,
    expected_calibration_error,
    reliability,
)
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import AskedQuestion


def reply(confidence: float, *, right: bool) -> Reply:
    """Return a reply whose best entry is right or not, and which is no answer: what was decided makes no difference."""
    return Reply(AskedQuestion("q", frozenset({"pool"} if right else ())), "abstain", "pool", confidence)


REPLIES = st.lists(st.builds(reply, st.floats(0, 1), right=st.booleans()), max_size=40)


def test_a_bin_tells_how_sure_its_replies_are_and_how_often_right() -> None:
    replies = [reply(0.9, right=True), reply(0.95, right=True), reply(1.0, right=False), reply(0.25, right=False)]
    bins = reliability(replies)
    assert [one.questions for one in bins] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 3]
    assert (bins[9].low, bins[9].high) == (0.9, 1.0)
    assert bins[9].mean_confidence == pytest.approx(0.95)
    assert bins[9].share_right == pytest.approx(2 / 3)
    assert (bins[2].mean_confidence, bins[2].share_right) == (0.25, 0)


def test_a_bin_without_a_question_has_no_means_and_no_gap() -> None:
    empty = reliability([reply(0.95, right=True)])[0]
    assert math.isnan(empty.mean_confidence)
    assert math.isnan(empty.share_right)
    assert empty.gap == 0


@pytest.mark.parametrize("number", range(BINS))
def test_a_bin_begins_with_its_lower_end(number: int) -> None:
    (found,) = (one for one in reliability([reply(number / BINS, right=True)]) if one.questions)
    assert found.low == number / BINS


def test_full_confidence_belongs_to_the_last_bin() -> None:
    assert reliability([reply(1.0, right=True)])[-1].questions == 1


def test_the_bins_lie_side_by_side_from_none_to_full() -> None:
    bins = reliability([])
    assert (bins[0].low, bins[-1].high) == (0, 1)
    assert all(one.high == following.low for one, following in pairwise(bins))


def test_the_calibration_error_is_the_gap_weighted_by_questions() -> None:
    # the last bin: 3 questions, 0.95 sure, 2/3 right; the third: 1, 0.25 sure, none right; the first: 1, rightly unsure
    replies = [
        reply(0.9, right=True),
        reply(0.95, right=True),
        reply(1.0, right=False),
        reply(0.25, right=False),
        Reply(AskedQuestion("q", frozenset()), "abstain", None, 0.0),
    ]
    assert expected_calibration_error(replies) == pytest.approx((3 * (0.95 - 2 / 3) + 1 * 0.25 + 0) / 5)


def test_whoever_is_right_as_often_as_sure_makes_no_calibration_error() -> None:
    assert expected_calibration_error([reply(0.5, right=True), reply(0.5, right=False)]) == 0


def test_whoever_is_always_sure_and_always_wrong_makes_the_greatest() -> None:
    assert expected_calibration_error([reply(1.0, right=False)] * 3) == 1


def test_without_a_question_there_is_no_calibration_error() -> None:
    assert math.isnan(expected_calibration_error([]))


@given(REPLIES)
def test_every_question_is_in_the_bin_of_its_confidence(replies: list[Reply]) -> None:
    bins = reliability(replies)
    assert sum(one.questions for one in bins) == len(replies)
    for one in bins:
        assert not one.questions or one.low - 1e-12 <= one.mean_confidence <= one.high + 1e-12


@given(REPLIES)
def test_a_calibration_error_is_no_less_than_that_of_all_questions_at_once(replies: list[Reply]) -> None:
    if replies:
        sure = sum(one.confidence for one in replies) / len(replies)
        right = sum(one.is_right for one in replies) / len(replies)
        assert abs(sure - right) - 1e-9 <= expected_calibration_error(replies) <= 1


def test_the_error_by_chance_is_that_of_honest_confidences_on_average() -> None:
    chance = Random(0)  # noqa: S311 -- hides nothing
    sure = [chance.random() for _ in range(120)]
    drawn = [[reply(one, right=chance.random() < one) for one in sure] for _ in range(400)]
    average = fmean(expected_calibration_error(replies) for replies in drawn)
    assert calibration_error_by_chance(drawn[0]) == pytest.approx(average, rel=0.1)


def test_the_more_questions_the_less_is_chance() -> None:
    few = [reply(0.3, right=False), reply(0.8, right=True)]
    assert calibration_error_by_chance(few * 100) == pytest.approx(calibration_error_by_chance(few) / 10)


@pytest.mark.parametrize("sure", [0.0, 1.0])
def test_whoever_leaves_nothing_open_leaves_nothing_to_chance(sure: float) -> None:
    assert calibration_error_by_chance([reply(sure, right=sure > 0)] * 3) == 0


def test_without_a_question_nothing_is_chance() -> None:
    assert math.isnan(calibration_error_by_chance([]))
