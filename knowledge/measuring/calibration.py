"""How honest the confidence is: replies -> bins of confidence with the share that is right, and the error over them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from knowledge.measuring.measures import Reply

BINS = 10  # of equal width


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions with a confidence from `low` to below `high`, the last with it; means of no questions are nan."""

    low: float
    high: float
    questions: int
    mean_confidence: float
    share_right: float  # of these questions, those whose best entry is right, whatever was decided

    @property
    def gap(self) -> float:
        """How far the confidence is from what it promises, 0 to 1; 0 where there is nothing to compare."""
        return abs(self.mean_confidence - self.share_right) if self.questions else 0.0


def reliability(replies: Sequence[Reply]) -> list[Bin]:
    """Return all bins from the lowest to the highest, those without a question as well."""
    groups: list[list[Reply]] = [[] for _ in range(BINS)]
    for reply in replies:
        groups[_place(reply)].append(reply)
    return [_bin(number, group) for number, group in enumerate(groups)]


def expected_calibration_error(replies: Sequence[Reply]) -> float:
    """Return the gap between confidence and share right, averaged over all questions, 0 to 1; nan without a question.

    M. P. Naeini, G. F. Cooper and M. Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI
    2015; C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, On Calibration of Modern Neural Networks, ICML 2017. A bin of
    Guo's includes its upper end; ours its lower, as a threshold does.
    """
    if not replies:
        return math.nan
    return sum(one.questions * one.gap for one in reliability(replies)) / len(replies)


def calibration_error_by_chance(replies: Sequence[Reply]) -> float:
    """Return the error that few questions make by chance where confidence is honest, 0 to 1; nan without a question.

    Of honest confidences those of a bin are right p1 + p2 + ... times, give or take p (1 - p) of each. How far off that
    is on average is read off a normal distribution, whose mean deviation is the root of 2 / pi (R. C. Geary, 1935).
    """
    if not replies:
        return math.nan
    spread = [0.0] * BINS
    for reply in replies:
        spread[_place(reply)] += reply.confidence * (1 - reply.confidence)
    return sum(math.sqrt(2 / math.pi * one) for one in spread) / len(replies)


def _place(reply: Reply) -> int:
    return min(int(reply.confidence * BINS), BINS - 1)


def _bin(number: int, replies: Sequence[Reply]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        questions=len(replies),
        mean_confidence=fmean(reply.confidence for reply in replies) if replies else math.nan,
        share_right=fmean(reply.is_right for reply in replies) if replies else math.nan,
    )
