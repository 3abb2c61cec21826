"""A database, of whichever kind <-> a backup, which is one SQLite file with the same tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import SQLAlchemyError

from knowledge.problems import StorageError
from knowledge.storage.addresses import file_of, read_address
from knowledge.storage.backups import copy, is_ours, move_aside, name_beside
from knowledge.storage.carrying import carry_over, is_empty
from knowledge.storage.database import reason
from knowledge.storage.holding import held
from knowledge.storage.migrating import migrate, newest, plain_engine, standing

ON_A_SERVER = "database"  # what the backup of a server's database is called, where a file would give its own name


def back_up(url: str, into: Path) -> None:
    """Write a backup of a database, which may be in use, into a new file. Raises StorageError or OSError."""
    if into.exists():
        raise StorageError(f"{into} is there already; name another file, or delete that one first")
    file = file_of(read_address(url))
    if file and not file.exists():
        raise StorageError(f"{file}, the database, is not there yet; it comes with the first start of the bot")
    into.parent.mkdir(parents=True, exist_ok=True)
    with _refusals_told(f"no backup could be written to {into}"):
        if file:
            copy(file, into)
        else:
            _copy_from_server(url, into)


def restore(backup: Path, url: str, beside: Path) -> Path | None:
    """Put a backup in place of what a database holds, and return where that was backed up, None if it held nothing.

    A file is backed up beside itself, a server's database in the folder `beside`. Raises StorageError or OSError,
    with nothing changed, where a bot runs on the database or the file is missing or no backup.
    """
    if not backup.exists():
        raise StorageError(f"there is no {backup}; name a file from `pramana backup`")
    if not is_ours(backup):
        raise StorageError(f"{backup} is no backup of Pramana, or is damaged; name a file from `pramana backup`")
    with held(url), _refusals_told(f"{backup} could not be restored"), TemporaryDirectory() as folder:
        brought = Path(folder) / "brought.sqlite3"
        copy(backup, brought)  # the backup itself stays as it is
        migrate(_url(brought))
        earlier = _set_aside(url, beside)
        migrate(url)
        _carry(_url(brought), url)
    return earlier


def _copy_from_server(url: str, into: Path) -> None:
    with plain_engine(url) as engine, TemporaryDirectory() as folder:
        if standing(engine) != newest():
            raise StorageError("the tables are not those of this version; start the bot once, then back up")
        made = Path(folder) / "made.sqlite3"
        migrate(_url(made))
        _carry(url, _url(made))
        copy(made, into)


def _set_aside(url: str, beside: Path) -> Path | None:
    """Back up what a database holds, if anything; a file that cannot be read any more is moved away instead."""
    file = file_of(read_address(url))
    if file and file.exists() and not is_ours(file):
        return move_aside(file)
    migrate(url)
    with plain_engine(url) as engine, engine.connect() as connection:
        if is_empty(connection):
            return None
    aside = name_beside(file or beside / ON_A_SERVER)
    back_up(url, aside)
    return aside


def _carry(source: str, target: str) -> None:
    """Read one database as it is at one moment, and write the other whole or not at all."""
    one_moment = {} if file_of(read_address(source)) else {"isolation_level": "REPEATABLE READ"}
    with (
        plain_engine(source, **one_moment) as old,
        plain_engine(target) as new,
        old.connect() as read,
        new.begin() as written,
    ):
        carry_over(read, written)


@contextmanager
def _refusals_told(what: str) -> Iterator[None]:
    """Let what a database refuses be told as one sentence that names the file."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StorageError(f"{what}: {reason(error)}") from error


def _url(file: Path) -> str:
    return f"sqlite:///{file}"
