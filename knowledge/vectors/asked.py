"""A question as vectors: how it is spelt, what it means, and by what texts are measured against it."""

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

    @property
    def measures(self) -> Matrix:
        """Columns by which the features of texts give their likeness and their closeness."""
        if self.meaning is None:
            return np.stack([self.spelling] * 2, axis=1)
        by_meaning = np.concatenate([np.zeros_like(self.spelling), self.meaning / MEANING])
        by_spelling = np.concatenate([self.spelling, np.zeros_like(self.meaning)])
        closeness = CLOSE_BY_MEANING * by_meaning + CLOSE_BY_SPELLING * by_spelling
        return np.stack([self.features, closeness], axis=1)
