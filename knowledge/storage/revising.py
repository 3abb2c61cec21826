"""Changes of a group's entries <-> rows: one after another, each with how its entries stood before and after."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.storage.moving import as_now
from knowledge.storage.once import note
from knowledge.storage.putting import hold
from knowledge.storage.tables import changes, drafts, entries, groups, revisions
from knowledge.storage.values import (
    Asking,
    Change,
    Curator,
    Deed,
    Revision,
    Standing,
    from_json,
    moment,
    seconds,
    to_json,
)


async def queue_up(connection: AsyncConnection, chat: int) -> int:
    """Let changes of one group come one after another, and return the chat that the group is by now.

    PostgreSQL locks its row, SQLite locks as a whole anyway.
    """
    await hold(connection, groups, {"chat": chat}, {})
    now = await as_now(connection, chat)
    if now != chat:
        await connection.execute(delete(groups).where(groups.c.chat == chat))
        await hold(connection, groups, {"chat": now}, {})
    return now


async def read_standings(
    connection: AsyncConnection, chat: int, ids: Sequence[str] | None = None
) -> dict[str, Standing]:
    """Return how the entries of a group stand, or those of these ids, by their ids."""
    wanted = select(entries).where(entries.c.chat == chat).order_by(entries.c.id)
    if ids is not None and len(ids) == 1:
        wanted = wanted.where(entries.c.id == ids[0])
    rows, sought = (await connection.execute(wanted)).mappings(), None if ids is None else set(ids)
    found = {row["id"]: from_json(row["id"], dict(row)) for row in rows if sought is None or row["id"] in sought}
    return {id_: standing for id_, standing in found.items() if standing}


async def record(connection: AsyncConnection, chat: int, asking: Asking, altered: Sequence[Revision]) -> Change:
    """Write the entries as they are to stand, and the change with what was before; what asked for it is over.

    The number of the change is the revision of all that it leaves standing: no other is ever given it.
    """
    await _end_what_asked(connection, chat, asking)
    last = await connection.scalar(select(func.max(changes.c.number)).where(changes.c.chat == chat))
    number = (last or 0) + 1
    altered = [replace(one, after=replace(one.after, revision=number) if one.after else None) for one in altered]
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


async def _end_what_asked(connection: AsyncConnection, chat: int, asking: Asking) -> None:
    await note(connection, chat, asking.order)
    if asking.draft is not None:
        await connection.execute(delete(drafts).where(drafts.c.chat == chat, drafts.c.id == asking.draft))


async def read_changes(connection: AsyncConnection, chat: int, which: object, limit: int) -> list[Change]:
    """Return the changes of a group to which a condition applies, newest first."""
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
