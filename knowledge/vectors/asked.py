"""A question as vectors: how it is spelt, what it means, and how like texts are to it by both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

MEANING = 2.0  # of the embedding beside the n-grams, both unit vectors, as the classifier sees them
CLOSE_BY_MEANING, CLOSE_BY_SPELLING = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class AskedVectors:
    """A question as vectors; `meaning` is None where no encoder can read it.

    `compared` tells with how many kinds of text its meaning is compared: with those that the encoder reads (1), and
    with those of which it was only taught words (2). Their meanings lie side by side, after the n-grams.
    """

    meaning: Matrix | None
    spelling: Matrix
    compared: int = 1

    @property
    def features(self) -> Matrix:
        """The question as the classifier sees it: n-grams, and beside them what was understood."""
        return self.spelling if self.meaning is None else np.concatenate([self.spelling, *self._meanings])

    @property
    def _meanings(self) -> list[Matrix]:
        return [] if self.meaning is None else [np.float32(MEANING) * self.meaning] * self.compared

    def like(self, texts: Sequence[Matrix]) -> tuple[Matrix, Matrix]:
        """Return likeness and closeness of each row of these features, one matrix after the other.

        Two products with a vector take a third of the time of one with two columns.
        """
        size = len(self.spelling)
        spelt = np.concatenate([features[:, :size] @ self.spelling for features in texts])
        if self.meaning is None:
            return spelt, spelt
        wanted = np.concatenate(self._meanings)
        meant = np.concatenate([features[:, size:] @ wanted for features in texts])
        closeness = np.float32(CLOSE_BY_MEANING / MEANING**2) * meant + np.float32(CLOSE_BY_SPELLING) * spelt
        return spelt + meant, np.asarray(closeness, np.float32)
