"""Embeddings are remembered in a file; one that cannot be used is logged, and costs nothing but time."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.vectors.vector_store import AT_ONCE, Half, VectorStore, read_vectors, write_vectors


def some_vectors(count: int, size: int = 8) -> dict[bytes, Half]:
    """Return vectors under keys that hold any byte, zeros at their end among them."""
    rows = np.random.default_rng(0).standard_normal((count, size)).astype(np.float16)
    return {number.to_bytes(16, "little"): row for number, row in enumerate(rows)}


def same(found: dict[bytes, Half], expected: dict[bytes, Half]) -> bool:
    return found.keys() == expected.keys() and all(np.array_equal(found[key], expected[key]) for key in expected)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path / "data" / "embeddings.sqlite3")


def test_what_was_put_is_found_again_by_another(store: VectorStore, tmp_path: Path) -> None:
    vectors = some_vectors(3)
    store.put(vectors)
    assert same(VectorStore(tmp_path / "data" / "embeddings.sqlite3").get(list(vectors)), vectors)


def test_only_what_is_asked_for_and_known_is_found(store: VectorStore) -> None:
    vectors = some_vectors(3)
    store.put(vectors)
    first, *_ = vectors
    assert same(store.get([first, b"unknown"]), {first: vectors[first]})
    assert store.get([]) == {}


def test_a_new_store_knows_nothing(store: VectorStore) -> None:
    assert store.get([b"any"]) == {}
    assert store.all() == {}


def test_more_keys_can_be_asked_for_than_fit_into_a_query(store: VectorStore) -> None:
    vectors = some_vectors(2 * AT_ONCE + 1)
    store.put(vectors)
    assert same(store.get(list(vectors)), vectors)
    assert same(store.all(), vectors)


def test_a_store_only_grows_and_keeps_what_it_has(store: VectorStore) -> None:
    vectors = some_vectors(4)
    first, *_, last = vectors
    store.put({first: vectors[first]})
    store.put(vectors | {first: vectors[last]})
    assert same(store.all(), vectors)


# what cannot be used


def no_folder(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")


def no_file(path: Path) -> None:
    path.mkdir(parents=True)


def no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this was never a database " * 100)


def half_a_database(path: Path) -> None:
    VectorStore(path).put(some_vectors(500))
    written = path.read_bytes()
    path.write_bytes(written[:4096] + b"\xff" * (len(written) - 4096))


def another_database(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE vectors (name TEXT)")


UNUSABLE: list[Callable[[Path], None]] = [no_folder, no_file, no_database, half_a_database, another_database]


@pytest.mark.parametrize("spoil", UNUSABLE)
def test_a_store_that_cannot_be_read_finds_nothing_and_says_so(
    store: VectorStore, spoil: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(tmp_path / "data" / "embeddings.sqlite3")
    keys = list(some_vectors(500))
    with caplog.at_level(logging.WARNING):
        assert store.get(keys) == {}
    assert str(tmp_path / "data" / "embeddings.sqlite3") in caplog.text
    assert "cannot be read" in caplog.text


@pytest.mark.parametrize("spoil", UNUSABLE)
def test_a_store_that_cannot_be_written_keeps_nothing_and_says_so(
    store: VectorStore, spoil: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(tmp_path / "data" / "embeddings.sqlite3")
    with caplog.at_level(logging.WARNING):
        store.put(some_vectors(3))
    assert "cannot be written" in caplog.text


# the file that ships


def test_a_file_of_vectors_gives_back_what_was_written(tmp_path: Path) -> None:
    vectors = some_vectors(20)
    write_vectors(tmp_path / "known.npz", vectors)
    assert same(read_vectors(tmp_path / "known.npz"), vectors)


def test_the_order_of_the_vectors_makes_no_difference_to_the_file(tmp_path: Path) -> None:
    vectors = some_vectors(20)
    write_vectors(tmp_path / "one.npz", vectors)
    write_vectors(tmp_path / "other.npz", dict(reversed(vectors.items())))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_of_a_file_that_is_cut_off_nothing_is_known(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, share: float
) -> None:
    path = tmp_path / "known.npz"
    write_vectors(path, some_vectors(20))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert read_vectors(path) == {}
    assert "cannot be read" in caplog.text


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert read_vectors(tmp_path / "known.npz") == {}
