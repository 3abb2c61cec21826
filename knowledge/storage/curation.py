"""A group's entries and every change to them: each change is one transaction, and can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.storage.database import Database
from knowledge.storage.drafts import State
from knowledge.storage.missing import settle
from knowledge.storage.questions import Fate
from knowledge.storage.revising import queue_up, read_changes, read_standings, record
from knowledge.storage.tables import changes, entries, proposals, revisions
from knowledge.storage.values import (
    Asking,
    Change,
    DecidedMeanwhileError,
    Deed,
    Edit,
    EditedMeanwhileError,
    Revision,
    Standing,
    from_json,
    moment,
    seconds,
)

HOLDING = and_(changes.c.undone_by.is_(None), changes.c.deed != Deed.UNDO)


class Curation:
    """The entries of one group."""

    def __init__(self, database: Database, chat: int) -> None:
        self._database, self._chat = database, chat

    async def standings(self) -> tuple[Standing, ...]:
        """Return all entries of the group, the retired ones and those that hide one of the base among them."""
        async with self._database.reading() as connection:
            return tuple((await read_standings(connection, self._chat)).values())

    async def save(
        self, edits: Sequence[Edit], asking: Asking, *, accepting: int | None = None, settling: Sequence[int] = ()
    ) -> Change:
        """Carry out edits together, accept with them the proposal that they were made from, and settle what was missed.

        Raises EditedMeanwhileError where an entry is no longer as its editor saw it, and DecidedMeanwhileError where
        the proposal is no longer open; then nothing is saved.
        """
        async with self._database.changing() as connection:
            chat = await queue_up(connection, self._chat)
            if accepting is not None:
                await _accept(connection, chat, accepting)
            await settle(connection, chat, settling, Fate.ANSWERED)
            standing = await read_standings(connection, chat, [edit.id for edit in edits])
            _refuse_what_was_not_seen(edits, standing)
            after = [Standing(edit.id, edit.own, edit.retired) for edit in edits]
            altered = [Revision(one.id, standing.get(one.id), one) for one in after]
            return await record(connection, chat, asking, altered)

    async def last(self) -> Change | None:
        """Return the last change that still holds, which is the one to be taken back next; None if none does."""
        async with self._database.reading() as connection:
            return next(iter(await read_changes(connection, self._chat, HOLDING, limit=1)), None)

    async def undo(self, asking: Asking, only: int | None = None) -> tuple[Change, Change] | None:
        """Take back the last change that still holds; return that and the change that takes it back.

        None where there is none, or the last one is not the `only` one that may be taken back.
        """
        async with self._database.changing() as connection:
            chat = await queue_up(connection, self._chat)
            last = next(iter(await read_changes(connection, chat, HOLDING, limit=1)), None)
            if last is None or only not in (last.number, None):
                return None
            return last, await _revert(connection, chat, last, replace(asking, deed=Deed.UNDO))

    async def redo(self, number: int, asking: Asking) -> Change | None:
        """Let a change hold again that was taken back; None where it holds, or was put back before.

        Raises EditedMeanwhileError where an entry is no longer as it was left when the change was taken back.
        """
        async with self._database.changing() as connection:
            chat = await queue_up(connection, self._chat)
            taking_back = await _taking_back(connection, chat, number)
            if taking_back is None:
                return None
            standing = await read_standings(connection, chat, [one.entry for one in taking_back.revisions])
            _refuse_what_was_not_left_so(taking_back.revisions, standing)
            return await _revert(connection, chat, taking_back, replace(asking, deed=Deed.REDO))

    async def gone(self) -> tuple[Standing, ...]:
        """Return how the entries last stood that the group once kept, but keeps no longer."""
        kept = select(entries.c.id).where(entries.c.chat == self._chat)
        lost = (revisions.c.chat == self._chat, revisions.c.entry.not_in(kept))
        wanted = select(revisions).where(*lost).order_by(revisions.c.change)
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        stood = [from_json(row.entry, how) for row in rows for how in (row.before, row.after)]
        return tuple({one.id: one for one in stood if one}.values())

    async def history(self, entry: str, limit: int = 100) -> tuple[Change, ...]:
        """Return the changes of an entry, newest first, each with the revision of that entry alone."""
        concerned = select(revisions.c.change).where(revisions.c.chat == self._chat, revisions.c.entry == entry)
        async with self._database.reading() as connection:
            found = await read_changes(connection, self._chat, changes.c.number.in_(concerned), limit)
        return tuple(
            replace(change, revisions=tuple(one for one in change.revisions if one.entry == entry)) for change in found
        )

    async def last_changed(self, ids: Iterable[str]) -> dict[str, datetime]:
        """Return when entries of these ids were changed last; of those that never were, nothing."""
        this = (revisions.c.chat == self._chat, revisions.c.entry.in_(set(ids)))
        made = (changes.c.chat == self._chat, changes.c.number == revisions.c.change)
        wanted = select(revisions.c.entry, func.max(changes.c.at)).where(*this, *made).group_by(revisions.c.entry)
        async with self._database.reading() as connection:
            return {entry: moment(at) for entry, at in await connection.execute(wanted)}

    async def changes_by(self, person: int, limit: int = 100) -> tuple[Change, ...]:
        """Return what a person changed, newest first."""
        async with self._database.reading() as connection:
            return tuple(await read_changes(connection, self._chat, changes.c.person == person, limit))

    async def count_by_name(self, since: datetime) -> dict[str, int]:
        """Return how many changes were made after a moment, by the names of who made them, the busiest first."""
        made, last = func.count().label("made"), func.max(changes.c.number)
        new = select(changes.c.name, made).where(changes.c.chat == self._chat, changes.c.at > seconds(since))
        async with self._database.reading() as connection:
            found = await connection.execute(new.group_by(changes.c.name).order_by(made.desc(), last.desc()))
            return {row.name: row.made for row in found}

    async def latest(self, limit: int = 100) -> tuple[Change, ...]:
        """Return the latest changes, newest first."""
        async with self._database.reading() as connection:
            return tuple(await read_changes(connection, self._chat, changes.c.number > 0, limit))


async def _accept(connection: AsyncConnection, chat: int, proposal: int) -> None:
    this = (proposals.c.chat == chat, proposals.c.id == proposal, proposals.c.state == State.OPEN)
    if not (await connection.execute(update(proposals).where(*this).values(state=State.ACCEPTED))).rowcount:
        raise DecidedMeanwhileError


def _refuse_what_was_not_seen(edits: Iterable[Edit], standing: Mapping[str, Standing]) -> None:
    for edit in edits:
        now = standing.get(edit.id)
        if (now.revision if now else 0) != edit.upon:
            raise EditedMeanwhileError(edit.id, now)


def _refuse_what_was_not_left_so(left: Iterable[Revision], standing: Mapping[str, Standing]) -> None:
    for one in left:
        now = standing.get(one.entry)
        if _content(now) != _content(one.after):
            raise EditedMeanwhileError(one.entry, now)


def _content(standing: Standing | None) -> Standing | None:
    """Return how an entry stands, at whichever revision."""
    return replace(standing, revision=0) if standing else None


async def _taking_back(connection: AsyncConnection, chat: int, number: int) -> Change | None:
    """Return the change that took another one back, unless it was itself made up for since."""
    concerned = select(changes.c.undone_by).where(changes.c.chat == chat, changes.c.number == number)
    holds = and_(changes.c.number.in_(concerned), changes.c.undone_by.is_(None))
    return next(iter(await read_changes(connection, chat, holds, limit=1)), None)


async def _revert(connection: AsyncConnection, chat: int, change: Change, asking: Asking) -> Change:
    """Bring back how the entries of a change stood before it, and note which change did that."""
    standing = await read_standings(connection, chat, [one.entry for one in change.revisions])
    back = [Revision(one.entry, standing.get(one.entry), one.before) for one in change.revisions]
    made = await record(connection, chat, asking, back)
    at = and_(changes.c.chat == chat, changes.c.number == change.number)
    await connection.execute(update(changes).where(at).values(undone_by=made.number))
    return made
