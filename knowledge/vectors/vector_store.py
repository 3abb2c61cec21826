"""Where embeddings are remembered, by a digest of what was embedded: a file that only grows, and may be deleted."""

import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

Half = npt.NDArray[np.float16]

logger = logging.getLogger(__name__)

AT_ONCE = 500  # keys in one query; SQLite takes at least 999
CREATE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


class VectorStore:
    """Embeddings in a SQLite file. That it cannot be used costs time, not answers: it is logged, and nothing found."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Half]:
        """Return those of the keys that are known with their vectors."""
        found: dict[bytes, Half] = {}
        try:
            with closing(self._open()) as database:
                for start in range(0, len(keys), AT_ONCE):
                    found.update(_rows(database, keys[start : start + AT_ONCE]))
        except (sqlite3.Error, OSError) as error:
            logger.warning("embeddings are computed anew, as %s cannot be read: %s", self._path, error)
        return found

    def all(self) -> dict[bytes, Half]:
        """Return everything that is remembered."""
        with closing(self._open()) as database:
            found = database.execute("SELECT key, vector FROM vectors")
            return {key: np.frombuffer(row, np.float16) for key, row in found}

    def put(self, vectors: Mapping[bytes, Half]) -> None:
        """Remember vectors."""
        try:
            with closing(self._open()) as database, database:
                database.executemany(
                    "INSERT OR IGNORE INTO vectors VALUES (?, ?)",
                    ((key, row.tobytes()) for key, row in vectors.items()),
                )
        except (sqlite3.Error, OSError) as error:
            logger.warning("embeddings are not kept, as %s cannot be written: %s", self._path, error)

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path)
        database.execute(CREATE)
        return database


def read_vectors(path: Path) -> dict[bytes, Half]:
    """Return the vectors of a file that `write_vectors` wrote; none where there is no such file, or it is broken."""
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file, np.load(file) as data:
            return {key.tobytes(): row for key, row in zip(data["keys"], data["vectors"], strict=True)}
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        logger.warning("embeddings are computed anew, as %s cannot be read: %s", path, error)
        return {}


def write_vectors(path: Path, vectors: Mapping[bytes, Half]) -> None:
    """Write vectors into one small file that can be shipped."""
    keys = sorted(vectors)
    np.savez_compressed(
        path, keys=np.array([list(key) for key in keys], np.uint8), vectors=np.stack([vectors[key] for key in keys])
    )


def _rows(database: sqlite3.Connection, keys: Sequence[bytes]) -> Iterable[tuple[bytes, Half]]:
    places = ",".join("?" * len(keys))
    found = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({places})", keys)  # noqa: S608 -- only "?"
    return ((key, np.frombuffer(row, np.float16)) for key, row in found)
