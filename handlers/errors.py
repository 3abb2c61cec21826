"""The one place where exceptions of handlers end: logged first, then apologised for."""

import logging

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, NetworkError

from handlers.catalogues import Catalogue, catalogue
from handlers.context import Context
from handlers.markup import paragraph
from handlers.reading import place_of, read_question
from handlers.replies import Reply
from handlers.sending import acknowledge, send
from handlers.speaking import reply_language

log = logging.getLogger(__name__)


async def log_and_apologise(update: object, context: Context) -> None:
    """Log what went wrong, and tell the person who waits for an answer; never the text of a message."""
    log.error("update %s failed", update.update_id if isinstance(update, Update) else None, exc_info=context.error)
    if not isinstance(update, Update) or is_wire_down(context.error):
        return
    try:
        await _apologise(update, context)
    except Exception:
        log.exception("the apology failed as well")


async def _apologise(update: Update, context: Context) -> None:
    person = update.effective_user
    words = catalogue(reply_language(None, None, person.language_code if person else None))
    if update.callback_query:
        await acknowledge(update.callback_query, _sorry(words), as_alert=True)
    elif update.message and _is_waiting(update.message, context):
        await send(context.bot, apology(words), place_of(update.message))


def apology(words: Catalogue) -> Reply:
    """Return what is said to who waits for what failed."""
    return Reply(words.language, (paragraph(_sorry(words)),))


def _sorry(words: Catalogue) -> str:
    return words.say("Something went wrong on my side. Please ask again.")


def _is_waiting(message: Message, context: Context) -> bool:
    """Tell whether somebody waits for a reply; what a group says among itself was no question."""
    return message.chat.type == ChatType.PRIVATE or read_question(message, context.bot.bot) is not None


def is_wire_down(error: Exception | None) -> bool:
    """Tell whether an apology would fail as well; to python-telegram-bot a refused request is a network error too."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)
