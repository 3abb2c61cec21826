"""What is being written in a chat, and what members proposed: kept until it is saved, so that a restart loses none."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from knowledge.storage.database import Database
from knowledge.storage.moving import as_now
from knowledge.storage.once import note
from knowledge.storage.tables import drafts, proposals
from knowledge.storage.values import Order, moment, seconds

KEPT = timedelta(days=7)  # a draft that nobody went on with for so long is given up
IDS = 2**47  # a draft's id is drawn by lot: nobody guesses another one's


@dataclass(frozen=True, slots=True)
class Draft:
    """Something that a person writes for a group in the chat `home`; what `content` holds is its writer's affair."""

    chat: int
    id: int
    person: int
    home: int
    content: dict[str, Any]
    at: datetime


class State(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a member proposes to a group's admins; `person` is None once forgotten."""

    chat: int
    id: int
    person: int | None
    content: dict[str, Any]
    state: State
    at: datetime


class Drafts:
    """What is being written, in all chats; an order that changes any of it is noted, see `once`."""

    def __init__(self, database: Database, order: Order | None = None) -> None:
        self._database, self._order = database, order

    def changed_by(self, order: Order | None) -> "Drafts":
        """Return the same, to be changed by an order."""
        return Drafts(self._database, order)

    async def begin(self, chat: int, person: int, home: int, content: dict[str, Any], at: datetime) -> Draft:
        """Keep a new draft; where a group moved meanwhile, its buttons will stand in what it became."""
        async with self._database.changing() as connection:
            group, there = await as_now(connection, chat), await as_now(connection, home)
            draft = Draft(group, secrets.randbelow(IDS) + 1, person, there, content, at)
            await note(connection, group, self._order)
            await connection.execute(insert(drafts).values(**_row(draft)))
        return draft

    async def keep(self, draft: Draft, content: dict[str, Any], at: datetime) -> Draft:
        """Keep a draft as it has become; one that was ended meanwhile stays ended."""
        async with self._database.changing() as connection:
            group = await as_now(connection, draft.chat)
            this = (drafts.c.chat == group, drafts.c.id == draft.id)
            await note(connection, group, self._order)
            await connection.execute(update(drafts).where(*this).values(content=content, at=seconds(at)))
        return replace(draft, chat=group, content=content, at=at)

    async def in_chat(self, home: int, id_: int) -> Draft | None:
        """Return the draft of this id that is written in this chat, or None."""
        wanted = select(drafts).where(drafts.c.home == home, drafts.c.id == id_)
        async with self._database.reading() as connection:
            row = (await connection.execute(wanted)).first()
        return _draft(row) if row else None

    async def of(self, home: int, person: int) -> tuple[Draft, ...]:
        """Return what a person writes in a chat, newest first."""
        wanted = select(drafts).where(drafts.c.home == home, drafts.c.person == person).order_by(drafts.c.at.desc())
        async with self._database.reading() as connection:
            return tuple(_draft(row) for row in await connection.execute(wanted))

    async def give_up(self, now: datetime) -> None:
        """Drop what nobody went on with for so long that it counts as given up."""
        async with self._database.changing() as connection:
            await connection.execute(delete(drafts).where(drafts.c.at < seconds(now - KEPT)))

    async def end(self, draft: Draft) -> bool:
        """Drop a draft; False where somebody ended it before."""
        async with self._database.changing() as connection:
            group = await as_now(connection, draft.chat)
            this = (drafts.c.chat == group, drafts.c.id == draft.id)
            await note(connection, group, self._order)
            return (await connection.execute(delete(drafts).where(*this))).rowcount > 0


class Proposals:
    """What members proposed to the admins of one group; the order that proposes something is noted, see `once`."""

    def __init__(self, database: Database, chat: int, order: Order | None = None) -> None:
        self._database, self._chat, self._order = database, chat, order

    async def propose(self, person: int | None, content: dict[str, Any], at: datetime) -> Proposal:
        """Keep a new proposal."""
        async with self._database.changing() as connection:
            chat = await as_now(connection, self._chat)
            made = Proposal(chat, secrets.randbelow(IDS) + 1, person, content, State.OPEN, at)
            row = {"chat": chat, "id": made.id, "person": person, "content": content}
            await note(connection, chat, self._order)
            await connection.execute(insert(proposals).values(**row, state=made.state, at=seconds(at)))
        return made

    async def get(self, id_: int) -> Proposal | None:
        """Return a proposal, or None."""
        wanted = select(proposals).where(proposals.c.chat == self._chat, proposals.c.id == id_)
        async with self._database.reading() as connection:
            row = (await connection.execute(wanted)).first()
        return _proposal(row) if row else None

    async def open(self) -> tuple[Proposal, ...]:
        """Return what is still to be decided, oldest first."""
        wanted = select(proposals).where(proposals.c.chat == self._chat, proposals.c.state == State.OPEN)
        async with self._database.reading() as connection:
            return tuple(_proposal(row) for row in await connection.execute(wanted.order_by(proposals.c.at)))

    async def decide(self, id_: int, state: State) -> bool:
        """Decide on an open proposal; False where that was done before."""
        this = (proposals.c.chat == self._chat, proposals.c.id == id_, proposals.c.state == State.OPEN)
        async with self._database.changing() as connection:
            return (await connection.execute(update(proposals).where(*this).values(state=state))).rowcount > 0

    async def keep(self, proposal: Proposal, content: dict[str, Any]) -> None:
        """Keep a proposal as it has become."""
        this = (proposals.c.chat == self._chat, proposals.c.id == proposal.id)
        async with self._database.changing() as connection:
            await connection.execute(update(proposals).where(*this).values(content=content))

    async def withdraw(self, id_: int) -> None:
        """Forget a proposal that nobody was shown."""
        async with self._database.changing() as connection:
            await connection.execute(delete(proposals).where(proposals.c.chat == self._chat, proposals.c.id == id_))

    async def made_since(self, person: int, since: datetime) -> int:
        """Return how many proposals a person made in this group since then."""
        wanted = select(func.count()).where(
            proposals.c.chat == self._chat, proposals.c.person == person, proposals.c.at >= seconds(since)
        )
        async with self._database.reading() as connection:
            return await connection.scalar(wanted) or 0


def _row(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__slots__} | {"at": seconds(draft.at)}


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.chat, row.id, row.person, row.home, row.content, moment(row.at))


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(row.chat, row.id, row.person, row.content, State(row.state), moment(row.at))
