"""texts -> vectors of their character n-grams: texts that are spelt alike lie close, in any script."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from knowledge.normalising import words

Vector = npt.NDArray[np.float32]
Hashes = npt.NDArray[np.uint64]

SHORTEST, LONGEST = 2, 5  # letters; the word's edges count as letters, so "in" at a beginning differs from one within
DIMENSIONS = 512  # two texts' cosine is then off by some .04 from that of the unhashed n-grams
AT_ONCE = 1_000  # texts turned into vectors
_BUCKETS = 1 << 17  # of which it is counted how many texts have an n-gram that falls into them
_MIXER = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplicative hashing (TAOCP 6.4), as CRC-32 alone mixes little


class Grams:
    """Turns texts into unit vectors of 512 numbers, with n-grams that few texts of the collection have counting most.

    Each weighs (1 + ln tf) x (1 + ln((1 + N) / (1 + df))) and is hashed to one place with a sign of its own (K.
    Weinberger et al., Feature hashing for large scale multitask learning, ICML 2009).
    """

    def __init__(self, collection: Iterable[str]) -> None:
        counts = np.zeros(_BUCKETS, dtype=np.uint32)
        size = 0
        for text in collection:
            hashes, _ = _remembered(text)
            counts[_bucket(hashes)] += 1  # once a text, though two of its n-grams fall into one
            size += 1
        self._rarity = (1 + np.log((1 + size) / (1 + counts))).astype(np.float32)

    def vectors(self, texts: Sequence[str]) -> Vector:
        """Return a row for each text; a text without any letter or digit is all zeros."""
        stretches = [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)]
        rows = [self._vectors([_remembered(text) for text in stretch]) for stretch in stretches]
        return np.concatenate(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)

    def vector(self, question: str) -> Vector:
        """Return the vector of a question; unlike a text of the collection's it is not remembered."""
        return np.asarray(self._vectors([_counted(question)])[0])

    def _vectors(self, counted: Sequence[tuple[Hashes, npt.NDArray[np.intp]]]) -> Vector:
        hashes = np.concatenate([of_text for of_text, _ in counted])
        counts = np.concatenate([of_text for _, of_text in counted])
        text = np.repeat(np.arange(len(counted)), [len(of_text) for of_text, _ in counted])
        weights = (1 + np.log(counts)) * self._rarity[_bucket(hashes)] * _sign(hashes)
        sums = np.bincount(text * DIMENSIONS + _place(hashes), weights, len(counted) * DIMENSIONS)
        rows = sums.astype(np.float32).reshape(len(counted), DIMENSIONS)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def _counted(text: str) -> tuple[Hashes, npt.NDArray[np.intp]]:
    """Return the hashes of a text and how often each comes."""
    return np.unique(_hashes(text), return_counts=True)


# An index is built anew for each edit, and a pack of more texts than are remembered counts all again.
_remembered = lru_cache(maxsize=16_384)(_counted)


def _hashes(text: str) -> npt.NDArray[np.uint64]:
    found = [_hashes_of_word(word) for word in words(text)]
    return np.concatenate(found) if found else np.zeros(0, np.uint64)


@lru_cache(maxsize=65_536)
def _hashes_of_word(word: str) -> npt.NDArray[np.uint64]:
    return np.array([crc32(gram.encode()) for gram in _grams(f" {word} ")], np.uint64) * _MIXER


def _grams(word: str) -> Iterator[str]:
    for length in range(SHORTEST, min(LONGEST, len(word)) + 1):
        yield from (word[at : at + length] for at in range(len(word) - length + 1))


# The three readings of a hash take different bits of it.


def _bucket(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
    return (hashes >> np.uint64(47)).astype(np.intp)


def _place(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
    return (hashes >> np.uint64(30)).astype(np.intp) % DIMENSIONS


def _sign(hashes: npt.NDArray[np.uint64]) -> Vector:
    return np.where(hashes >> np.uint64(29) & np.uint64(1), np.float32(1), np.float32(-1))
