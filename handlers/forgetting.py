"""/forgetme: after one press, nothing is kept under a person's id."""

from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from handlers.buttons import Press
from handlers.context import Context
from handlers.privacy import render_forgetting, render_forgotten, render_only_in_private
from handlers.reading import is_from_a_person, place_of
from handlers.sending import acknowledge, send, try_to_edit
from handlers.speaking import language_for


async def forget_me(update: Update, context: Context) -> None:
    """Ask once whether to erase what is kept of a person; in a group, say where to ask for it."""
    message = update.effective_message
    if message is None or not is_from_a_person(message, context.bot.bot):
        return
    language = await language_for(message.from_user, context.services)
    is_private = message.chat.type == ChatType.PRIVATE
    url = create_deep_linked_url(context.bot.username)
    reply = render_forgetting(language) if is_private else render_only_in_private(language, url)
    await send(context.bot, reply, place_of(message))


async def forget(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Erase what is kept of who pressed."""
    await context.services.storage.forget(query.from_user.id)
    await acknowledge(query)
    if query.message:
        reply = render_forgotten(wanted.language)
        await try_to_edit(context.bot, reply, query.message.chat.id, query.message.message_id)
