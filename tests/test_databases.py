"""The databases that tests get are empty or migrated, theirs alone, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import databases
import psycopg
import pytest
from databases import Migrate, PostgresServer
from sqlalchemy import Engine, create_engine, inspect, make_url, text

# The fixtures with a schema of our own, whatever that of the application is.
database_url, migrated_url = databases.database_url, databases.migrated_url
postgresql, sqlite_template = databases.postgresql, databases.sqlite_template
postgresql_template = databases.postgresql_template


@contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    """A synchronous engine for one of our URLs, disposed of afterwards."""
    engine = create_engine(make_url(url.replace("+aiosqlite", "")))
    try:
        yield engine
    finally:
        engine.dispose()


def changed(url: str, statement: str) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        connection.execute(text(statement))


def value(url: str, query: str) -> Any:
    with engine_of(url) as engine, engine.connect() as connection:
        return connection.execute(text(query)).scalar()


def tables(url: str) -> list[str]:
    with engine_of(url) as engine:
        return inspect(engine).get_table_names()


@pytest.fixture(scope="session")
def migrate() -> Migrate:
    return lambda url: changed(url, "CREATE TABLE facts (id BIGINT PRIMARY KEY, fact TEXT NOT NULL)")


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_gets_an_empty_database(database_url: str, time: str) -> None:
    assert tables(database_url) == []
    changed(database_url, "CREATE TABLE facts (id BIGINT)")


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_gets_a_migrated_database_in_which_no_other_wrote(migrated_url: str, time: str) -> None:
    assert tables(migrated_url) == ["facts"]
    assert value(migrated_url, "SELECT count(*) FROM facts") == 0
    changed(migrated_url, "INSERT INTO facts VALUES (4503599627370495, 'signed')")


def test_a_template_is_copied_with_its_write_ahead_log(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "template.db", isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE facts (id)")
        databases._copy_sqlite(tmp_path / "template.db", tmp_path / "copy.db")
    assert tables(f"sqlite:///{tmp_path}/copy.db") == ["facts"]


def test_a_database_goes_even_while_someone_is_connected(postgresql: PostgresServer) -> None:
    with postgresql.database() as name:
        connection = psycopg.connect(postgresql.conninfo(name))
    with closing(connection), pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    assert name not in value(postgresql.url("postgres"), "SELECT array_agg(datname::text) FROM pg_database")


def test_the_server_sorts_as_a_language_does_and_is_not_on_utc(postgresql: PostgresServer) -> None:
    url = postgresql.url("postgres")
    if value(url, "SELECT current_setting('server_version_num')::int") >= 150000:
        assert value(url, "SELECT string_agg(word, ' ' ORDER BY word) FROM unnest('{B,a,C}'::text[]) word") == "a B C"
    assert value(url, "SHOW timezone") == "Asia/Kolkata"


def test_the_newest_server_is_taken_where_none_is_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(databases, "_DEBIAN", tmp_path)
    assert databases.installed_server() is None
    for version, programs in {"9.6": ["initdb", "postgres"], "15": ["initdb", "postgres"], "17": ["initdb"]}.items():
        (tmp_path / version / "bin").mkdir(parents=True)
        for program in programs:
            (tmp_path / version / "bin" / program).touch()
    assert databases.installed_server() == tmp_path / "15" / "bin"


@pytest.mark.parametrize("room", [0, 1 << 60])
def test_a_server_runs_in_memory_where_there_is_room_and_else_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr(databases, "_MEMORY", tmp_path)
    monkeypatch.setattr(databases, "_ROOM", room)
    assert databases._place() == (databases._DISK if room else tmp_path)
    monkeypatch.setattr(databases, "_MEMORY", tmp_path / "nowhere")
    assert databases._place() == databases._DISK


# Sessions of their own: one starts a server, says where, and waits; the other finds no server.
WAITING = """
import time
from databases import postgresql
def test_waits(postgresql):
    print(postgresql.folder, flush=True)
    time.sleep(60)
"""
WITHOUT_SERVER = """
import databases
from databases import database_url, postgresql
databases.installed_server = lambda: None
def test_uses_a_database(database_url):
    assert database_url.startswith("sqlite")
"""


def test_without_a_server_the_tests_on_it_are_skipped_with_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "test_session.py").write_text(WITHOUT_SERVER)
    with session_in(tmp_path) as session:
        said, _ = session.communicate()
    assert "PostgreSQL's server is not installed here (Debian: postgresql); only SQLite is tested" in said
    assert "1 passed, 1 skipped" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_its_session(postgresql: PostgresServer, tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "test_session.py").write_text(WAITING)
    with session_in(tmp_path) as session:
        folder = Path(session.stdout.readline().strip() if session.stdout else "")
        assert (folder / "data" / "postmaster.pid").exists()
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        session.send_signal(number)
        session.communicate()
    deadline = time.monotonic() + 10
    while (folder.exists() or is_running(server)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.exists()
    assert not is_running(server)


@contextmanager
def session_in(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Runs the tests of a folder, which is all that pytest knows."""
    command = [sys.executable, "-m", "pytest", "-qrs", "-s", "-p", "no:cacheprovider", "-p", "no:asyncio"]
    command += ["-c", os.devnull, "--rootdir", str(folder), str(folder)]
    environment = os.environ | {"PYTHONPATH": str(Path(databases.__file__).parent)}
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
