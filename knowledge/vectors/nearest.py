"""vector -> the nearest of many vectors: all of them are compared while few, else those in the same regions."""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

# Up to here comparing with all takes at most two milliseconds on one core.
FEW = 50_000
# Beyond, unit vectors are grouped around centres, as many as the root of their number, and only the groups of the
# nearest centres are looked through (an inverted file: J. Sivic and A. Zisserman, Video Google, ICCV 2003). With 64
# groups 19 of 20 of the ten nearest are found, and nearly always the nearest.
GROUPS_LOOKED_THROUGH = 64
NOWHERE = -2.0  # less than any cosine
ROUNDS = 4  # of Lloyd's algorithm; the groups need not be good, only of like size
SAMPLE_PER_CENTRE = 64
AT_ONCE = 20_000


class Nearest:
    """Unit vectors (n x d), ready to be searched by another. Of few, no copy is made.

    Only those `among` (n) are found, and no row of zeros.
    """

    def __init__(self, vectors: Matrix, among: npt.NDArray[np.bool_]) -> None:
        is_found = vectors.any(axis=1) & among
        self._vectors, self._places = vectors, np.arange(len(vectors))
        self._hidden, self._found = np.flatnonzero(~is_found), int(is_found.sum())
        self._centres: Matrix | None = None
        if self._found > FEW:
            self._places, self._hidden = np.flatnonzero(is_found), self._hidden[:0]
            self._vectors = vectors[self._places]
            self._group()

    def search(self, vector: Matrix, count: int) -> tuple[Places, Matrix]:
        """Return the places of up to `count` nearest vectors, nearest first, with their cosines (-1 to 1)."""
        if not self._found:
            return self._places[:0], vector[:0]
        count = min(count, self._found)
        stretches = self._stretches_near(vector)
        cosines = np.concatenate([self._vectors[stretch] @ vector for stretch in stretches])
        cosines[self._hidden] = NOWHERE
        best = np.argpartition(-cosines, count - 1)[:count] if len(cosines) > count else np.arange(len(cosines))
        best = best[np.argsort(-cosines[best], kind="stable")]
        places = np.concatenate([self._places[stretch] for stretch in stretches])
        return places[best], cosines[best]

    def _group(self) -> None:
        """Sort the vectors by the centre that is nearest to each."""
        self._centres = _centres(self._vectors)
        group = _nearest_centre(self._vectors, self._centres)
        order = np.argsort(group, kind="stable")
        self._vectors, self._places = self._vectors[order], self._places[order]
        self._starts = np.searchsorted(group[order], np.arange(len(self._centres) + 1))

    def _stretches_near(self, vector: Matrix) -> list[slice]:
        """Return where the groups of the nearest centres lie, or all where there are none; nothing is copied."""
        if self._centres is None:
            return [slice(None)]
        near = np.argpartition(-(self._centres @ vector), GROUPS_LOOKED_THROUGH)[:GROUPS_LOOKED_THROUGH]
        return [slice(self._starts[one], self._starts[one + 1]) for one in near]


def _centres(vectors: Matrix) -> Matrix:
    """Return the centres of spherical k-means over a sample."""
    chance = np.random.default_rng(0)  # always the same, so that the same pack is always searched alike
    how_many = int(len(vectors) ** 0.5)
    sample = vectors[chance.choice(len(vectors), min(len(vectors), SAMPLE_PER_CENTRE * how_many), replace=False)]
    centres = sample[:how_many]
    for _ in range(ROUNDS):
        group = _nearest_centre(sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, group, sample)
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return centres


def _nearest_centre(vectors: Matrix, centres: Matrix) -> Places:
    stretches = (vectors[start : start + AT_ONCE] for start in range(0, len(vectors), AT_ONCE))
    return np.concatenate([(stretch @ centres.T).argmax(axis=1) for stretch in stretches])
