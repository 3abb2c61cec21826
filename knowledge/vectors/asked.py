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
    """A question as vectors; `meaning` is None where no encoder can read it."""

    meaning: Matrix | None
    spelling: Matrix

    @property
    def features(self) -> Matrix:
        """The question as the classifier sees it: n-grams, and beside them what was understood."""
        return self.spelling if self.meaning is None else np.concatenate([self.spelling, MEANING * self.meaning])

    def like(self, texts: Sequence[Matrix]) -> tuple[Matrix, Matrix]:
        """Return likeness and closeness of each row of these features, one matrix after the other.

        Two products with a vector take a third of the time of one with two columns.
        """
        size = len(self.spelling)
        spelt = np.concatenate([features[:, :size] @ self.spelling for features in texts])
        if self.meaning is None:
            return spelt, spelt
        meant = np.concatenate([features[:, size:] @ self.meaning for features in texts])
        closeness = np.float32(CLOSE_BY_MEANING / MEANING) * meant + np.float32(CLOSE_BY_SPELLING) * spelt
        return spelt + np.float32(MEANING) * meant, np.asarray(closeness, np.float32)
