"""The bot in Telegram: start, poll until told to stop, end cleanly."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.polling_errors import PollingErrors
from bot.scheduling import look_after
from bot.settings import SettingError, Settings
from bot.showing import progress
from bot.watching import watch
from bot.wiring import build_application, wires_to_telegram
from handlers.context import App
from handlers.menus import set_menus
from knowledge import Library
from knowledge.storage import Storage, open_storage
from knowledge.storage.holding import held

log = logging.getLogger(__name__)

STOPPING = (signal.SIGINT, signal.SIGTERM)
LISTENED_TO = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
]
TRIES = 3  # to reach Telegram at the start
DRAIN_S = 8.0  # for what has come in; supervisors commonly kill after ten seconds
PATIENCE_S = 1.0  # before the second try; doubled before each further one


class UnreachableError(Exception):
    """Telegram cannot be reached; says where it was looked for, and what to check."""


async def run_bot(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM. Raises SettingError, PackError or UnreachableError where the bot cannot start.

    Raises StorageError where the database cannot be opened, or another bot runs on it.
    """
    if settings.telegram_token is None:
        raise SettingError("TELEGRAM_TOKEN is not set; get a token from @BotFather and put it into .env")
    library = Library(settings.pramana_knowledge, settings.embedding, progress)
    log.info("judging questions %s", library.knowledge.judging)
    wires, polling = wires_to_telegram(settings.telegram_api_url)
    async with _kept(settings.database) as storage:
        token = settings.telegram_token.get_secret_value()
        application = build_application(token, library, storage, wires)
        async with _connected(application, wires.api_url), beside(watch(library)), beside(look_after(application)):
            await _poll(application, wires.api_url, polling.refused)


@asynccontextmanager
async def _kept(database: str) -> AsyncIterator[Storage]:
    """Give the storage to this bot alone: two would answer everything twice."""
    with held(database):
        storage = await open_storage(database)
        try:
            yield storage
        finally:
            await storage.close()


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do some work beside the block, and end it with the block."""
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
            raise _token_refused(api_url) from None
        except TelegramError as error:
            if attempt == TRIES:
                raise _unreachable(api_url, error) from None
            log.warning("%s cannot be reached (%s); trying again", api_url, error.message)
            await asyncio.sleep(PATIENCE_S * 2 ** (attempt - 1))
        else:
            return


async def _poll(application: App, api_url: str, refused: asyncio.Event) -> None:
    """Listen until told to stop, or no longer let in. Raises SettingError in the latter case."""
    stopped = _stop_event()
    try:
        await _start(application, api_url)
        async with beside(_try_to_set_menus(application)):
            log.info("@%s is listening; Ctrl-C ends it", application.bot.username)
            await _either(stopped, refused)
    finally:
        await _stop(application, stopped)
    if refused.is_set():
        raise _token_refused(api_url)


async def _start(application: App, api_url: str) -> None:
    await application.start()
    if application.updater:
        try:
            await application.updater.start_polling(allowed_updates=LISTENED_TO, error_callback=PollingErrors())
        except TelegramError as error:
            raise _unreachable(api_url, error) from None


async def _stop(application: App, stopped: asyncio.Event) -> None:
    """Answer what has come in, but no longer than a supervisor waits; a second signal ends the waiting."""
    log.info("stopping: what has come in is still answered")
    stopped.clear()
    draining = asyncio.ensure_future(_drain(application))
    again = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({draining, again}, timeout=DRAIN_S, return_when=asyncio.FIRST_COMPLETED)
    if not draining.done():
        log.warning("stopped before everything was answered")
    for task in (draining, again):
        task.cancel()
    await asyncio.gather(draining, again, return_exceptions=True)


async def _drain(application: App) -> None:
    if application.updater and application.updater.running:
        with suppress(TelegramError):  # why polling ended is known by now
            await application.updater.stop()
    if application.running:
        await application.stop()


async def _either(*events: asyncio.Event) -> None:
    waiting = {asyncio.create_task(event.wait()) for event in events}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


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


def _token_refused(api_url: str) -> SettingError:
    return SettingError(f"TELEGRAM_TOKEN is not accepted by {api_url}; copy it again from @BotFather")


def _unreachable(api_url: str, error: TelegramError) -> UnreachableError:
    return UnreachableError(f"{api_url} cannot be reached ({error.message}); check the network and TELEGRAM_API_URL")
