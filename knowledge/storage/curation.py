"""A group's entries and every change to them: each change is one transaction, and can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Row, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.storage.database import Database
from knowledge.storage.tables import changes, entries, groups, revisions
from knowledge.storage.values import (
    Asking,
    Change,
    Curator,
    Deed,
    Edit,
    EditedMeanwhileError,
    Revision,
    Standing,
    from_json,
    moment,
    seconds,
    to_json,
)


class Curation:
    """The entries of one group."""

    def __init__(self, database: Database, chat: int) -> None:
        self._database, self._chat = database, chat

    async def standings(self) -> tuple[Standing, ...]:
        """Return all entries of the group, the retired ones and those that hide one of the base among them."""
        async with self._database.reading() as connection:
            return tuple((await _standings(connection, self._chat)).values())

    async def standing(self, id_: str) -> Standing | None:
        """Return how an entry of the group stands, or None."""
        async with self._database.reading() as connection:
            return (await _standings(connection, self._chat, [id_])).get(id_)

    async def save(self, edits: Sequence[Edit], asking: Asking) -> Change:
        """Carry out edits together. Raises EditedMeanwhileError where an entry is no longer as its editor saw it."""
        async with self._database.changing() as connection:
            await _queue_up(connection, self._chat)
            standing = await _standings(connection, self._chat, [edit.id for edit in edits])
            _refuse_what_was_not_seen(edits, standing)
            after = [Standing(edit.id, edit.own, edit.retired, edit.upon + 1) for edit in edits]
            altered = [Revision(one.id, standing.get(one.id), one) for one in after]
            return await _record(connection, self._chat, asking, altered)

    async def undo(self, asking: Asking) -> tuple[Change, Change] | None:
        """Take back the last change that still holds; return that and the change that takes it back, None if none."""
        async with self._database.changing() as connection:
            await _queue_up(connection, self._chat)
            holding = and_(changes.c.undone_by.is_(None), changes.c.deed != Deed.UNDO)
            last = await _changes(connection, self._chat, holding, limit=1)
            if not last:
                return None
            standing = await _standings(connection, self._chat, [one.entry for one in last[0].revisions])
            back = [_reverted(one, standing.get(one.entry)) for one in last[0].revisions]
            made = await _record(connection, self._chat, replace(asking, deed=Deed.UNDO), back)
            at = and_(changes.c.chat == self._chat, changes.c.number == last[0].number)
            await connection.execute(update(changes).where(at).values(undone_by=made.number))
            return last[0], made

    async def history(self, entry: str, limit: int = 100) -> tuple[Change, ...]:
        """Return the changes of an entry, newest first, each with the revision of that entry alone."""
        concerned = select(revisions.c.change).where(revisions.c.chat == self._chat, revisions.c.entry == entry)
        async with self._database.reading() as connection:
            found = await _changes(connection, self._chat, changes.c.number.in_(concerned), limit)
        return tuple(
            replace(change, revisions=tuple(one for one in change.revisions if one.entry == entry)) for change in found
        )

    async def changes_by(self, person: int, limit: int = 100) -> tuple[Change, ...]:
        """Return what a person changed, newest first."""
        async with self._database.reading() as connection:
            return tuple(await _changes(connection, self._chat, changes.c.person == person, limit))

    async def latest(self, limit: int = 100) -> tuple[Change, ...]:
        """Return the latest changes, newest first."""
        async with self._database.reading() as connection:
            return tuple(await _changes(connection, self._chat, changes.c.number > 0, limit))


def _refuse_what_was_not_seen(edits: Iterable[Edit], standing: Mapping[str, Standing]) -> None:
    for edit in edits:
        now = standing.get(edit.id)
        if (now.revision if now else 0) != edit.upon:
            raise EditedMeanwhileError(edit.id, now)


def _reverted(revision: Revision, now: Standing | None) -> Revision:
    """Return the revision that brings back how the entry stood; revisions only ever count up."""
    number = (now.revision if now else 0) + 1
    back = replace(revision.before, revision=number) if revision.before else None
    return Revision(revision.entry, now, back)


async def _queue_up(connection: AsyncConnection, chat: int) -> None:
    """Let changes of one group come one after another: PostgreSQL locks its row, SQLite locks as a whole anyway."""
    found = await connection.execute(select(groups.c.chat).where(groups.c.chat == chat).with_for_update())
    if found.first() is None:
        await connection.execute(insert(groups).values(chat=chat))


async def _standings(connection: AsyncConnection, chat: int, ids: Sequence[str] | None = None) -> dict[str, Standing]:
    wanted = select(entries).where(entries.c.chat == chat).order_by(entries.c.id)
    if ids is not None and len(ids) == 1:
        wanted = wanted.where(entries.c.id == ids[0])
    rows, sought = (await connection.execute(wanted)).mappings(), None if ids is None else set(ids)
    found = {row["id"]: from_json(row["id"], dict(row)) for row in rows if sought is None or row["id"] in sought}
    return {id_: standing for id_, standing in found.items() if standing}


async def _record(connection: AsyncConnection, chat: int, asking: Asking, altered: Sequence[Revision]) -> Change:
    """Write the entries as they are to stand, and the change with what was before."""
    last = await connection.scalar(select(func.max(changes.c.number)).where(changes.c.chat == chat))
    number = (last or 0) + 1
    await connection.execute(insert(changes).values(chat=chat, number=number, **_row(asking)))
    kept = [
        {"chat": chat, "change": number, "entry": one.entry, "before": to_json(one.before), "after": to_json(one.after)}
        for one in altered
    ]
    await connection.execute(insert(revisions), kept)
    await connection.execute(
        delete(entries).where(entries.c.chat == chat, entries.c.id.in_([r.entry for r in altered]))
    )
    standing = [{"chat": chat, "id": one.entry, **(to_json(one.after) or {})} for one in altered if one.after]
    if standing:
        await connection.execute(insert(entries), standing)
    return Change(number, asking, tuple(altered))


async def _changes(connection: AsyncConnection, chat: int, which: object, limit: int) -> list[Change]:
    wanted = select(changes).where(changes.c.chat == chat, which).order_by(changes.c.number.desc()).limit(limit)  # type: ignore[arg-type]
    rows = list(await connection.execute(wanted))
    altered: dict[int, list[Revision]] = {row.number: [] for row in rows}
    found = (
        select(revisions).where(revisions.c.chat == chat, revisions.c.change.in_(altered)).order_by(revisions.c.entry)
    )
    for row in await connection.execute(found):
        one = Revision(row.entry, from_json(row.entry, row.before), from_json(row.entry, row.after))
        altered[row.change].append(one)
    return [_change(row, altered[row.number]) for row in rows]


def _row(asking: Asking) -> dict[str, object]:
    return {
        "deed": asking.deed,
        "person": asking.by.person,
        "name": asking.by.name,
        "at": seconds(asking.at),
        "message": asking.message,
    }


def _change(row: Row[tuple[object, ...]], altered: Sequence[Revision]) -> Change:
    asking = Asking(Curator(row.person, row.name), Deed(row.deed), moment(row.at), row.message)
    return Change(row.number, asking, tuple(altered), row.undone_by)
