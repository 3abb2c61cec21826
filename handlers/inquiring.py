"""What is asked of Telegram, by calls that change nothing there: who rules a group, what a file holds."""

import logging

from telegram import ChatMemberAdministrator, ChatMemberOwner
from telegram.error import BadRequest, ChatMigrated, Forbidden

from handlers.bots import Bot

log = logging.getLogger(__name__)


async def administrators(bot: Bot, chat_id: int) -> dict[int, ChatMemberOwner | ChatMemberAdministrator] | None:
    """Return who rules a group, by their id; None where Telegram does not tell us."""
    try:
        ruling = await bot.get_chat_administrators(chat_id)
    except ChatMigrated as moved:
        return await administrators(bot, moved.new_chat_id)
    except (BadRequest, Forbidden) as refusal:
        log.info("who rules chat %s is not told: %s", chat_id, refusal.message)
        return None
    return {
        one.user.id: one
        for one in ruling
        if isinstance(one, ChatMemberOwner | ChatMemberAdministrator) and not one.user.is_bot
    }


async def content_of(bot: Bot, file_id: str) -> bytes:
    """Return what a file holds that somebody sent. Raises BadRequest where Telegram does not hand it out."""
    file = await bot.get_file(file_id)
    return bytes(await file.download_as_bytearray())
