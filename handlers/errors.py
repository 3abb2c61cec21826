"""The one place where exceptions of handlers end: logged first, then apologised for."""

import logging

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, NetworkError, TelegramError

from handlers.catalogues import catalogue
from handlers.commands import language_of
from handlers.context import Context
from handlers.sending import apologise

log = logging.getLogger(__name__)


async def log_and_apologise(update: object, context: Context) -> None:
    """Log what went wrong, and tell the person who waits for an answer; never the text of a message."""
    number = update.update_id if isinstance(update, Update) else None
    log.error("update %s failed", number, exc_info=context.error)
    message = update.message if isinstance(update, Update) else None
    if message is None or not _is_waiting(message) or _is_wire_down(context.error):
        return
    sorry = catalogue(language_of(message, context.services)).say("Something went wrong on my side. Please ask again.")
    try:
        await apologise(context.bot, message, sorry)
    except TelegramError:
        log.exception("the apology failed as well")


def _is_waiting(message: Message) -> bool:
    """Tell whether somebody surely waits for a reply; what a group says among itself may have been no question."""
    return message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/")


def _is_wire_down(error: Exception | None) -> bool:
    """Tell whether an apology would fail as well; to python-telegram-bot a refused request is a network error too."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)
