"""(whose each text is, how like it is) -> what that comes to for each owner. Owners are numbers from 0 up."""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

OF_THE_BEST, OF_BEST_THREE = 0.6, 0.4  # one phrasing may be like by chance, three are not
MANY = 512  # texts from which on it is quicker to look for the likest of each owner before all are sorted
UNSEEN = 0.5  # texts like no other that are thought beside an entry's phrasings: of few, the middle is hardly known


def balanced(weights: Matrix, owners: Places) -> Matrix:
    """Let an entry with many texts weigh less for each, with the root: or it would be likely for being wordy."""
    of_entry = np.bincount(owners, weights)
    return np.asarray(weights * np.sqrt(of_entry.mean() / of_entry)[owners], np.float32)


def likest(owners: Places, likeness: Matrix, count: int) -> Places:
    """Return the places of up to so many texts of each owner, the likest."""
    places, _ = _ranked(owners, likeness, count)
    return places


def aggregated(owners: Places, likeness: Matrix) -> npt.NDArray[np.float64]:
    """Return .6 x the best + .4 x the mean of the best three of each owner; every owner has one at least."""
    three, rank = _ranked(owners, likeness, 3)
    means = np.bincount(owners[three], likeness[three]) / np.bincount(owners[three])
    return np.asarray(OF_THE_BEST * likeness[three[rank == 0]] + OF_BEST_THREE * means, np.float64)


def middles(owners: Places, likeness: Matrix) -> npt.NDArray[np.float64]:
    """Return what the middle of each owner's texts has of the likeness."""
    return np.asarray(np.bincount(owners, likeness) / (np.bincount(owners) + UNSEEN), np.float64)


def _ranked(owners: Places, likeness: Matrix, count: int) -> tuple[Places, Places]:
    """Return the places of up to so many of each owner's texts, by owner, the likest first; and their ranks from 0."""
    likely = _likely(owners, likeness, count)
    order = likely[np.lexsort((-likeness[likely], owners[likely]))]
    rank = np.arange(len(order)) - np.searchsorted(owners[order], owners[order])
    return order[rank < count], rank[rank < count]


def _likely(owners: Places, likeness: Matrix, count: int) -> Places:
    """Return the places of so many texts of each owner at least, the likest among them, of few texts all."""
    if len(owners) <= MANY:
        return np.arange(len(owners))
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    return np.concatenate(
        [
            start + np.argpartition(-likeness[start:end], min(count, end - start) - 1)[:count]
            for start, end in zip(starts, [*starts[1:], len(owners)], strict=True)
        ]
    )
