"""Signals -> confidence: how probable it is that an entry is what the question means.

Two questions, one after the other. If some entry is meant, which one? The candidates share that out (softmax over a
weighted sum of signals). And is any of them meant at all? That is read off the likeliest (logistic, over another sum).
The confidence is the product, so all confidences together leave something for "none of them": two entries that fit
equally well halve it, and one that alone shares a word or two gets little.

The weights are fitted by `pramana calibrate` to sets of questions (`fitting.py`) and lie in weights.yaml, beside the
encoder for questions that it can read, and beside this module for those that are judged by their words alone.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.matching.signals import Signals

Vector = npt.NDArray[np.float64]

LEAST_CLOSENESS = 0.05  # below it two texts have nothing in common, and the logarithm would run away
MANY_PHRASINGS = 55  # so many phrasings of an entry are taken to have every word that a question for it could use
WHOLLY = 2  # the power to which the share of words that an entry knows is raised: one half then counts a quarter
VERBATIM = 6.0  # log-odds that no data can teach: what a curator wrote down is answered, however little its words tell
SAME_WORDS = 2.0  # log-odds, likewise: who puts them in another order asks the same, whatever the encoder says
LARGEST = 700.0  # whose exponential is a float still
BARE = 0.35  # of the log-odds that tell entries apart: a bare "fta" names a subject, and which question is a guess
CANCELLED = -3.0  # log-odds: who asks why it was cancelled is not to be told when it will be, however alike the words
PERHAPS_CANCELLED = -1.0  # where no author said what is answered: a card that was blocked is one that does not work
SAID_SO = 1.0  # log-odds: who asks about what was cancelled asks of what is said to be, though no phrasing has the word
SMALL_TALK = -5.0  # log-odds: where nothing is asked, hardly anything is meant


def _breadth(signals: Signals) -> float:
    """Return how well the entry's phrasings cover the ways to ask, 0 for one, 1 for many."""
    return min(math.log(signals.known_by) / math.log(MANY_PHRASINGS), 1.0)


def _when_declared(signals: Signals, value: float) -> float:
    return value if signals.is_declared else 0.0


Feature = Callable[[Signals], float]

# Which entry, if any. What is learnt tells nearly all; what few phrasings taught is checked by how close they are. That
# words are shared tells little beside it, unless the entry knows all that the question says.
SHARE: Mapping[str, Feature] = {
    "learnt": lambda signals: signals.likeness.learnt,
    "closeness_to_few": lambda signals: signals.likeness.closeness * (1 - _breadth(signals)),
    "middle": lambda signals: signals.likeness.middle,
    "wholly_covered": lambda signals: signals.entry_covered**WHOLLY,
    "slot_agrees": lambda signals: signals.slot_agrees,
}

# Whether it is meant at all. What is missing tells the more the more ways to ask its author thought of.
SCOPE: Mapping[str, Feature] = {
    "learnt": lambda signals: signals.likeness.learnt,
    "closeness": lambda signals: math.log(max(signals.likeness.closeness, LEAST_CLOSENESS)),
    "closeness_to_many": lambda signals: SCOPE["closeness"](signals) * _breadth(signals),
    "breadth": _breadth,
    "telling_among_many": lambda signals: signals.telling * _breadth(signals),
    "slot_clashes_as_declared": lambda signals: _when_declared(signals, signals.slot_clashes),
    "particular_missed_as_declared": lambda signals: _when_declared(signals, signals.particular_missed),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, in log-odds, in the order of the tables above; `constant` is the scope's."""

    share: Vector
    scope: Vector
    constant: float


def measured(features: Mapping[str, Feature], candidates: Sequence[Signals]) -> Vector:
    """Return a row of features for each candidate."""
    rows = [[feature(signals) for feature in features.values()] for signals in candidates]
    return np.array(rows, np.float64).reshape(len(candidates), len(features))


def told_apart_by(candidates: Sequence[Signals]) -> Vector:
    """Return a row for each candidate of what tells it from the others; of a bare word nothing tells much."""
    is_bare = any(signals.is_bare for signals in candidates)  # as the question is, so are all
    return measured(SHARE, candidates) * (BARE if is_bare else 1.0)


def softmax(strengths: Vector) -> Vector:
    """Return shares (0 to 1, in all 1) that grow with the exponential of the strengths."""
    odds = np.exp(strengths - strengths.max())
    return np.asarray(odds / odds.sum())


def shares(candidates: Sequence[Signals], weights: Vector) -> Vector:
    """Return how the candidates share out what is meant if one of them is, 0 to 1, in all 1."""
    written = [VERBATIM * signals.is_verbatim + SAME_WORDS * signals.says_the_same for signals in candidates]
    return softmax(told_apart_by(candidates) @ weights + written)


def confidences(candidates: Sequence[Signals], weights: Weights, *, is_question: bool) -> list[float]:
    """Return the confidence (0 to 1) of each candidate; together they leave something for "none of them"."""
    if not candidates:
        return []
    share = shares(candidates, weights.share)
    likeliest = candidates[int(share.argmax())]
    scope = float(measured(SCOPE, [likeliest])[0] @ weights.scope) + weights.constant
    cancelled = CANCELLED if likeliest.is_declared else PERHAPS_CANCELLED
    scope += VERBATIM * likeliest.is_verbatim + cancelled * likeliest.stance_clashes
    scope += SAID_SO * likeliest.status_agrees + SMALL_TALK * (not is_question)
    return [float(one) for one in share / (1 + math.exp(min(-scope, LARGEST)))]
