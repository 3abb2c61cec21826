"""The groups that the bot is or was in: their settings, who edits there, how they moved, when they are erased."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Table, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.storage.database import Database
from knowledge.storage.moving import as_now
from knowledge.storage.putting import hold, put
from knowledge.storage.questions import NO_MESSAGE
from knowledge.storage.tables import (
    OF_GROUPS,
    changes,
    drafts,
    editors,
    groups,
    missed,
    moves,
    people,
    replies,
    revisions,
    votes,
    waiting,
)
from knowledge.storage.values import Curator, moment, seconds

GRACE = timedelta(days=30)  # for which a group's data outlive the bot's removal
NO_DIGEST = {"digest": "off", "digest_chat": None, "digest_thread": None}
ALSO_NAMING = (
    people.c.connected,
    drafts.c.home,
    groups.c.digest_chat,
)  # a group, as a place, beside the key of what it owns


@dataclass(frozen=True, slots=True)
class Group:
    """What is kept of a group as a whole; `left_at` says since when the bot is gone from it."""

    chat: int
    title: str = ""
    left_at: datetime | None = None
    digest: str = "off"
    digest_time: str | None = None  # of day, as HH:MM
    digest_zone: str | None = None
    digest_chat: int | None = None
    digest_thread: int | None = None
    digest_language: str | None = None
    digest_at: datetime | None = None


class Groups:
    """All groups."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def group(self, chat: int) -> Group:
        """Return what is kept of a group; of an unknown one, what holds before anything is chosen."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(groups).where(groups.c.chat == chat))).mappings().first()
        return _group(dict(row)) if row else Group(chat)

    async def set_digest(self, chosen: Group) -> None:
        """Keep how often a group's digest comes, where, and since when; whatever else is kept of the group stays."""
        digest = {name: value for name, value in _values(chosen).items() if name.startswith("digest")}
        await self._alter(chosen.chat, digest)

    async def digest_sent(self, chat: int, at: datetime) -> None:
        """Note when the last digest of a group was sent."""
        async with self._database.changing() as connection:
            await connection.execute(update(groups).where(groups.c.chat == chat).values(digest_at=seconds(at)))

    async def stop_digest(self, tried: Group) -> None:
        """Let no digest come any more to where one was tried; one that was sent for elsewhere meanwhile still comes."""
        this = (groups.c.chat == tried.chat, groups.c.digest_chat == tried.digest_chat)
        async with self._database.changing() as connection:
            await connection.execute(update(groups).where(*this).values(NO_DIGEST))

    async def all(self) -> tuple[Group, ...]:
        """Return every group that something is kept of."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(groups).order_by(groups.c.chat))).mappings()
            return tuple(_group(dict(row)) for row in rows)

    async def left(self, chat: int, at: datetime) -> None:
        """Note that the bot is no longer in a group; its data stay for GRACE."""
        await self._alter(chat, {"left_at": func.coalesce(groups.c.left_at, seconds(at))})

    async def returned(self, chat: int, title: str) -> None:
        """Note that the bot is in a group, newly or again."""
        await self._alter(chat, {"left_at": None, "title": title})

    async def entitle(self, chat: int, title: str) -> None:
        """Note what a group that something is kept of is called now."""
        async with self._database.changing() as connection:
            await connection.execute(update(groups).where(groups.c.chat == chat).values(title=title))

    async def erase_left(self, now: datetime) -> tuple[int, ...]:
        """Erase every group that the bot left longer than GRACE ago, and return which."""
        async with self._database.changing() as connection:
            gone = select(groups.c.chat).where(groups.c.left_at < seconds(now - GRACE))
            chats = tuple((await connection.scalars(gone)).all())
            for table in OF_GROUPS:
                await connection.execute(delete(table).where(table.c.chat.in_(chats)))
            await connection.execute(update(people).where(people.c.connected.in_(chats)).values(connected=None))
        return chats

    async def move(self, old: int, new: int) -> bool:
        """Give all that belongs to a group to the supergroup that it became; False where that was done before."""
        async with self._database.changing() as connection:
            if await connection.scalar(select(moves.c.moved_to).where(moves.c.chat == old)):
                return False
            await connection.execute(
                select(groups.c.chat).where(groups.c.chat == old).with_for_update()
            )  # see queue_up
            await _let_go_of_messages(connection, old)
            await _make_room(connection, old, new)
            for table in OF_GROUPS:
                if table is not moves:
                    await connection.execute(update(table).where(table.c.chat == old).values(chat=new))
            for column in ALSO_NAMING:
                await connection.execute(update(column.table).where(column == old).values({column: new}))
            await connection.execute(insert(moves).values(chat=old, moved_to=new))
        return True

    async def where_now(self, chat: int) -> int:
        """Return the chat that a group is now: itself, or the supergroup that it became."""
        async with self._database.reading() as connection:
            return await as_now(connection, chat)

    async def editors(self, chat: int) -> tuple[Curator, ...]:
        """Return whom the owner named as editors, by name."""
        wanted = select(editors).where(editors.c.chat == chat).order_by(editors.c.name)
        async with self._database.reading() as connection:
            return tuple(Curator(row.person, row.name) for row in await connection.execute(wanted))

    async def name_editor(self, chat: int, editor: Curator, at: datetime) -> None:
        """Let a person edit."""
        async with self._database.changing() as connection:
            row = {"chat": chat, "person": editor.person, "name": editor.name, "at": seconds(at)}
            await put(connection, editors, row)

    async def dismiss_editor(self, chat: int, person: int) -> bool:
        """Let a person edit no longer; False where they did not."""
        async with self._database.changing() as connection:
            this = (editors.c.chat == chat, editors.c.person == person)
            return bool((await connection.execute(delete(editors).where(*this))).rowcount)

    async def _alter(self, chat: int, altered: Mapping[str, Any]) -> None:
        """Alter what is kept of a group; where nothing is, begin with this."""
        async with self._database.changing() as connection:
            await hold(connection, groups, {"chat": chat}, {})
            await connection.execute(update(groups).where(groups.c.chat == chat).values(**altered))


async def _let_go_of_messages(connection: AsyncConnection, old: int) -> None:
    """Name no message of a group by a number under which the supergroup has, or will have, another one.

    Votes below its answers still count, each under a number that no message has.
    """
    await connection.execute(update(changes).where(changes.c.chat == old).values(message=None))
    await connection.execute(update(waiting).where(waiting.c.chat == old).values(message=NO_MESSAGE, thread=None))
    await connection.execute(update(votes).where(votes.c.chat == old).values(message=-votes.c.message))
    await connection.execute(delete(replies).where(replies.c.chat == old))


async def _make_room(connection: AsyncConnection, old: int, new: int) -> None:
    """Let nothing that the supergroup began to keep before we were told stand in the way of what the group kept.

    Its changes go on counting after those of the group; of all else the group's own row stays.
    """
    last = await connection.scalar(select(func.max(changes.c.number)).where(changes.c.chat == old)) or 0
    await _count_on(connection, changes.c.number, new, last)
    await _count_on(connection, revisions.c.change, new, last)
    undone = update(changes).where(changes.c.chat == new)
    await connection.execute(undone.values(undone_by=changes.c.undone_by + last))
    await _count_together(connection, old, new)
    for table in OF_GROUPS:
        if table not in (moves, changes, revisions):
            await connection.execute(_doubles(table, old, new))


async def _count_on(connection: AsyncConnection, number: Column[int], chat: int, last: int) -> None:
    """Let the numbers of a chat follow `last`; by way of negative ones, since keys are compared row after row."""
    for counted in (-number - last, -number):
        await connection.execute(update(number.table).where(number.table.c.chat == chat).values({number: counted}))


async def _count_together(connection: AsyncConnection, old: int, new: int) -> None:
    """Let who waits in `new` for a question that `old` missed as well wait for that one, which alone is kept."""
    one, other = missed.alias(), missed.alias()
    same = (one.c.words == other.c.words, one.c.why == other.c.why, one.c.chat == new, other.c.chat == old)
    kept = select(other.c.id).where(*same, one.c.id == waiting.c.missed).scalar_subquery()
    await connection.execute(update(waiting).where(waiting.c.chat == new, kept.is_not(None)).values(missed=kept))
    double = select(one.c.id).where(*same)
    await connection.execute(delete(missed).where(missed.c.chat == new, missed.c.id.in_(double)))


def _doubles(table: Table, old: int, new: int) -> Any:
    """Return what deletes the rows of `new` whose key would be that of a row of `old`."""
    other = table.alias()
    rest = [column.name for column in table.primary_key.columns if column.name != "chat"]
    same = [table.c[name] == other.c[name] for name in rest]
    return delete(table).where(
        table.c.chat == new, select(other.c.chat).where(and_(other.c.chat == old, *same)).exists()
    )


def _group(row: dict[str, Any]) -> Group:
    times = {name: moment(row[name]) if row[name] is not None else None for name in ("left_at", "digest_at")}
    return Group(**{**row, **times})


def _values(group: Group) -> dict[str, Any]:
    times = {
        name: seconds(at) if at else None for name, at in (("left_at", group.left_at), ("digest_at", group.digest_at))
    }
    return {name: getattr(group, name) for name in group.__slots__} | times
