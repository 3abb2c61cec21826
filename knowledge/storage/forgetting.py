"""Erases a person's traces; what they wrote into a group's entries stays, without their name."""

from sqlalchemy import delete, update

from knowledge.storage.database import Database
from knowledge.storage.groups import NO_DIGEST
from knowledge.storage.tables import changes, drafts, editors, groups, people, proposals, replies, votes, waiting
from knowledge.storage.values import SOMEBODY


async def forget(database: Database, person: int) -> None:
    """Erase everything that is kept under a person's id, in all groups."""
    async with database.changing() as connection:
        for table in (people, drafts, editors, votes, waiting):
            await connection.execute(delete(table).where(table.c.person == person))
        await connection.execute(delete(replies).where(replies.c.chat == person))  # of their private chat
        await connection.execute(update(proposals).where(proposals.c.person == person).values(person=None))
        anonymous = update(changes).where(changes.c.person == person).values(person=None, name=SOMEBODY)
        await connection.execute(anonymous)
        await connection.execute(update(groups).where(groups.c.digest_chat == person).values(NO_DIGEST))
