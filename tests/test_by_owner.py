"""What a question's likeness to texts comes to for the entry whose they are, the same for few texts and very many."""

import numpy as np
import pytest

from knowledge.vectors.by_owner import MANY, OF_BEST_THREE, OF_THE_BEST, aggregated, likest

OWNERS = 7


def texts(each: int) -> tuple[np.ndarray, np.ndarray]:
    """Return whose texts are, and how like each is; the last owner has a single one."""
    owners = np.append(np.repeat(np.arange(OWNERS - 1), each), OWNERS - 1)
    return owners, np.random.default_rng(0).random(len(owners)).astype(np.float32)


@pytest.mark.parametrize("each", [1, 4, MANY // 2])
def test_the_likest_texts_of_each_owner_are_found(each: int) -> None:
    owners, likeness = texts(each)
    found = likest(owners, likeness, 3)
    for owner in range(OWNERS):
        own = np.flatnonzero(owners == owner)
        assert sorted(found[owners[found] == owner]) == sorted(own[np.argsort(-likeness[own])[:3]])


@pytest.mark.parametrize("each", [1, 4, MANY // 2])
def test_the_best_counts_beside_the_best_three(each: int) -> None:
    owners, likeness = texts(each)
    best = [np.sort(likeness[owners == owner])[::-1] for owner in range(OWNERS)]
    expected = [OF_THE_BEST * some[0] + OF_BEST_THREE * some[:3].mean() for some in best]
    assert aggregated(owners, likeness) == pytest.approx(expected, rel=1e-6)
