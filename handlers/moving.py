"""A group becomes a supergroup, with another id: what belongs to it goes along, once, whoever tells us first."""

import logging

from telegram import Update

from handlers.context import Context, Services

log = logging.getLogger(__name__)


async def follow_move(update: Update, context: Context) -> None:
    """Follow a group to its new id, as the message in the old group or the one in the new group names it."""
    message = update.effective_message
    if message and message.migrate_to_chat_id:
        await move(message.chat_id, message.migrate_to_chat_id, context.services)
    elif message and message.migrate_from_chat_id:
        await move(message.migrate_from_chat_id, message.chat_id, context.services)


async def move(old: int, new: int, services: Services) -> None:
    """Give what belongs to a group to the supergroup that it became; a second time does nothing."""
    if await services.storage.groups.move(old, new):
        log.info("group %s is now %s", old, new)
        for chat in (old, new):
            services.libraries.drop(chat)
            services.rights.forget(chat)
