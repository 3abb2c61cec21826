"""All that is kept, by what it is about."""

from datetime import datetime

from knowledge.storage.curation import Curation
from knowledge.storage.database import Database, open_database
from knowledge.storage.drafts import Drafts, Proposals
from knowledge.storage.forgetting import forget
from knowledge.storage.groups import Groups
from knowledge.storage.links import Links
from knowledge.storage.memory import Memory
from knowledge.storage.missing import Missing, awaited, expire
from knowledge.storage.once import forget_updates
from knowledge.storage.values import Order


class Storage:
    """An open database. What belongs to one group is reached only by naming the group."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.groups = Groups(database)
        self.memory = Memory(database)
        self.drafts = Drafts(database)
        self.links = Links(database)

    def curation(self, chat: int) -> Curation:
        """Return the entries of a group."""
        return Curation(self.database, chat)

    def missing(self, chat: int) -> Missing:
        """Return what a group missed."""
        return Missing(self.database, chat)

    def proposals(self, chat: int, order: Order | None = None) -> Proposals:
        """Return what members proposed to a group's admins, to be added to by an order."""
        return Proposals(self.database, chat, order)

    async def forget(self, person: int) -> None:
        """Erase everything that is kept under a person's id."""
        await forget(self.database, person)

    async def awaited(self) -> tuple[int, ...]:
        """Return the groups in which somebody waits for an answer."""
        return await awaited(self.database)

    async def tidy(self, now: datetime) -> tuple[int, ...]:
        """Erase what has been kept long enough, and return the groups that were erased whole."""
        await expire(self.database, now)
        await self.drafts.give_up(now)
        await self.memory.forget_replies(now)
        await forget_updates(self.database, now)
        return await self.groups.erase_left(now)

    async def close(self) -> None:
        """Close the database."""
        await self.database.close()


async def open_storage(url: str) -> Storage:
    """Open the database at a URL, its tables brought up to date. Raises StorageError where that cannot be."""
    return Storage(await open_database(url))
