"""Deep links into a private chat: opaque tokens that expire, and that prove nothing about who follows them."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from knowledge.storage.database import Database
from knowledge.storage.tables import links
from knowledge.storage.values import seconds

VALID = timedelta(hours=24)
TOKEN_BYTES = 12  # 16 signs of the 64 that a link carries


class Links:
    """The links that were given out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def make(self, chat: int, purpose: str, at: datetime) -> str:
        """Return the token of a new link that leads to a group for a purpose."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        async with self._database.changing() as connection:
            await connection.execute(delete(links).where(links.c.at < seconds(at - VALID)))
            await connection.execute(insert(links).values(chat=chat, token=token, purpose=purpose, at=seconds(at)))
        return token

    async def follow(self, token: str, at: datetime) -> tuple[int, str] | None:
        """Return the group and the purpose of a link, None where there is none or it has expired."""
        wanted = select(links.c.chat, links.c.purpose).where(links.c.token == token, links.c.at >= seconds(at - VALID))
        async with self._database.reading() as connection:
            row = (await connection.execute(wanted)).first()
        return (row.chat, row.purpose) if row else None
