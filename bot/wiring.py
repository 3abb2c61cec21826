"""Builds the running bot: the one place that knows how the parts fit."""

from datetime import datetime
from typing import NamedTuple

from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest, HTTPXRequest

from bot.limiting import AT_ONCE
from bot.moving import NoticingLimiter
from bot.ordering import OrderedByChat
from bot.polling import PollingRequest
from bot.settings import TELEGRAM
from handlers.context import App, Context, Services
from handlers.moving import move
from handlers.rights import Rights
from handlers.routes import FIRST, ON_ERROR, ROUTES
from knowledge import Library
from knowledge.storage import Libraries, Storage

READ_TIMEOUT_S = 20  # a slow answer is better waited for than sent twice
POOL_TIMEOUT_S = 30  # a reply waits for a free connection; after the default second it would be lost


class Wires(NamedTuple):
    """How the bot calls Telegram and asks it for updates; without `polling`, updates are handed to it."""

    calls: BaseRequest
    polling: BaseRequest | None = None
    api_url: str = TELEGRAM


def wires_to_telegram(api_url: str) -> tuple[Wires, PollingRequest]:
    """Return the wires to a Bot API server, and the polling one by itself, since it knows when the token is refused."""
    calls = HTTPXRequest(AT_ONCE * 2, read_timeout=READ_TIMEOUT_S, pool_timeout=POOL_TIMEOUT_S)
    polling = PollingRequest()
    return Wires(calls, polling, api_url), polling


def build_application(token: str, library: Library, storage: Storage, wires: Wires) -> App:
    """Return the application with every handler; without polling it is not throttled either."""

    async def on_move(old: int, new: int) -> None:
        await move(old, new, application.bot_data)

    application = _application(token, wires, NoticingLimiter(on_move, throttled=wires.polling is not None))
    _fill(application.bot_data, library, storage)
    application.add_handler(FIRST, group=-1)
    application.add_handlers(list(ROUTES))
    application.add_error_handler(ON_ERROR)
    return application


def _application(token: str, wires: Wires, limiter: NoticingLimiter) -> App:
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{wires.api_url.rstrip('/')}/bot")
        .base_file_url(f"{wires.api_url.rstrip('/')}/file/bot")
        .request(wires.calls)
        .get_updates_request(wires.polling or wires.calls)  # else one more is made, which reads all certificates anew
        .rate_limiter(limiter)
        .context_types(ContextTypes(context=Context, bot_data=Services))
        .concurrent_updates(OrderedByChat())
    )
    return (builder if wires.polling else builder.updater(None)).build()


def _fill(services: Services, library: Library, storage: Storage) -> None:
    services.storage = storage
    services.libraries = Libraries(library, storage)
    services.clock = _now
    services.at_work = set()
    services.rights = Rights(storage.groups, lambda: services.now)


def _now() -> datetime:
    """Return the present time, in the time zone of this machine."""
    return datetime.now().astimezone()
