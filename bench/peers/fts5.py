"""SQLite FTS5: full-text search of the standard library, by BM25."""

import sqlite3

from bench.peer import NOTHING, Found, MissingError, phrasings_of, words
from knowledge.values import Pack

TABLE = "CREATE VIRTUAL TABLE phrasing USING fts5(text, tokenize = 'porter unicode61')"
BEST = "SELECT rowid, rank FROM phrasing WHERE phrasing MATCH ? ORDER BY rank LIMIT 1"


class Fts5:
    """Any of the question's words, stemmed, may be in the phrasing."""

    def __init__(self, pack: Pack) -> None:
        self._entries = [phrasing.entry for phrasing in phrasings_of(pack)]
        self._database = sqlite3.connect(":memory:")
        try:
            self._database.execute(TABLE)
        except sqlite3.OperationalError as error:
            raise MissingError("this Python's SQLite has no FTS5") from error
        rows = ((phrasing.text,) for phrasing in phrasings_of(pack))
        self._database.executemany("INSERT INTO phrasing(text) VALUES (?)", rows)

    def ask(self, question: str) -> Found:
        """Return the entry of the phrasing that ranks first, with its BM25."""
        any_word = " OR ".join(f'"{word}"' for word in words(question))
        row = self._database.execute(BEST, (any_word,)).fetchone() if any_word else None
        return Found(self._entries[row[0] - 1], -row[1]) if row else NOTHING  # FTS5 counts its rank downwards
