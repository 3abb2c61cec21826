"""The questions of a group that found no answer, or a poor one; who waits for it; and what is none of its business."""

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.normalising import words
from knowledge.storage.database import Database, reason
from knowledge.storage.drafts import IDS
from knowledge.storage.moving import as_now
from knowledge.storage.putting import hold, put
from knowledge.storage.questions import Fate, MissedQuestion, Waiting, Why
from knowledge.storage.tables import missed, negatives, waiting
from knowledge.storage.values import moment, seconds

log = logging.getLogger(__name__)

KEPT = timedelta(days=30)  # for which the text of a question is kept after it was last asked


class Missing:
    """What one group missed."""

    def __init__(self, database: Database, chat: int) -> None:
        self._database, self._chat = database, chat

    async def record(self, text: str, language: str | None, why: Why, nearest: str | None, at: datetime) -> int:
        """Count a question, and return its id; one that was answered, but in vain, is open again."""
        id_, told = secrets.randbelow(IDS) + 1, {"text": text, "language": language, "asked": 1, "state": Fate.OPEN}
        last = {"nearest": nearest, "at": seconds(at)}
        async with self._database.changing() as connection:
            key = {"chat": await as_now(connection, self._chat), "words": " ".join(words(text)), "why": why}
            row = await hold(connection, missed, key, {"id": id_, **told, **last})
            if row is None:
                return id_
            fate = Fate.OPEN if row.state == Fate.ANSWERED else row.state
            this = (missed.c.chat == row.chat, missed.c.id == row.id)
            await connection.execute(update(missed).where(*this).values(asked=row.asked + 1, state=fate, **last))
            return int(row.id)

    async def try_to_record(
        self, text: str, language: str | None, why: Why, nearest: str | None, at: datetime
    ) -> int | None:
        """Count a question, and return its id; None, logged, where that fails, which costs nobody an answer."""
        try:
            return await self.record(text, language, why, nearest, at)
        except (SQLAlchemyError, OSError) as error:
            log.warning("a missed question cannot be counted: %s", reason(error))
            return None

    async def withdraw(self, text: str, why: Why) -> None:
        """Count a question once less, and forget it where nobody is left who asked it."""
        same = (missed.c.chat == self._chat, missed.c.words == " ".join(words(text)), missed.c.why == why)
        async with self._database.changing() as connection:
            await connection.execute(update(missed).where(*same).values(asked=missed.c.asked - 1))
            await connection.execute(delete(missed).where(*same, missed.c.asked < 1))

    async def open(self) -> tuple[MissedQuestion, ...]:
        """Return what is still to be settled, most asked first, then the latest."""
        return await self.of_fate(Fate.OPEN)

    async def of_fate(self, fate: Fate) -> tuple[MissedQuestion, ...]:
        """Return the questions of which this was made, most asked first, then the latest."""
        return await self._find(missed.c.state == fate)

    async def get(self, ids: Sequence[int]) -> tuple[MissedQuestion, ...]:
        """Return the questions of these ids that are still kept."""
        return await self._find(missed.c.id.in_(ids))

    async def settle(self, ids: Sequence[int], fate: Fate) -> None:
        """Note what was made of questions; what was made of one before stays so."""
        async with self._database.changing() as connection:
            await settle(connection, self._chat, ids, fate)

    async def wait(self, id_: int, who: Waiting) -> None:
        """Remember that somebody waits for the answer to a question; once is enough."""
        this = {"chat": self._chat, "missed": id_, "person": who.person}
        where = {"message": who.message, "thread": who.thread, "language": who.language, "at": seconds(who.at)}
        async with self._database.changing() as connection:
            await put(connection, waiting, this | where)

    async def waited_for(self) -> tuple[tuple[MissedQuestion, Waiting], ...]:
        """Return every question that somebody waits for, with who, the longest wait first."""
        wanted = select(waiting).where(waiting.c.chat == self._chat).order_by(waiting.c.at, waiting.c.message)
        async with self._database.reading() as connection:
            rows = list(await connection.execute(wanted))
        asked = {one.id: one for one in await self.get([row.missed for row in rows])}
        return tuple((asked[row.missed], _waiting(row)) for row in rows if row.missed in asked)

    async def stop_waiting(self, id_: int, person: int) -> bool:
        """Forget that somebody waits; False where nobody does (any more), so that nobody is told twice."""
        this = (waiting.c.chat == self._chat, waiting.c.missed == id_, waiting.c.person == person)
        async with self._database.changing() as connection:
            return (await connection.execute(delete(waiting).where(*this))).rowcount > 0

    async def negatives(self) -> tuple[str, ...]:
        """Return the questions that are none of this group's."""
        wanted = (
            select(negatives.c.text).where(negatives.c.chat == self._chat).order_by(negatives.c.at, negatives.c.words)
        )
        async with self._database.reading() as connection:
            return tuple((await connection.scalars(wanted)).all())

    async def disown(self, texts: Sequence[str], at: datetime, settling: Sequence[int] = ()) -> None:
        """Remember questions as none of this group's, and settle with that the missed ones of these ids."""
        rows = {" ".join(words(text)): text for text in texts}
        kept = [{"chat": self._chat, "words": key, "text": text, "at": seconds(at)} for key, text in rows.items()]
        async with self._database.changing() as connection:
            await put(connection, negatives, *kept)
            await settle(connection, self._chat, settling, Fate.NOT_OURS)

    async def reopen(self, ids: Sequence[int], texts: Sequence[str] = ()) -> None:
        """Let questions of these ids be open again, and those of these texts be the group's after all."""
        keys = [" ".join(words(text)) for text in texts]
        these = (missed.c.chat == self._chat, missed.c.id.in_(ids))
        async with self._database.changing() as connection:
            await connection.execute(update(missed).where(*these).values(state=Fate.OPEN))
            await connection.execute(
                delete(negatives).where(negatives.c.chat == self._chat, negatives.c.words.in_(keys))
            )

    async def _find(self, which: Any) -> tuple[MissedQuestion, ...]:
        wanted = (
            select(missed)
            .where(missed.c.chat == self._chat, which)
            .order_by(missed.c.asked.desc(), missed.c.at.desc(), missed.c.words, missed.c.id)
        )
        async with self._database.reading() as connection:
            return tuple(_missed(row) for row in await connection.execute(wanted))


async def settle(connection: AsyncConnection, chat: int, ids: Sequence[int], fate: Fate) -> None:
    """Note, within a transaction, what was made of questions that were open till then."""
    these = (missed.c.chat == chat, missed.c.id.in_(ids), missed.c.state == Fate.OPEN)
    await connection.execute(update(missed).where(*these).values(state=fate))


async def awaited(database: Database) -> tuple[int, ...]:
    """Return the groups in which somebody waits for an answer."""
    async with database.reading() as connection:
        return tuple((await connection.scalars(select(waiting.c.chat).distinct().order_by(waiting.c.chat))).all())


async def expire(database: Database, now: datetime) -> None:
    """Forget the questions of every group that nobody asked for as long as texts are kept, and who waited for them."""
    long_ago = seconds(now - KEPT)
    async with database.changing() as connection:
        await connection.execute(delete(missed).where(missed.c.at < long_ago))
        await connection.execute(delete(waiting).where(waiting.c.at < long_ago))


def _missed(row: Row[Any]) -> MissedQuestion:
    return MissedQuestion(
        row.id, row.text, row.language, Why(row.why), row.nearest, row.asked, Fate(row.state), moment(row.at)
    )


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(row.person, row.message, row.thread, row.language, moment(row.at))
