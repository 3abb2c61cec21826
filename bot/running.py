"""The bot in Telegram: start, poll until told to stop, end cleanly."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.memory import SqliteMemory
from bot.settings import SettingError, Settings
from bot.watching import watch
from bot.wiring import build_application
from handlers.context import App
from handlers.menus import set_menus
from knowledge import Library

log = logging.getLogger(__name__)

STOPPING = (signal.SIGINT, signal.SIGTERM)
LISTENED_TO = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
TRIES = 3  # to reach Telegram at the start
PATIENCE_S = 1.0  # before the second try; doubled before each further one


class UnreachableError(Exception):
    """Telegram cannot be reached; says where it was looked for, and what to check."""


async def run_bot(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM. Raises SettingError, PackError or UnreachableError where the bot cannot start."""
    if settings.telegram_token is None:
        raise SettingError("TELEGRAM_TOKEN is not set; get a token from @BotFather and put it into .env")
    library = Library(settings.pramana_knowledge)
    memory = SqliteMemory(settings.pramana_data / "pramana.sqlite3")
    token = settings.telegram_token.get_secret_value()
    application = build_application(token, library, memory, api_url=settings.telegram_api_url)
    try:
        async with _connected(application, settings.telegram_api_url), beside(watch(library)):
            await _poll(application)
    finally:
        memory.close()


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do some endless work beside the block, and end it with the block."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _connected(application: App, api_url: str) -> AsyncIterator[None]:
    try:
        await _initialize(application, api_url)
    except (SettingError, UnreachableError):
        await application.bot.request.shutdown()
        raise
    try:
        yield
    finally:
        await application.shutdown()


async def _initialize(application: App, api_url: str) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            await application.initialize()
        except InvalidToken:
            raise SettingError(f"TELEGRAM_TOKEN is not accepted by {api_url}; copy it again from @BotFather") from None
        except NetworkError as error:
            if attempt == TRIES:
                remedy = "check the network and TELEGRAM_API_URL"
                raise UnreachableError(f"{api_url} cannot be reached ({error.message}); {remedy}") from None
            log.warning("%s cannot be reached (%s); trying again", api_url, error.message)
            await asyncio.sleep(PATIENCE_S * 2 ** (attempt - 1))
        else:
            return


async def _poll(application: App) -> None:
    stopped = _stop_event()
    await application.start()
    if application.updater:
        await application.updater.start_polling(allowed_updates=LISTENED_TO)
    try:
        await _try_to_set_menus(application)
        log.info("@%s is listening; Ctrl-C ends it", application.bot.username)
        await stopped.wait()
    finally:
        log.info("stopping: what has come in is still answered")
        if application.updater:
            await application.updater.stop()
        await application.stop()


async def _try_to_set_menus(application: App) -> None:
    """Set the command menus; a bot without them still answers."""
    try:
        await set_menus(application.bot)
    except TelegramError as error:
        log.warning("the command menus could not be set: %s", error.message)


def _stop_event() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
