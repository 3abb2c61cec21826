"""Copies of a SQLite file, taken whole while others write to it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from knowledge.problems import StorageError

KEPT = 10  # backups beside the file; each is as large as the file
CLAIMS = ({"alembic_version"}, {"languages", "replies"})  # tables of ours; the earliest version had but these


def back_up_beside(file: Path) -> Path:
    """Copy a SQLite file beside itself, named by the time, and delete all but the newest backups."""
    copied = name_beside(file)
    copy(file, copied)
    for old in sorted(file.parent.glob(f"{file.name}.*.backup"))[:-KEPT]:
        old.unlink()
    return copied


def name_beside(file: Path) -> Path:
    """Return the name of a backup that is taken now."""
    return file.with_name(f"{file.name}.{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.backup")


def copy(source: Path, target: Path) -> None:
    """Copy the whole of a SQLite file into another, which appears complete. Raises StorageError or OSError."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(unfinished)) as written:
            read.backup(written)
            written.execute("PRAGMA journal_mode = DELETE")  # one file alone, to be read where none may be written
        unfinished.replace(target)
    except sqlite3.Error as error:
        raise StorageError(f"{source} could not be copied to {target}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def move_aside(file: Path) -> Path:
    """Give a SQLite file the name of a backup, with what SQLite keeps beside it."""
    aside = name_beside(file)
    for kept in ("", "-wal", "-shm", "-journal"):
        part = file.with_name(file.name + kept)
        if part.exists():
            part.rename(aside.with_name(aside.name + kept))
    return aside


def is_ours(file: Path) -> bool:
    """Tell whether a file is a SQLite file, sound, with tables of ours in it."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            is_sound = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error:
        return False
    return is_sound and any(claim <= tables for claim in CLAIMS)
