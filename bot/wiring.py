"""Builds the running bot from its settings: the one place that knows how the parts fit."""

from datetime import date

from telegram.ext import AIORateLimiter, ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest, HTTPXRequest

from bot.ordering import AT_ONCE, OrderedByChat
from handlers.context import App, Context, Services
from handlers.memory import Memory
from handlers.routes import ON_ERROR, ROUTES
from handlers.voting import Votes
from knowledge import Library

TELEGRAM = "https://api.telegram.org"
POOL_TIMEOUT_S = (
    30  # a reply waits for a free connection rather than being lost, as it would be after the default second
)
RETRIES_WHEN_FLOODED = 3  # Telegram says how long to wait; python-telegram-bot would give up at once


def build_application(
    token: str, library: Library, memory: Memory, *, api_url: str = TELEGRAM, wire: BaseRequest | None = None
) -> App:
    """Return the application with every handler. A `wire` takes the place of Telegram: no polling, no throttling."""
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url.rstrip('/')}/bot")
        .base_file_url(f"{api_url.rstrip('/')}/file/bot")
        .request(wire or HTTPXRequest(connection_pool_size=AT_ONCE * 2, pool_timeout=POOL_TIMEOUT_S))
        .rate_limiter(_unthrottled() if wire else AIORateLimiter(max_retries=RETRIES_WHEN_FLOODED))
        .context_types(ContextTypes(context=Context, bot_data=Services))
        .concurrent_updates(OrderedByChat())
    )
    application: App = builder.updater(None).build() if wire else builder.build()
    _fill(application.bot_data, library, memory)
    application.add_handlers(list(ROUTES))
    application.add_error_handler(ON_ERROR)
    return application


def _unthrottled() -> AIORateLimiter:
    return AIORateLimiter(
        overall_max_rate=0,
        overall_time_period=0,
        group_max_rate=0,
        group_time_period=0,
        max_retries=RETRIES_WHEN_FLOODED,
    )


def _fill(services: Services, library: Library, memory: Memory) -> None:
    services.library = library
    services.memory = memory
    services.votes = Votes()
    services.today = date.today
