"""One at a time on a database: the running bot, or who puts a backup in place of what is there."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import NullPool, func, select

from knowledge.problems import StorageError
from knowledge.storage.addresses import file_of, read_address
from knowledge.storage.database import told_to_operator
from knowledge.storage.migrating import plain_engine

LOCK = int.from_bytes(b"pramana")  # PostgreSQL names locks by numbers; this one is nobody else's


@contextmanager
def held(url: str) -> Iterator[None]:
    """Hold a database for the length of the block, or until this process dies. Raises StorageError if it is held."""
    file = file_of(read_address(url))
    with ExitStack() as stack:
        with told_to_operator():
            stack.enter_context(_held_file(file) if file else _held_on_server(url))
        yield


@contextmanager
def _held_file(file: Path) -> Iterator[None]:
    """Lock a file beside the database, not the database itself, which others may read and copy meanwhile."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_name(f"{file.name}.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise _in_use(f"process {lock.read().strip()} holds {lock.name}") from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


@contextmanager
def _held_on_server(url: str) -> Iterator[None]:
    with (
        plain_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT") as engine,
        engine.connect() as connection,
    ):
        if not connection.scalar(select(func.pg_try_advisory_lock(LOCK))):
            raise _in_use("it holds a lock on the server")
        yield


def _in_use(by: str) -> StorageError:
    return StorageError(f"a bot is running on this database already ({by}); stop it, then try again")
