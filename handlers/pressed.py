"""A pressed button -> the chat that it is about."""

from telegram import CallbackQuery

from handlers.context import Context


async def chat_of(query: CallbackQuery, context: Context) -> int:
    """Return the chat of a button by the number that it has now: the button may stand in the group of before."""
    chat = query.message.chat.id if query.message else 0
    return chat if chat >= 0 else await context.services.storage.groups.where_now(chat)
