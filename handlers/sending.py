"""Reply -> Telegram: all calls that make the Bot API do something, and what its refusals mean."""

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
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError, TimedOut

from handlers.bots import Bot
from handlers.buttons import Button, LinkButton, Rows, to_data
from handlers.reading import ANSWERS_NOTHING, Place
from handlers.replies import Reply

log = logging.getLogger(__name__)

# Words of Telegram's refusals, in lower case, since the library changes their case.
NOTHING_TO_CHANGE = ("message is not modified",)
TOPIC_GONE = ("topic_closed", "topic_deleted", "message thread not found")
MAY_NOT_WRITE = (*TOPIC_GONE, "not enough rights", "chat not found", "chat_restricted", "chat_write_forbidden")

NOT_QUOTED = ("quote_text_invalid", "quote not found")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, reply: Reply, place: Place) -> int | None:
    """Send a reply below the message that it answers, and return its id; None where the chat does not let us write."""
    try:
        return await _send(bot, reply, place)
    except ChatMigrated as moved:
        return await _send(bot, reply, _moved(moved))
    except (BadRequest, Forbidden) as refusal:
        if place.thread_id and _says(refusal, TOPIC_GONE):
            return await send(bot, reply, replace(place, thread_id=None))
        if place.quote and _says(refusal, NOT_QUOTED):
            return await send(bot, reply, replace(place, quote=""))
        if isinstance(refusal, BadRequest) and not _says(refusal, MAY_NOT_WRITE):
            raise
        log.warning("chat %s does not let us write: %s", place.chat_id, refusal.message)
        return None


async def try_to_edit(bot: Bot, reply: Reply, chat_id: int, message_id: int) -> bool:
    """Put a reply in place of a message of ours; False where that cannot be done.

    It never fails, since what is told so has been done already, and what follows must not be lost.
    """
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
    except TelegramError as failure:
        log.warning("message %s of chat %s could not be edited: %s", message_id, chat_id, failure.message)
        return isinstance(failure, TimedOut)  # which may have been carried out; a second message would be one too many
    return True


async def try_to_set_buttons(bot: Bot, rows: Rows, chat_id: int, message_id: int) -> bool:
    """Put other buttons below a message of ours; False where that cannot be done."""
    try:
        await bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=_keyboard(rows))
    except TelegramError as refusal:
        log.info("the buttons of message %s of chat %s stay: %s", message_id, chat_id, refusal.message)
        return False
    return True


async def send_file(bot: Bot, caption: Reply, name: str, data: bytes, place: Place) -> int | None:
    """Send a file below the message that asked for it, and return its id; None where the chat takes none."""
    try:
        sent = await bot.send_document(
            chat_id=place.chat_id,
            document=data,
            filename=name,
            caption=caption.html,
            parse_mode=ParseMode.HTML,
            message_thread_id=place.thread_id,
            reply_parameters=_answering(place),
        )
    except ChatMigrated as moved:
        return await send_file(bot, caption, name, data, _moved(moved))
    except (BadRequest, Forbidden) as refusal:
        if place.thread_id and _says(refusal, TOPIC_GONE):
            return await send_file(bot, caption, name, data, replace(place, thread_id=None))
        if isinstance(refusal, BadRequest) and not _says(refusal, MAY_NOT_WRITE):
            raise
        log.warning("chat %s does not let us send files: %s", place.chat_id, refusal.message)
        return None
    return sent.message_id


async def try_to_delete(bot: Bot, chat_id: int, message_id: int) -> bool:
    """Delete a message of ours; False where that cannot be done: it is gone, too old, or the line is down."""
    try:
        return await bot.delete_message(chat_id, message_id)
    except TelegramError as refusal:
        log.info("message %s of chat %s stays: %s", message_id, chat_id, refusal.message)
        return False


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
        disable_notification=reply.is_silent or None,
        reply_parameters=_answering(place),
    )
    return sent.message_id


def _moved(moved: ChatMigrated) -> Place:
    """Return the supergroup that a group became, where its messages have other numbers."""
    return Place(moved.new_chat_id, ANSWERS_NOTHING, None, is_private=False)


def _answering(place: Place) -> ReplyParameters | None:
    if place.message_id == ANSWERS_NOTHING:
        return None
    return ReplyParameters(place.message_id, allow_sending_without_reply=True, quote=place.quote or None)


def _says(refusal: TelegramError, phrases: tuple[str, ...]) -> bool:
    return any(phrase in refusal.message.lower() for phrase in phrases)


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    keys = [[_key(button) for button in row] for row in rows]
    return InlineKeyboardMarkup(keys) if keys else None


def _key(button: Button | LinkButton) -> InlineKeyboardButton:
    if isinstance(button, LinkButton):
        return InlineKeyboardButton(button.text, url=button.url)
    return InlineKeyboardButton(button.text, callback_data=to_data(button.press))
