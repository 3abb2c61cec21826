"""A chat -> the chat that it is by now, within the transaction that changes something of it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.storage.tables import moves


async def as_now(connection: AsyncConnection, chat: int) -> int:
    """Return the supergroup that a group became, or the chat itself: it may have moved since somebody read its number.

    What is written under the number of before would be lost, as a group is moved once.
    """
    return await connection.scalar(select(moves.c.moved_to).where(moves.c.chat == chat)) or chat
