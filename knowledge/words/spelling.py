"""A word that no phrasing has -> the known words that it may be a misspelling of. The one door to rapidfuzz."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

# Similarity is 1 - edits / length, an edit being a letter added, lost, changed or swapped with its neighbour (optimal
# string alignment distance), and the length that of the longer word. One edit in four letters and two in eight pass;
# people seldom slip more than that.
LETTERS_PER_EDIT = 4
CUTOFF = 1 - 1 / LETTERS_PER_EDIT
SHORTEST = 3  # in shorter words a single edit makes another word; in three letters only one lost letter passes: frm
MOST = 16


class Spelling:
    """Known words, ready to be looked up by a misspelt one.

    Counting the edits from a word to every other takes long, so all are ruled out that are too long, too short, or have
    too few letters in common: n edits take no more than n letters from a word, and bring no more than n into it.
    """

    def __init__(self, known: Sequence[str]) -> None:
        lengths = np.fromiter(map(len, known), np.int32, len(known))
        letters = np.fromiter(map(_letters, known), np.uint64, len(known))
        self._known = known
        self._squeezed: defaultdict[str, list[str]] = defaultdict(list)
        for word in known:
            self._squeezed[_squeezed(word)].append(word)
        self._by_length = np.argsort(lengths, kind="stable").astype(np.int32)
        self._lengths = lengths[self._by_length]
        self._letters = letters[self._by_length]
        self._letter_counts = np.bitwise_count(self._letters).astype(np.int8)

    def near(self, word: str) -> list[tuple[str, float]]:
        """Return up to sixteen known words with their similarity (CUTOFF to 1), best first.

        Of words equally near one of the same letters comes first, as letters get swapped: "pirce" is price, not piece.
        A letter doubled in the wrong place takes two edits and is one slip: "tarrif".
        """
        if len(word) < SHORTEST or word.isdecimal():
            return []
        found = process.extract(
            word, self._not_ruled_out(word), scorer=OSA.normalized_similarity, score_cutoff=CUTOFF, limit=MOST
        )
        near = {candidate: similarity for candidate, similarity, _ in found}
        alike = (known for known in self._squeezed.get(_squeezed(word), ()) if abs(len(known) - len(word)) <= 1)
        near |= {known: CUTOFF for known in alike if known not in near}
        return sorted(near.items(), key=lambda one: (-one[1], sorted(one[0]) != sorted(word)))[:MOST]

    def _not_ruled_out(self, word: str) -> list[str]:
        """Return the known words that may pass, among them all that do, in the order in which they were given."""
        shortest = len(word) - len(word) // LETTERS_PER_EDIT
        longest = len(word) * LETTERS_PER_EDIT // (LETTERS_PER_EDIT - 1)
        these = slice(*np.searchsorted(self._lengths, (shortest, longest + 1)))
        letters = np.uint64(_letters(word))
        differing = np.bitwise_count(self._letters[these] ^ letters)
        surplus = np.abs(self._letter_counts[these] - np.int8(letters.bit_count()))
        edits = np.maximum(self._lengths[these], len(word)) // LETTERS_PER_EDIT
        # Half the sum is the number of letters that only the one has, or only the other, whichever are more.
        places = self._by_length[these][(differing + surplus) // 2 <= edits]
        return [self._known[place] for place in np.sort(places).tolist()]


def _squeezed(word: str) -> str:
    """Return the word without doubled letters."""
    return "".join(sign for sign, _ in groupby(word))


def _letters(word: str) -> int:
    """Return a bit for each kind of letter that the word has, and another for each that it has twice.

    The kinds are 32, which keeps the letters of one alphabet apart as Unicode has them in their order.
    """
    once = twice = 0
    for sign in word:
        kind = 1 << (ord(sign) & 31)
        twice |= once & kind
        once |= kind
    return twice << 32 | once
