"""What most tests need: the real application on the base pack, with the strict double in place of Telegram."""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from databases import Migrate, database_url, migrated_url, postgresql, postgresql_template, sqlite_template, sqlite_url
from hypothesis import settings
from small_packs import brief_pack, remembering
from telegram import Update
from telegram_double import Chat, Telegram, User
from telegram_wire import DirectWire

from bot.wiring import Wires, build_application
from handlers.context import App
from handlers.curating.alongside import ALONGSIDE
from knowledge import Library
from knowledge.packs.loading import BASE
from knowledge.storage import Libraries, open_storage
from knowledge.storage.migrating import migrate as migrate_database

__all__ = ["database_url", "migrated_url", "postgresql", "postgresql_template", "sqlite_template", "sqlite_url"]

Json = dict[str, Any]

# A slow machine is no bug, and what one run finds every run finds.
settings.register_profile("gate", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("gate")

NOW = datetime(2025, 12, 20, 12, 0, tzinfo=UTC)  # before any entry of the base pack is due for review


class RunningBot:
    """The application, the double that it talks to, and a person in a private chat and in a group with it."""

    def __init__(self, application: App, telegram: Telegram) -> None:
        self.application = application
        self.telegram = telegram
        self.asha: User = telegram.user("Asha")
        self.boris: User = telegram.user("Boris", language_code="ru")
        self.private: Chat = telegram.private(self.asha)
        self.group: Chat = telegram.group("Trade talk", members=[self.asha, self.boris])

    def learns(self, library: Library) -> None:
        """Let the bot answer from another base pack."""
        services = self.application.bot_data
        services.libraries = Libraries(library, services.storage)

    async def hears(self, update: Json) -> list[Json]:
        """Let the bot process an update to the end, and return the messages that it sent because of it."""
        before = {place_of(message) for message in self.telegram.sent}
        await self.takes(update)
        await self.rests()
        return [message for message in self.telegram.sent if place_of(message) not in before]

    async def takes(self, update: Json) -> None:
        """Let the bot process an update when it is its turn, as the running bot does."""
        application, taken = self.application, Update.de_json(update, self.application.bot)
        await application.update_processor.process_update(taken, application.process_update(taken))

    async def rests(self) -> None:
        """Wait until nothing goes on any more alongside the updates."""
        while going_on := [task for task in asyncio.all_tasks() if task.get_name() == ALONGSIDE]:
            await asyncio.wait(going_on)

    async def answers(self, text: str) -> Json:
        """Ask in the private chat, and return the one message that comes back."""
        (reply,) = await self.hears(self.telegram.say(self.private, self.asha, text))
        return reply

    def now(self, message: Json) -> Json:
        """Return a message of the bot as it stands now."""
        (found,) = (one for one in self.telegram.sent if place_of(one) == place_of(message))
        return found


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores, since many tests wait for another process or for a time to pass."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Spare the garbage collector all that was imported."""
    spare_the_collector()


def spare_the_collector() -> None:
    """Keep it from looking, again and again to the end, through what lasts as long."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def base_library() -> Library:
    """The base pack, indexed once, for what is about which question finds which entry."""
    made = Library(BASE)
    spare_the_collector()
    return made


@pytest.fixture(scope="session")
def library() -> Library:
    """The brief pack, indexed once; tests that change a pack make their own."""
    made = Library(brief_pack(), remembering())
    spare_the_collector()
    return made


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """The double; a request that Telegram's models do not know fails the test, even if the bot swallowed the error."""
    double = Telegram()
    yield double
    double.check()


@pytest.fixture(scope="session")
def migrate() -> Migrate:
    """What brings a database to the newest schema."""
    return migrate_database


@pytest.fixture
async def bot(telegram: Telegram, library: Library, sqlite_url: str) -> AsyncIterator[RunningBot]:
    """The running application on the base pack."""
    async with running(telegram, library, sqlite_url) as found:
        yield found


@pytest.fixture
async def kept_bot(telegram: Telegram, library: Library, migrated_url: str) -> AsyncIterator[RunningBot]:
    """The running application, once on SQLite and once on PostgreSQL."""
    async with running(telegram, library, migrated_url) as found:
        yield found


@asynccontextmanager
async def running(telegram: Telegram, library: Library, url: str) -> AsyncIterator[RunningBot]:
    """Let the application run on a library and a database."""
    storage = await open_storage(url)
    application = build_application(telegram.token, library, storage, Wires(DirectWire(telegram)))
    application.bot_data.clock = lambda: NOW
    async with application:
        await application.start()
        try:
            yield RunningBot(application, telegram)
        finally:
            await application.stop()
    await storage.close()


def place_of(message: Json) -> tuple[int, int]:
    """Return the chat and the number of a message, which together name it."""
    return message["chat"]["id"], message["message_id"]


def buttons_of(message: Json) -> list[str]:
    """Return the texts of the buttons below a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def entities_of(message: Json, kind: str) -> list[str]:
    """Return the pieces of a message's text that are of one kind: bold, blockquote, italic, text_link."""
    units = message["text"].encode("utf-16-le")
    found = (entity for entity in message.get("entities", []) if entity["type"] == kind)
    return [units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le") for one in found]


def shared(*parts: str) -> Path:
    """Return a path in the shared folder beside the project, skipping the test plainly if it is not there."""
    path = Path(__file__).parents[2].joinpath("shared", *parts)
    if not path.exists():
        pytest.skip(f"../shared/{'/'.join(parts)} is not here")
    return path


PYTHON = sys.executable
