"""Reply -> Telegram: the only calls to the Bot API, and what its refusals mean."""

import logging
from dataclasses import replace

from telegram import (
    BotCommand,
    BotCommandScope,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import CallbackQueryLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from handlers.buttons import Rows, to_data
from handlers.context import Bot
from handlers.reading import Place
from handlers.replies import Reply

log = logging.getLogger(__name__)

# Words of Telegram's refusals, in lower case, since the library changes their case.
NOTHING_TO_CHANGE = ("message is not modified",)
TOPIC_GONE = ("topic_closed", "topic_deleted", "message thread not found")
MAY_NOT_WRITE = (*TOPIC_GONE, "not enough rights", "chat not found", "chat_restricted", "chat_write_forbidden")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, reply: Reply, place: Place) -> int | None:
    """Send a reply below the message that it answers, and return its id; None where the chat does not let us write."""
    try:
        return await _send(bot, reply, place)
    except ChatMigrated as moved:
        return await _send(bot, reply, replace(place, chat_id=moved.new_chat_id, thread_id=None))
    except (BadRequest, Forbidden) as refusal:
        if place.thread_id and _says(refusal, TOPIC_GONE):
            return await send(bot, reply, replace(place, thread_id=None))
        if isinstance(refusal, BadRequest) and not _says(refusal, MAY_NOT_WRITE):
            raise
        log.warning("chat %s does not let us write: %s", place.chat_id, refusal.message)
        return None


async def try_to_edit(bot: Bot, reply: Reply, chat_id: int, message_id: int) -> bool:
    """Put a reply in place of a message of ours; False where that cannot be done."""
    try:
        await bot.edit_message_text(
            chat_id=chat_id,
            message_id=message_id,
            text=reply.html,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(reply.buttons),
            link_preview_options=NO_PREVIEW,
        )
    except (BadRequest, Forbidden) as refusal:
        if _says(refusal, NOTHING_TO_CHANGE):
            return True
        log.info("message %s of chat %s cannot be edited: %s", message_id, chat_id, refusal.message)
        return False
    return True


async def acknowledge(query: CallbackQuery, text: str = "", *, as_alert: bool = False) -> None:
    """Let the pressed button stop waiting, with a short notice if there is one; where that fails, the rest goes on."""
    try:
        await query.answer(text[: CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH] or None, show_alert=as_alert)
    except TelegramError as refusal:
        log.info("a press could not be acknowledged: %s", refusal.message)


async def set_commands(bot: Bot, names: dict[str, str], scope: BotCommandScope, language: str | None) -> None:
    """Set the command menu of a scope for clients of a language, or of any language."""
    commands = [BotCommand(name, about) for name, about in names.items()]
    await bot.set_my_commands(commands, scope=scope, language_code=language)


async def _send(bot: Bot, reply: Reply, place: Place) -> int:
    sent = await bot.send_message(
        chat_id=place.chat_id,
        text=reply.html,
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(reply.buttons),
        link_preview_options=NO_PREVIEW,
        message_thread_id=place.thread_id,
        reply_parameters=ReplyParameters(place.message_id, allow_sending_without_reply=True),
    )
    return sent.message_id


def _says(refusal: TelegramError, phrases: tuple[str, ...]) -> bool:
    return any(phrase in refusal.message.lower() for phrase in phrases)


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    keys = [[InlineKeyboardButton(button.text, callback_data=to_data(button.press)) for button in row] for row in rows]
    return InlineKeyboardMarkup(keys) if keys else None
