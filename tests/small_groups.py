"""Small groups for tests of what is kept: entries, who asks for a change, and all rows of a database."""

from datetime import UTC, datetime
from typing import Any

from small_packs import entry
from sqlalchemy import select

from knowledge import OwnEntry
from knowledge.storage import (
    Asking,
    Curation,
    Curator,
    Deed,
    Edit,
    Order,
    Standing,
    Storage,
    Verdict,
    Waiting,
    Why,
)
from knowledge.storage.migrating import plain_engine
from knowledge.storage.tables import metadata, votes

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
CHAT, OTHER = -1001500000123, -1001500000456
ASHA, BORIS = Curator(1002, "Asha"), Curator(1003, "Борис")
Rows = dict[str, set[str]]


def asking(deed: Deed = Deed.ADD, by: Curator = ASHA) -> Asking:
    """Return who asks for a change."""
    return Asking(by, deed, NOW, 77)


def own(id_: str, said: str = "At noon.") -> OwnEntry:
    """Return an entry of a group."""
    return OwnEntry(entry=entry(id_, f"When is {id_}?").model_copy(update={"answer": {"en": said}}))


def edit(id_: str, said: str = "At noon.", upon: int = 0) -> Edit:
    """Return an edit that lets an entry say something."""
    return Edit(id_, own(id_, said), upon=upon)


async def fill(storage: Storage, chat: int, said: str = "At noon.") -> None:
    """Let a group have something of everything that is kept."""
    await storage.groups.returned(chat, "Trade talk 🇮🇳")
    await storage.groups.name_editor(chat, BORIS, NOW)
    await storage.curation(chat).save([edit("lunch", said), Edit("pool", None, "closed")], asking())
    await storage.curation(chat).save([edit("lunch", f"{said} Обед", upon=1)], asking(Deed.EDIT))
    id_ = await storage.missing(chat).record("When is tea?", "en", Why.ABSTAINED, None, NOW)
    await storage.missing(chat).wait(id_, Waiting(1003, 5, None, "ru", NOW))
    await storage.missing(chat).disown(["Who won?"], NOW)
    await storage.proposals(chat, Order(100_000_001, NOW)).propose(1003, {"answer": "At five."}, NOW)
    await storage.drafts.begin(chat, 1002, chat, {"question": "When is \ud83d tea? 🫖"}, NOW)
    await storage.links.make(chat, "connect", NOW)
    await storage.memory.connect(1002, chat)
    await storage.memory.choose_language(1003, "hi")


async def standing_of(curation: Curation, id_: str) -> Standing | None:
    """Return how an entry of a group stands, or None."""
    return next((one for one in await curation.standings() if one.id == id_), None)


async def votes_on(storage: Storage, chat: int, entry: str) -> tuple[int, int]:
    """Return how many found an answer helpful in a chat, and how many did not."""
    wanted = select(votes.c.verdict).where(votes.c.chat == chat, votes.c.entry == entry)
    async with storage.database.reading() as connection:
        given = (await connection.scalars(wanted)).all()
    return given.count(Verdict.HELPFUL), len(given) - given.count(Verdict.HELPFUL)


def rows(url: str) -> Rows:
    """Return every row of every table."""
    with plain_engine(url) as engine, engine.connect() as connection:
        return {
            table.name: {_said(row) for row in connection.execute(select(table))} for table in metadata.sorted_tables
        }


def _said(row: Any) -> str:
    return repr(tuple(row))
