"""What an update orders is done once: whatever it changes is written together with a note that it came.

Telegram delivers an update again where the bot died before it acknowledged it. Noted any sooner, an order could be
lost; any later, it could be carried out twice.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.storage.database import Database
from knowledge.storage.putting import put
from knowledge.storage.tables import handled
from knowledge.storage.values import Order, seconds

KEPT = timedelta(days=2)  # Telegram delivers nothing that is older than a day; after a week the numbers start anew


async def note(connection: AsyncConnection, chat: int, order: Order | None) -> None:
    """Note, within the transaction that it brings about, that an order changes something of a chat."""
    if order is not None:
        await put(connection, handled, {"chat": chat, "update_id": order.update, "at": seconds(order.at)})


async def forget_updates(database: Database, now: datetime) -> None:
    """Forget the updates that cannot come again."""
    async with database.changing() as connection:
        await connection.execute(delete(handled).where(handled.c.at < seconds(now - KEPT)))
