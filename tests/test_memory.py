"""What is remembered: in a real file, for as long as it matters, and no longer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.memory import SqliteMemory
from bot.settings import SettingError
from handlers.memory import PastReply

CHAT, OTHER_CHAT, QUESTION, PERSON = -1001500000123, 7, 41, 1002
REPLY, CORRECTED = PastReply(42, "9f2c"), PastReply(43, "77aa")
HOUR = 3600


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "pramana.sqlite3"


@pytest.fixture
def memory(file: Path) -> Iterator[SqliteMemory]:
    with closing(SqliteMemory(file)) as opened:
        yield opened


def let_pass(file: Path, hours: int) -> None:
    """Make all that is remembered older, as time does."""
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE replies SET sent_at = sent_at - ?", (hours * HOUR,))


def test_what_nobody_told_is_not_known(memory: SqliteMemory) -> None:
    assert memory.language_of(PERSON) is None
    assert memory.reply_to(CHAT, QUESTION) is None


def test_a_language_is_remembered_for_one_person_until_it_is_given_back(memory: SqliteMemory) -> None:
    memory.choose_language(PERSON, "hi")
    memory.choose_language(PERSON, "ru")
    assert memory.language_of(PERSON) == "ru"
    assert memory.language_of(PERSON + 1) is None
    memory.choose_language(PERSON, None)
    memory.choose_language(PERSON, None)
    assert memory.language_of(PERSON) is None


def test_a_reply_is_remembered_for_one_question_of_one_chat(memory: SqliteMemory) -> None:
    memory.remember_reply(CHAT, QUESTION, REPLY)
    assert memory.reply_to(CHAT, QUESTION) == REPLY
    assert memory.reply_to(CHAT, QUESTION + 1) is None
    assert memory.reply_to(OTHER_CHAT, QUESTION) is None


def test_a_later_reply_takes_the_place_of_the_earlier_one(memory: SqliteMemory) -> None:
    memory.remember_reply(CHAT, QUESTION, REPLY)
    memory.remember_reply(CHAT, QUESTION, CORRECTED)
    assert memory.reply_to(CHAT, QUESTION) == CORRECTED


def test_all_of_it_survives_a_restart(file: Path) -> None:
    with closing(SqliteMemory(file)) as memory:
        memory.choose_language(PERSON, "hi")
        memory.remember_reply(CHAT, QUESTION, REPLY)
    with closing(SqliteMemory(file)) as memory:
        assert memory.language_of(PERSON) == "hi"
        assert memory.reply_to(CHAT, QUESTION) == REPLY


def test_what_was_told_is_in_the_file_at_once(memory: SqliteMemory, file: Path) -> None:
    # a bot that is killed closes nothing
    memory.remember_reply(CHAT, QUESTION, REPLY)
    with closing(SqliteMemory(file)) as another:
        assert another.reply_to(CHAT, QUESTION) == REPLY


def test_replies_are_forgotten_after_a_day_and_languages_never(memory: SqliteMemory, file: Path) -> None:
    memory.choose_language(PERSON, "hi")
    memory.remember_reply(CHAT, QUESTION, REPLY)
    let_pass(file, hours=23)
    memory.remember_reply(OTHER_CHAT, QUESTION, REPLY)
    assert memory.reply_to(CHAT, QUESTION) == REPLY
    let_pass(file, hours=2)
    memory.remember_reply(OTHER_CHAT, QUESTION + 1, REPLY)
    assert memory.reply_to(CHAT, QUESTION) is None
    assert memory.reply_to(OTHER_CHAT, QUESTION) == REPLY
    assert memory.language_of(PERSON) == "hi"


def test_numbers_as_large_as_telegrams_are_kept_exactly(memory: SqliteMemory) -> None:
    largest = 2**52 - 1  # what the Bot API promises at most
    memory.remember_reply(-largest, largest, PastReply(largest, ""))
    assert memory.reply_to(-largest, largest) == PastReply(largest, "")


def test_a_memory_without_a_file_lasts_as_long_as_the_process() -> None:
    with closing(SqliteMemory(":memory:")) as memory:
        memory.choose_language(PERSON, "ru")
        assert memory.language_of(PERSON) == "ru"
    with closing(SqliteMemory(":memory:")) as memory:
        assert memory.language_of(PERSON) is None


def test_a_folder_that_cannot_be_is_named_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "data").touch()  # a file, where the folder should be
    with pytest.raises(SettingError, match=r"PRAMANA_DATA: .*pramana\.sqlite3 cannot be opened"):
        SqliteMemory(tmp_path / "data" / "pramana.sqlite3")


def test_a_folder_in_the_place_of_the_file_is_named(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(SettingError, match="PRAMANA_DATA"):
        SqliteMemory(file)


def test_a_file_that_is_no_database_is_named_and_left_alone(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("my notes, and by no means a database\n" * 100, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(SettingError, match="PRAMANA_DATA"):
        SqliteMemory(file)
    assert file.read_bytes() == before
