"""A backup is taken while the bot runs and restored while it does not: all of it or nothing, into either database."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from databases import PostgresServer
from small_groups import CHAT, OTHER, asking, edit, fill, rows
from telegram_double import Telegram
from telegram_http import serve_in_thread
from terminal import Here, environment, eventually
from test_bot_process import ended, started

from knowledge.problems import StorageError
from knowledge.storage import Deed, open_storage
from knowledge.storage.holding import held
from knowledge.storage.safekeeping import back_up, restore

EARLIEST = """
CREATE TABLE languages (person INTEGER PRIMARY KEY, language TEXT NOT NULL);
INSERT INTO languages VALUES (7, 'hi');
CREATE TABLE replies (chat INTEGER, question INTEGER, reply INTEGER, question_digest TEXT, sent_at INTEGER,
    PRIMARY KEY (chat, question));
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of another database, which holds nothing at all."""
    if request.param == "sqlite":
        yield url_of(tmp_path / "elsewhere" / "empty.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    with server.database() as name:
        yield server.url(name)


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


def filled(url: str, said: str = "At noon.") -> None:
    asyncio.run(_filled(url, said))


async def _filled(url: str, said: str) -> None:
    storage = await open_storage(url)
    for chat in (CHAT, OTHER):
        await fill(storage, chat, said)
    await storage.close()


def changed(file: Path, script: str) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.executescript(script)


# --- there and back


def test_whatever_is_backed_up_is_restored_from_either_database_into_either(
    migrated_url: str, empty_url: str, tmp_path: Path
) -> None:
    filled(migrated_url)
    back_up(migrated_url, tmp_path / "kept.backup")
    assert restore(tmp_path / "kept.backup", empty_url, tmp_path) is None
    assert rows(empty_url) == rows(migrated_url)
    assert all(len(found) for name, found in rows(empty_url).items() if name not in ("moves", "replies", "votes"))


def test_after_a_restore_the_bot_goes_on_as_before(migrated_url: str, empty_url: str, tmp_path: Path) -> None:
    filled(migrated_url)
    back_up(migrated_url, tmp_path / "kept.backup")
    restore(tmp_path / "kept.backup", empty_url, tmp_path)

    async def go_on() -> list[int]:
        storage = await open_storage(empty_url)
        await storage.curation(CHAT).undo(asking(Deed.UNDO))
        made = await storage.curation(CHAT).save([edit("tea")], asking())
        said = [one.own.entry.answer["en"] for one in await storage.curation(CHAT).standings() if one.own]
        await storage.close()
        assert said == ["At noon.", "At noon."]
        return [made.number]

    assert asyncio.run(go_on()) == [4]


async def test_a_backup_is_of_one_moment_however_much_is_written_meanwhile(migrated_url: str, tmp_path: Path) -> None:
    storage = await open_storage(migrated_url)
    await storage.curation(CHAT).save([edit("lunch"), edit("tea")], asking())
    taken = [tmp_path / f"{number}.backup" for number in range(5)]

    async def write() -> None:
        upon = 1
        while not taken[-1].exists():
            both = [edit(id_, f"At {upon}.", upon) for id_ in ("lunch", "tea")]
            await storage.curation(CHAT).save(both, asking(Deed.EDIT))
            upon += 1

    writing = asyncio.create_task(write())
    for file in taken:
        await asyncio.to_thread(back_up, migrated_url, file)
    await writing
    await storage.close()
    for file in taken:
        with closing(sqlite3.connect(file)) as database:
            (lunch, tea), changes = _revisions(database)
        assert lunch == tea == changes


def _revisions(database: sqlite3.Connection) -> tuple[list[int], int]:
    both = [revision for (revision,) in database.execute("SELECT revision FROM entries ORDER BY id")]
    ((changes,),) = database.execute("SELECT count(*) FROM changes")
    return both, changes


def test_what_was_there_is_kept_and_can_be_brought_back(migrated_url: str, tmp_path: Path) -> None:
    filled(migrated_url)
    back_up(migrated_url, tmp_path / "first.backup")
    first = rows(migrated_url)
    asyncio.run(_erased(migrated_url))
    second = rows(migrated_url)
    earlier = restore(tmp_path / "first.backup", migrated_url, tmp_path / "data")
    assert earlier
    assert rows(migrated_url) == first
    restore(earlier, migrated_url, tmp_path / "data")
    assert rows(migrated_url) == second != first


async def _erased(url: str) -> None:
    storage = await open_storage(url)
    await storage.forget(1002)
    await storage.groups.move(OTHER, -5)
    await storage.close()


def test_a_backup_of_an_earlier_version_is_brought_up_to_date_and_itself_left_as_it_is(
    migrated_url: str, tmp_path: Path
) -> None:
    old = tmp_path / "old.backup"
    changed(old, EARLIEST)
    before = old.read_bytes()
    restore(old, migrated_url, tmp_path)
    assert rows(migrated_url)["people"] == {"(7, 'hi', None)"}
    assert old.read_bytes() == before


def test_a_damaged_database_is_moved_aside_and_replaced(sqlite_url: str, tmp_path: Path) -> None:
    filled(sqlite_url)
    back_up(sqlite_url, tmp_path / "kept.backup")
    file = tmp_path / "test.db"
    file.write_bytes(b"a diary, " * 1000)
    aside = restore(tmp_path / "kept.backup", sqlite_url, tmp_path)
    assert aside
    assert aside.read_bytes() == b"a diary, " * 1000
    assert rows(sqlite_url) == rows(url_of(tmp_path / "kept.backup"))


# --- all or nothing


def test_a_backup_that_breaks_off_changes_nothing(migrated_url: str, tmp_path: Path) -> None:
    filled(migrated_url)
    back_up(migrated_url, tmp_path / "kept.backup")
    changed(
        tmp_path / "kept.backup",
        """DROP TABLE votes; CREATE TABLE votes (chat, message, person, entry, verdict, at);
        INSERT INTO votes VALUES (1, 2, 3, 'lunch', NULL, 5)""",
    )
    before = rows(migrated_url)
    with pytest.raises(StorageError, match=r"kept.backup could not be restored: .*verdict"):
        restore(tmp_path / "kept.backup", migrated_url, tmp_path / "data")
    assert rows(migrated_url) == before


@pytest.mark.parametrize("kind", ["empty", "text", "other", "cut off", "folder"])
def test_what_is_no_backup_is_refused_by_name_and_changes_nothing(migrated_url: str, tmp_path: Path, kind: str) -> None:
    filled(migrated_url)
    before, file = rows(migrated_url), tmp_path / "file"
    _write(kind, file, migrated_url)
    with pytest.raises(StorageError, match=r"file is no backup of Pramana.*`pramana backup`"):
        restore(file, migrated_url, tmp_path / "data")
    assert rows(migrated_url) == before
    assert not (tmp_path / "data").exists()


def _write(kind: str, file: Path, url: str) -> None:
    match kind:
        case "empty" | "text":
            file.write_text("" if kind == "empty" else "SQLite format 3" * 1000, encoding="utf-8")
        case "other":
            changed(file, "CREATE TABLE recipes (x)")
        case "cut off":
            back_up(url, file)
            file.write_bytes(file.read_bytes()[:20_000])
        case "folder":
            file.mkdir()


def test_a_backup_of_a_newer_version_is_refused(migrated_url: str, tmp_path: Path) -> None:
    back_up(migrated_url, tmp_path / "new.backup")
    changed(tmp_path / "new.backup", "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match="newer Pramana"):
        restore(tmp_path / "new.backup", migrated_url, tmp_path)


def test_no_file_is_written_over(migrated_url: str, tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("dear diary")
    with pytest.raises(StorageError, match="diary is there already; name another file"):
        back_up(migrated_url, tmp_path / "diary")
    assert (tmp_path / "diary").read_text() == "dear diary"


def test_a_database_that_is_not_there_is_not_made_by_backing_it_up(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is not there yet"):
        back_up(url_of(tmp_path / "none.sqlite3"), tmp_path / "kept.backup")
    assert list(tmp_path.iterdir()) == []


def test_a_server_of_tables_of_another_version_says_what_to_do(postgresql: PostgresServer, tmp_path: Path) -> None:
    with postgresql.database() as name, pytest.raises(StorageError, match="start the bot once"):
        back_up(postgresql.url(name), tmp_path / "kept.backup")
    assert not (tmp_path / "kept.backup").exists()


# --- one at a time


def test_while_a_bot_runs_nothing_is_restored_but_all_can_be_backed_up(migrated_url: str, tmp_path: Path) -> None:
    filled(migrated_url)
    with held(migrated_url):
        back_up(migrated_url, tmp_path / "kept.backup")
        with pytest.raises(StorageError, match=r"a bot is running on this database already .*; stop it"):
            restore(tmp_path / "kept.backup", migrated_url, tmp_path)
    restore(tmp_path / "kept.backup", migrated_url, tmp_path)


def test_a_bot_that_was_killed_holds_nothing(migrated_url: str) -> None:
    script = (
        f"from knowledge.storage.holding import held\nwith held({migrated_url!r}): print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(StorageError, match="a bot is running"), held(migrated_url):
            pass
        process.send_signal(signal.SIGKILL)
    assert _is_free(migrated_url)


def _is_free(url: str) -> bool:
    """Tell whether a database can be held; a server takes a moment to notice that a client is gone."""

    def seen() -> bool:
        try:
            with held(url):
                return True
        except StorageError:
            return False

    return eventually(seen)


def test_two_databases_of_one_server_or_folder_are_held_apart(migrated_url: str, empty_url: str) -> None:
    with held(migrated_url), held(empty_url):
        pass


# --- from the command line


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Here:
    monkeypatch.chdir(tmp_path)
    return Here(monkeypatch, capsys)


def test_the_commands_say_what_they_did(here: Here, migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(migrated_url)
    monkeypatch.setenv("PRAMANA_DATABASE", migrated_url)
    first, second = here("backup", "kept.backup"), here("restore", "kept.backup")
    assert (first.code, first.err) == (second.code, second.err) == (0, "")
    assert first.out.startswith("wrote kept.backup (")
    kept, restored = second.out.splitlines()
    assert Path(kept.removeprefix("what was there is kept in ")).exists()
    assert restored == "restored kept.backup; start the bot again with `pramana run`"


def test_what_cannot_be_done_is_one_line(here: Here) -> None:
    assert "data/pramana.sqlite3, the database, is not there yet" in here("backup", "kept.backup").complaint
    assert "there is no kept.backup; name a file" in here("restore", "kept.backup").complaint


def test_a_second_bot_on_the_database_ends_at_once_and_the_first_goes_on(telegram: Telegram, tmp_path: Path) -> None:
    asha = telegram.user("Asha")
    with (
        serve_in_thread(telegram) as base_url,
        started(tmp_path, telegram.token, base_url.removesuffix("/bot")) as first,
    ):
        telegram.wait_until(lambda: telegram.calls_of("getUpdates"), timeout=60)
        with started(tmp_path, telegram.token, base_url.removesuffix("/bot")) as second:
            code, log = ended(second)
        telegram.say(telegram.private(asha), asha, "when is the labour pact signed?")
        telegram.wait_until(lambda: telegram.sent, timeout=60)
        first.send_signal(signal.SIGTERM)
        assert ended(first)[0] == 0
    assert code == 2
    assert f"process {first.pid} holds" in log.splitlines()[-1]
    assert "stop it, then try again" in log.splitlines()[-1]
