"""What is remembered between messages, in an SQLite file: the one door to the database."""

import logging
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.settings import SettingError
from handlers.memory import PastReply

log = logging.getLogger(__name__)

PATIENCE_S = 0.2  # for a file that another process has locked; nobody's answer waits longer
KEPT_S = 24 * 3600  # edits are followed for an hour; a day leaves room for a bot that was down

SCHEMA = """
CREATE TABLE IF NOT EXISTS languages (person INTEGER PRIMARY KEY, language TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS replies (
    chat INTEGER NOT NULL, question INTEGER NOT NULL, reply INTEGER NOT NULL,
    question_digest TEXT NOT NULL, sent_at INTEGER NOT NULL, PRIMARY KEY (chat, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS replies_by_age ON replies (sent_at);
"""


class SqliteMemory:
    """Keeps `handlers.memory.Memory` in a file, or for the life of the process with the path ":memory:"."""

    def __init__(self, path: Path | str) -> None:
        """Open the file, made with its folder where missing. Raises SettingError where that cannot be."""
        try:
            if isinstance(path, Path):
                path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_S)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")  # a crash costs the last seconds at most
            self._database.executescript(SCHEMA)
            self._forget_old()
        except (OSError, sqlite3.Error) as error:
            raise SettingError(
                f"PRAMANA_DATA: {path} cannot be opened ({error}); name a folder that may be written to"
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def language_of(self, person: int) -> str | None:
        """Return the language that this person chose, or None."""
        found = self._try("SELECT language FROM languages WHERE person = ?", person)
        return str(found[0]) if found else None

    def choose_language(self, person: int, language: str | None) -> None:
        """Remember the language of this person; None forgets it."""
        if language is None:
            self._try("DELETE FROM languages WHERE person = ?", person)
        else:
            self._try("INSERT OR REPLACE INTO languages VALUES (?, ?)", person, language)

    def reply_to(self, chat: int, question: int) -> PastReply | None:
        """Return the reply to this message of this chat, or None."""
        found = self._try("SELECT reply, question_digest FROM replies WHERE chat = ? AND question = ?", chat, question)
        return PastReply(*found) if found else None

    def remember_reply(self, chat: int, question: int, reply: PastReply) -> None:
        """Remember the reply to this message of this chat, and forget all that are too old to matter."""
        now = int(time.time())
        row = (chat, question, reply.message_id, reply.question_digest, now)
        self._try("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)", *row)
        self._forget_old()

    def _forget_old(self) -> None:
        self._try("DELETE FROM replies WHERE sent_at < ?", int(time.time()) - KEPT_S)

    def _try(self, statement: str, *values: int | str) -> tuple[Any, ...] | None:
        """Carry out a statement and return its first row. What cannot be remembered must not cost anybody an answer."""
        try:
            with closing(self._database.execute(statement, values)) as rows:
                found: tuple[Any, ...] | None = rows.fetchone()
        except sqlite3.Error as error:
            log.warning("the memory cannot be used: %s", error)
            return None
        return found
