"""Builds the running bot: the one place that knows how the parts fit."""

from datetime import date
from typing import NamedTuple

from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest, HTTPXRequest

from bot.limiting import AT_ONCE, PatientLimiter
from bot.ordering import OrderedByChat
from bot.polling import PollingRequest
from bot.settings import TELEGRAM
from handlers.context import App, Context, Services
from handlers.memory import Memory
from handlers.routes import ON_ERROR, ROUTES
from handlers.voting import Votes
from knowledge import Library

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


def build_application(token: str, library: Library, memory: Memory, wires: Wires) -> App:
    """Return the application with every handler; without polling it is not throttled either."""
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{wires.api_url.rstrip('/')}/bot")
        .base_file_url(f"{wires.api_url.rstrip('/')}/file/bot")
        .request(wires.calls)
        .rate_limiter(PatientLimiter(throttled=wires.polling is not None))
        .context_types(ContextTypes(context=Context, bot_data=Services))
        .concurrent_updates(OrderedByChat())
    )
    polling = wires.polling
    application: App = (builder.get_updates_request(polling) if polling else builder.updater(None)).build()
    _fill(application.bot_data, library, memory)
    application.add_handlers(list(ROUTES))
    application.add_error_handler(ON_ERROR)
    return application


def _fill(services: Services, library: Library, memory: Memory) -> None:
    services.library = library
    services.memory = memory
    services.votes = Votes()
    services.today = date.today
