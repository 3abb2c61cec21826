"""The database: SQLite in a file, with nothing to set up, or PostgreSQL by its URL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.problems import StorageError
from knowledge.storage.addresses import is_file, read_address
from knowledge.storage.migrating import migrate

PATIENCE_MS = 10_000  # for a file that another process writes to, such as a backup being restored
ONE_MOMENT = "REPEATABLE READ"  # as PostgreSQL calls what SQLite does anyway
WRITES = "writes"  # the execution option that marks a connection that will write


class Database:
    """An open database: transactions that read, and transactions that change something, whole or not at all."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = engine if is_file(engine.url) else engine.execution_options(isolation_level=ONE_MOMENT)
        self._writing = engine.execution_options(**{WRITES: True})

    @property
    def engine(self) -> AsyncEngine:
        """The engine below, for who looks after the database as a whole."""
        return self._engine

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that sees the database at one moment, that of its first statement."""
        async with self._reading.begin() as connection:
            yield connection

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose changes are kept together at the end of the block, or on an exception not at all."""
        async with self._writing.begin() as connection:
            yield connection

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


async def open_database(url: str) -> Database:
    """Open a database and bring its tables up to date. Raises StorageError, never with the URL, where that fails."""
    with told_to_operator():
        await asyncio.to_thread(migrate, url)
        return Database(_engine(read_address(url)))


@contextmanager
def told_to_operator() -> Iterator[None]:
    """Let what a database refuses be a StorageError, which never shows the URL and its password."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StorageError(f"the database cannot be opened: {reason(error)}") from error


def reason(error: Exception) -> str:
    """Return why a database refuses, in one line, without the statement and its values."""
    told, _, _ = str(getattr(error, "orig", None) or error).partition("\nDETAIL:")
    return " ".join(told.split())


def _engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, pool_pre_ping=not is_file(url), hide_parameters=True)
    if is_file(url):
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    """Let SQLAlchemy begin transactions, not Python's driver, which would begin them too late to be atomic."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the right to write at once: a reader that turns writer may find that it came too late."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
