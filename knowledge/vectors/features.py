"""Texts as vectors, a row each: n-grams and, beside them, what the encoder makes of them; and a question like them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp] | slice

MEANING = np.float32(2)  # of the embedding beside the n-grams, both unit vectors, as the classifier sees them
CLOSE_BY_MEANING, CLOSE_BY_SPELLING = np.float32(0.7), np.float32(0.3)
FEW = 20_000  # texts up to which they are kept at full precision, which is quicker; of more, half of it saves memory


@dataclass(frozen=True, slots=True)
class AskedVectors:
    """A question as vectors; `meaning` is None where no encoder can read it.

    If it is read `as_taught`, its meaning is compared with that of texts of which the encoder was taught words, too.
    """

    meaning: Matrix | None
    spelling: Matrix
    as_taught: bool = False

    @property
    def kinds(self) -> int:
        """With how many kinds of text its meaning is compared: none, those that are read, those taught as well."""
        return 0 if self.meaning is None else 1 + self.as_taught

    @property
    def seen(self) -> Matrix:
        """The question as the classifier sees it: n-grams, and beside them its meaning for each kind of text."""
        return self.spelling if self.meaning is None else np.concatenate([self.spelling, *self._meanings(self.meaning)])

    def _meanings(self, meaning: Matrix) -> list[Matrix]:
        return [MEANING * meaning] * self.kinds


class Features:
    """Texts as vectors, in the order in which they were given.

    The meaning of those of which the encoder was only taught words is not to blur that of those that it reads: the
    classifier sees it in columns of its own, and it is compared only if it is said to be.
    """

    def __init__(self, spellings: Matrix, meanings: Matrix, is_read: Mask) -> None:
        kept: type[np.floating[Any]] = np.float32 if len(spellings) <= FEW else np.float16
        self._size, width = spellings.shape[1], spellings.shape[1] + meanings.shape[1]
        self._all: npt.NDArray[np.floating[Any]] = np.empty((len(spellings), width), kept)
        self._all[:, : self._size] = spellings
        self._all[:, self._size :] = meanings
        self._is_read = is_read

    @property
    def meanings(self) -> Matrix:
        """The meaning of each text; of few texts nothing is copied."""
        return self._all[:, self._size :].astype(np.float32, copy=False)

    def seen(self, rows: Rows, kinds: int) -> Matrix:
        """Return texts as the classifier sees them that compares the meanings of so many kinds."""
        taken = self._all[rows].astype(np.float32)
        if not kinds:
            return taken[:, : self._size]
        spelling, meaning = taken[:, : self._size], MEANING * taken[:, self._size :]
        read = meaning * self._is_read[rows, np.newaxis]
        return np.concatenate([spelling, read, meaning - read][: 1 + kinds], axis=1)

    def like(self, asked: AskedVectors, stretches: Sequence[slice]) -> tuple[Matrix, Matrix]:
        """Return how like and how close each text of these stretches is, one after the other; nothing is copied.

        Two products with a vector take a third of the time of one with two columns.
        """
        texts = [self._all[rows].astype(np.float32, copy=False) for rows in stretches]
        spelt = np.concatenate([text[:, : self._size] @ asked.spelling for text in texts])
        if asked.meaning is None:
            return spelt, spelt
        meant = np.concatenate([text[:, self._size :] @ asked.meaning for text in texts])
        if not asked.as_taught:
            meant *= np.concatenate([self._is_read[rows] for rows in stretches])
        closeness = CLOSE_BY_MEANING * meant + CLOSE_BY_SPELLING * spelt
        return spelt + MEANING * MEANING * meant, np.asarray(closeness, np.float32)
