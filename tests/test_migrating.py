"""Databases are brought up to date whole, with a backup before; what cannot be opened is named with its remedy."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from small_groups import NOW
from sqlalchemy import MetaData, Table, create_engine

from knowledge.problems import StorageError
from knowledge.storage import Group, PastReply, Verdict, Voter, migrating, open_storage
from knowledge.storage.backups import KEPT
from knowledge.storage.migrating import migrate, plain_engine
from knowledge.storage.tables import metadata

EARLIEST = """
CREATE TABLE languages (person INTEGER PRIMARY KEY, language TEXT NOT NULL) STRICT;
CREATE TABLE replies (
    chat INTEGER NOT NULL, question INTEGER NOT NULL, reply INTEGER NOT NULL,
    question_digest TEXT NOT NULL, sent_at INTEGER NOT NULL, PRIMARY KEY (chat, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX replies_by_age ON replies (sent_at);
INSERT INTO languages VALUES (1002, 'hi');
INSERT INTO replies VALUES (-5, 41, 42, '9f2c', 1768478400);
"""

WITHOUT_HOURS = """
ALTER TABLE groups DROP COLUMN digest_time;
ALTER TABLE groups DROP COLUMN digest_zone;
INSERT INTO groups (chat, title, digest) VALUES (-5, 'Trade talk', 'daily');
UPDATE alembic_version SET version_num = '0003';
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "pramana.sqlite3"


def written(file: Path, statements: str) -> None:
    """Let another program write into a SQLite file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as database:
        database.executescript(statements)


def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def backups(file: Path) -> list[Path]:
    return sorted(file.parent.glob("*.backup"))


def test_migrating_makes_just_the_tables_that_the_program_uses(database_url: str) -> None:
    migrate(database_url)
    engine = create_engine(database_url.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    migrate(database_url)


async def test_what_the_earliest_version_remembered_is_kept(file: Path) -> None:
    written(file, EARLIEST)
    storage = await open_storage(url(file))
    assert await storage.memory.language_of(1002) == "hi"
    assert await storage.memory.reply_to(-5, 41) == PastReply(42, "9f2c")
    await storage.close()


async def test_digests_of_before_there_were_hours_and_zones_come_as_they_did(file: Path) -> None:
    migrate(url(file))
    written(file, WITHOUT_HOURS)
    storage = await open_storage(url(file))
    assert await storage.groups.group(-5) == Group(-5, "Trade talk", digest="daily")
    await storage.close()


def test_before_a_migration_the_file_is_backed_up_beside_itself(file: Path) -> None:
    written(file, EARLIEST)
    migrate(url(file))
    (kept,) = backups(file)
    with closing(sqlite3.connect(kept)) as database:
        assert database.execute("SELECT language FROM languages").fetchall() == [("hi",)]


def test_a_new_file_and_one_that_is_up_to_date_are_not_backed_up(file: Path) -> None:
    migrate(url(file))
    migrate(url(file))
    assert backups(file) == []


def test_the_last_ten_backups_are_kept(file: Path) -> None:
    for number in range(KEPT + 2):
        written(file, f"DROP TABLE IF EXISTS alembic_version; CREATE TABLE t{number} (x)")
        for table in metadata.tables:
            written(file, f"DROP TABLE IF EXISTS {table}")
        migrate(url(file))
    assert len(backups(file)) == KEPT == 10
    with closing(sqlite3.connect(backups(file)[-1])) as newest:
        assert newest.execute("SELECT name FROM sqlite_master WHERE name = 't11'").fetchall()


def test_a_migration_that_fails_leaves_the_file_as_it_was(file: Path) -> None:
    written(file, f"{EARLIEST} CREATE TABLE votes (x)")
    with pytest.raises(Exception, match="votes"):
        migrate(url(file))
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT language FROM languages").fetchall() == [("hi",)]
        assert database.execute("SELECT name FROM sqlite_master WHERE name = 'groups'").fetchall() == []


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(file: Path) -> None:
    migrate(url(file))
    written(file, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match=r"newer Pramana .*restore a backup"):
        await open_storage(url(file))


async def test_a_folder_in_the_place_of_the_file_is_told(file: Path) -> None:
    await asyncio.to_thread(file.mkdir, parents=True)
    with pytest.raises(StorageError, match="cannot be opened: unable to open database file"):
        await open_storage(url(file))


def test_a_file_that_is_no_database_is_told_and_left_alone(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("a diary, " * 1000)
    with pytest.raises(StorageError, match="not a database"):
        asyncio.run(open_storage(url(file)))
    assert file.read_text() == "a diary, " * 1000


@pytest.mark.parametrize("address", ["nonsense", "mysql://u:secret@h/n", "://", "postgresql://h:x/n"])
async def test_an_address_that_is_none_is_refused_without_being_shown(address: str) -> None:
    with pytest.raises(StorageError, match=r"PRAMANA_DATABASE .*postgresql://") as refused:
        await open_storage(address)
    assert "secret" not in str(refused.value)


async def test_a_server_that_does_not_answer_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened") as refused:
        await open_storage(f"postgresql://u:secret@/n?host={tmp_path}")
    assert "secret" not in str(refused.value)


@pytest.fixture
def earlier_url(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a database with the tables before those that count together what asks the same."""
    shutil.copytree(
        migrating.SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("0003_*", "0004_*", "__pycache__")
    )
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "SCRIPTS", tmp_path / "scripts")
        migrate(database_url)
    return database_url


def inserted(url: str, **rows: list[tuple[object, ...]]) -> None:
    """Let tables, whichever columns they have, hold these rows."""
    with plain_engine(url) as engine, engine.begin() as connection:
        for name, of_table in rows.items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(table.insert(), [dict(zip(table.columns.keys(), row, strict=True)) for row in of_table])


async def test_what_was_counted_apart_before_is_counted_together(earlier_url: str) -> None:
    asked = [(1, "abstained", 2), (2, "abstained", 3), (3, "abstained", 1), (4, "outdated", 9)]
    waits = [(1, 1002), (2, 1002), (2, 1003), (3, 1003)]
    inserted(
        earlier_url,
        missed=[(-5, id_, "When?", "when", "en", why, None, count, "open", 60 + id_) for id_, why, count in asked],
        waiting=[(-5, id_, person, 41, None, "en", 60) for id_, person in waits],
    )
    storage = await open_storage(earlier_url)
    questions = [(one.id, one.count, one.at.second) for one in await storage.missing(-5).open()]
    assert questions == [(4, 9, 4), (1, 3, 3)]
    waiting = [(question.id, who.person) for question, who in await storage.missing(-5).waited_for()]
    assert sorted(waiting) == [(1, 1002), (1, 1003)]
    await storage.close()


async def test_what_was_open_beside_what_was_settled_stays_open(earlier_url: str) -> None:
    fates = [(5, "answered", 2), (9, "open", 3), (12, "not ours", 1)]
    inserted(
        earlier_url,
        missed=[(-5, id_, "When?", "when", "en", "abstained", None, count, fate, 60) for id_, fate, count in fates],
    )
    storage = await open_storage(earlier_url)
    assert [(one.id, one.count) for one in await storage.missing(-5).open()] == [(9, 3)]
    await storage.close()


async def test_votes_are_kept_as_what_they_said(earlier_url: str) -> None:
    inserted(earlier_url, votes=[(-5, 41, 1002, "pool", True, 60), (-5, 41, 1003, "pool", False, 60)])
    storage = await open_storage(earlier_url)
    said = [await storage.memory.vote(Voter(-5, 41, one), "pool", Verdict.OUTDATED, NOW) for one in (1002, 1003)]
    assert said == [Verdict.HELPFUL, Verdict.UNHELPFUL]
    await storage.close()
