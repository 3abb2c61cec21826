"""What is remembered of people and messages: chosen languages, which reply answered which question, what is done."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from knowledge.storage.database import Database, reason
from knowledge.storage.putting import hold, put
from knowledge.storage.questions import Verdict
from knowledge.storage.tables import handled, people, replies, votes
from knowledge.storage.values import seconds

log = logging.getLogger(__name__)

KEPT = timedelta(days=1)  # edits are followed for an hour; a day leaves room for a bot that was down


@dataclass(frozen=True, slots=True)
class PastReply:
    """A reply that was sent: its message, and the text of the question that it answered as a digest."""

    message_id: int
    question_digest: str


@dataclass(frozen=True, slots=True)
class Voter:
    """Who votes below which message of which chat."""

    chat: int
    message: int
    person: int


class Memory:
    """Keeps people's choices, and which reply answered which question. No text of anybody.

    What cannot be remembered is logged, and costs nobody an answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def language_of(self, person: int) -> str | None:
        """Return the language that this person chose, or None."""
        language: str | None = await self._of_person(people.c.language, person)
        return language

    async def choose_language(self, person: int, language: str | None) -> None:
        """Remember the language of this person; None forgets it."""
        await self._choose(person, language=language)

    async def connected_to(self, person: int) -> int | None:
        """Return the group that this person curates in private, or None."""
        chat: int | None = await self._of_person(people.c.connected, person)
        return chat

    async def connect(self, person: int, chat: int | None) -> None:
        """Remember which group this person curates in private; None forgets it."""
        await self._choose(person, connected=chat)

    async def reply_to(self, chat: int, question: int) -> PastReply | None:
        """Return the reply to this message of this chat, or None."""
        wanted = select(replies.c.reply, replies.c.question_digest).where(
            replies.c.chat == chat, replies.c.question == question
        )
        row = None
        with _whatever_happens():
            async with self._database.reading() as connection:
                row = (await connection.execute(wanted)).first()
        return PastReply(row.reply, row.question_digest) if row else None

    async def remember_reply(self, chat: int, question: int, reply: PastReply, at: datetime) -> None:
        """Remember the reply to this message of this chat, in place of an earlier one; forget those of days ago."""
        row = {"chat": chat, "question": question, "reply": reply.message_id, "question_digest": reply.question_digest}
        with _whatever_happens():
            async with self._database.changing() as connection:
                await put(connection, replies, row | {"at": seconds(at)})
                await connection.execute(delete(replies).where(replies.c.at < seconds(at - KEPT)))

    async def forget_replies(self, now: datetime) -> None:
        """Forget the replies of days ago, whether or not there have been others since."""
        async with self._database.changing() as connection:
            await connection.execute(delete(replies).where(replies.c.at < seconds(now - KEPT)))

    async def has_done(self, update: int) -> bool:
        """Tell whether an update has changed something before."""
        wanted = select(handled.c.chat).where(handled.c.update_id == update).limit(1)
        with _whatever_happens():
            async with self._database.reading() as connection:
                return await connection.scalar(wanted) is not None
        return False

    async def vote(self, voter: Voter, entry: str, verdict: Verdict, at: datetime) -> Verdict | None:
        """Count a verdict in place of an earlier one of the same voter, and return that one, None if there was none.

        A message may hold several entries, each with votes of its own.
        """
        key = {"chat": voter.chat, "message": voter.message, "person": voter.person, "entry": entry}
        given = {"verdict": verdict, "at": seconds(at)}
        async with self._database.changing() as connection:
            earlier = await hold(connection, votes, key, given)
            if earlier:
                await put(connection, votes, key | given)
        return Verdict(earlier.verdict) if earlier else None

    async def _of_person(self, column: Any, person: int) -> Any:
        with _whatever_happens():
            async with self._database.reading() as connection:
                return await connection.scalar(select(column).where(people.c.person == person))
        return None

    async def _choose(self, person: int, **chosen: object) -> None:
        async with self._database.changing() as connection:
            await put(connection, people, {"person": person, **chosen})
            nothing = (people.c.language.is_(None), people.c.connected.is_(None))
            await connection.execute(delete(people).where(people.c.person == person, *nothing))


@contextmanager
def _whatever_happens() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        log.warning("the memory cannot be used: %s", reason(error))
