"""The nearest vectors are found: all of them among few, nearly all of them, and soon, among many."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vectors import nearest
from knowledge.vectors.nearest import GROUPS_LOOKED_THROUGH, Nearest

Rows = npt.NDArray[np.float32]

CLUSTERS, EACH, SIZE = 300, 40, 32
SEEDS = st.integers(0, 2**32 - 1)


def unit(rows: npt.NDArray[np.float64]) -> Rows:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def random_rows(seed: int, count: int) -> Rows:
    return unit(np.random.default_rng(seed).standard_normal((count, SIZE)))


def clustered(seed: int) -> Rows:
    """Return unit vectors that lie in loose heaps that overlap, as the phrasings of entries do."""
    chance = np.random.default_rng(seed)
    centres = np.repeat(chance.standard_normal((CLUSTERS, SIZE)), EACH, axis=0)
    return unit(centres + 1.3 * chance.standard_normal(centres.shape))


def nearest_of(vectors: Rows) -> Nearest:
    return Nearest(vectors, np.ones(len(vectors), np.bool_))


def found(vectors: Rows, vector: Rows, count: int = 10) -> list[int]:
    return [int(place) for place in nearest_of(vectors).search(vector, count)[0]]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """Vectors that are many: enough to be looked through group by group."""
    monkeypatch.setattr(nearest, "FEW", 1_000)
    vectors = clustered(0)
    assert int(len(vectors) ** 0.5) > GROUPS_LOOKED_THROUGH  # so that some groups are left out
    return vectors


@given(SEEDS, st.integers(1, 60), st.integers(1, 70))
def test_among_few_all_are_compared(seed: int, how_many: int, count: int) -> None:
    vectors, vector = random_rows(seed, how_many), random_rows(seed + 1, 1)[0]
    places, cosines = nearest_of(vectors).search(vector, count)
    assert list(places) == list(np.argsort(-(vectors @ vector), kind="stable")[:count])
    assert cosines == pytest.approx((vectors @ vector)[places], abs=1e-6)


def test_rows_of_zeros_are_never_found() -> None:
    vectors = random_rows(0, 30)
    vectors[::3] = 0
    assert sorted(found(vectors, -vectors[1], 30)) == [place for place in range(30) if place % 3]


def test_only_those_are_found_that_may_be_few_or_many(many: Rows) -> None:
    among = np.arange(len(many)) % 3 > 0
    for count in (300, len(many)):
        vectors, may_be = many[:count], among[:count]
        places, _ = Nearest(vectors, may_be).search(vectors[1], 50)
        assert may_be[places].all()
        assert places[0] == 1


@pytest.mark.parametrize("vectors", [np.zeros((0, SIZE), np.float32), np.zeros((5, SIZE), np.float32)])
def test_where_there_is_nothing_nothing_is_found(vectors: Rows) -> None:
    places, cosines = nearest_of(vectors).search(random_rows(0, 1)[0], 10)
    assert (len(places), len(cosines)) == (0, 0)


def test_among_many_nine_of_ten_of_the_nearest_are_found(many: Rows) -> None:
    index, asked = nearest_of(many), clustered(0)[::97] + 0.05 * random_rows(7, len(clustered(0)[::97]))
    shared = 0
    for vector in asked:
        truly = np.argsort(-(many @ vector))[:10]
        shared += len(set(truly) & set(index.search(vector, 10)[0]))
    assert shared / (10 * len(asked)) >= 0.9


def test_among_many_they_stand_nearest_first_with_their_cosines_and_each_once(many: Rows) -> None:
    vector = random_rows(3, 1)[0]
    places, cosines = nearest_of(many).search(vector, 50)
    assert len(set(places)) == 50
    assert list(cosines) == sorted(cosines, reverse=True)
    assert cosines == pytest.approx(many[places] @ vector, abs=1e-5)


def test_among_many_every_vector_finds_itself(many: Rows) -> None:
    index = nearest_of(many)
    assert [place for place in range(0, len(many), 61) if index.search(many[place], 1)[0][0] != place] == []


def test_among_many_rows_of_zeros_are_never_found_either(many: Rows) -> None:
    blank = np.arange(0, len(many), 5)
    some = many.copy()
    some[blank] = 0
    index = nearest_of(some)
    for vector in random_rows(4, 20):
        assert not set(index.search(vector, 200)[0]) & set(blank)


def test_the_same_vectors_are_always_searched_alike(many: Rows) -> None:
    one, other = nearest_of(many), nearest_of(many.copy())
    for vector in random_rows(5, 20):
        assert list(one.search(vector, 64)[0]) == list(other.search(vector, 64)[0])


def test_the_vectors_given_stay_as_they_are(many: Rows) -> None:
    before = many.copy()
    nearest_of(many).search(many[0], 10)
    assert np.array_equal(many, before)
