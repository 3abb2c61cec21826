"""terms -> the phrasings that share the most with them, by way of an inverted index."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.matching.signals import Term

Ints = npt.NDArray[np.int32]

CANDIDATES = 64  # phrasings handed on, best first; on the ranking set the right entry is always among the first 10
NEWCOMERS = 16  # of them, kept for entries that have none among the others: one may have hundreds of phrasings
POOL = 1024  # the best phrasings, among which those are looked for
# Worth is counted in whole millionths: the sums do not depend on the order of adding, so equals are equal.
WHOLE = 1_000_000
PER_TERM = 10_000  # what a phrasing loses for each of its terms: of equals the shorter one is the closer
LOW = (1 << 32) - 1


class _Posting(NamedTuple):
    """The phrasings that have a term, by their places, and what it is worth to have it.

    Places are in the order from few terms to many. So of the phrasings that share no other term the first are the best.
    """

    places: Ints
    worth: int


class Postings:
    """Finds the phrasings that share the most weight with a question: all that can win, few to compare.

    How good a whole pool of phrasings is by one term alone can be told without adding anything up. Phrasings that do
    not come up to that are dropped at once, which is the threshold of max-score (H. Turtle and J. Flood, Query
    evaluation: strategies and optimizations, Information Processing & Management 31, 1995). To add up all postings is
    then quicker than to look up in the long ones, up to a million phrasings at least, and the result is exact.
    """

    def __init__(self, phrasings: Iterable[Collection[str]], entries: Sequence[int]) -> None:
        """Take the terms of each phrasing, and the number of the entry that it belongs to."""
        number_of: defaultdict[str, int] = defaultdict(count().__next__)
        terms, lengths = array("i"), array("i")
        for phrasing in phrasings:
            lengths.append(len(phrasing))
            terms.extend([number_of[term] for term in phrasing])
        self._number_of = dict(number_of)
        self._phrasings = np.argsort(lengths, kind="stable").astype(np.int32)
        self._lengths = np.array(lengths, np.int32)[self._phrasings]
        self._entries = np.array(entries, np.int32)[self._phrasings]
        self._starts, self._places = _by_term(np.array(terms, np.int32), np.repeat(_inverse(self._phrasings), lengths))

    def best(self, terms: Iterable[Term]) -> list[int]:
        """Return the numbers of up to 64 phrasings, best first; of equals, that of fewer terms or else the earlier.

        A phrasing is as good as the terms are worth that it shares with the question, less PER_TERM for each it has.
        """
        places = self._pool(list(self._postings(terms)))
        chosen = _with_room(self._entries[places].tolist())
        numbers: list[int] = self._phrasings[places[chosen]].tolist()
        return numbers

    def _postings(self, terms: Iterable[Term]) -> Iterator[_Posting]:
        worth: defaultdict[int, int] = defaultdict(int)
        for term in terms:
            for known, likeness in term.likeness.items():
                if known in self._number_of:
                    worth[self._number_of[known]] += round(WHOLE * term.weight * likeness)
        for number, one in worth.items():
            yield _Posting(self._places[self._starts[number] : self._starts[number + 1]], one)

    def _pool(self, postings: Sequence[_Posting]) -> npt.NDArray[np.int64]:
        """Return the places of the best phrasings, best first."""
        worth = np.zeros(len(self._phrasings), np.int32)
        for posting in postings:
            worth[posting.places] += posting.worth
        found = np.flatnonzero(worth > max(map(self._surely_reached, postings), default=0))
        return _best_first(found, worth[found] - PER_TERM * self._lengths[found])

    def _surely_reached(self, posting: _Posting) -> int:
        """Return how good a whole pool of phrasings is at least, by this term alone; 0 if it has not so many."""
        if len(posting.places) < POOL:
            return 0
        return max(0, posting.worth - PER_TERM * int(self._lengths[posting.places[POOL - 1]]))


def _by_term(terms: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Return where the places of each term start, and the places in the order of their terms."""
    packed = np.sort(terms.astype(np.int64) << 32 | places)
    starts = np.cumsum(np.bincount(terms + 1))
    return starts.astype(np.int32), (packed & LOW).astype(np.int32)


def _inverse(order: Ints) -> Ints:
    inverse = np.empty_like(order)
    inverse[order] = np.arange(len(order), dtype=np.int32)
    return inverse


def _best_first(places: npt.NDArray[np.int64], goodness: Ints) -> npt.NDArray[np.int64]:
    """Return the places of a pool of the best."""
    packed = (goodness.astype(np.int64) << 32) - places  # so one sorting puts the best first, and of equals the first
    if len(packed) > POOL:
        packed = np.partition(packed, len(packed) - POOL)[-POOL:]
    packed.sort()
    return -packed[::-1] & LOW


def _with_room(entries: Sequence[int]) -> list[int]:
    """Return which of these to take, best first, given the entry of each, so that none crowds out all others."""
    sure = min(len(entries), CANDIDATES - NEWCOMERS)
    newcomers = islice(_newcomers(entries, sure), NEWCOMERS)
    as_they_come = range(min(len(entries), CANDIDATES))
    return sorted(list(dict.fromkeys([*range(sure), *newcomers, *as_they_come]))[:CANDIDATES])


def _newcomers(entries: Sequence[int], start: int) -> Iterator[int]:
    """Yield the places from the start on at which an entry stands for the first time."""
    met = set(entries[:start])
    for at in range(start, len(entries)):
        if entries[at] not in met:
            met.add(entries[at])
            yield at
