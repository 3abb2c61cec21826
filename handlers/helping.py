"""/help: how to ask, and to curators what they can do besides, the daily things first."""

from telegram import CallbackQuery, Update

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.desk import behind_command
from handlers.curating.ordering import may_curate
from handlers.informing import render_curators_help, render_help
from handlers.reading import is_from_a_person, place_of
from handlers.sending import acknowledge, send, try_to_edit
from handlers.speaking import language_for

ALL = "all"  # behind /help


async def show_help(update: Update, context: Context) -> None:
    """Show how to ask; to curators the commands of every day, or behind /help all every command."""
    message = update.effective_message
    if message is None or not is_from_a_person(message, context.bot.bot):
        return
    language, curates = await language_for(message.from_user, context.services), await may_curate(message, context)
    wants_all = behind_command(message).lower() == ALL
    page = render_curators_help(language) if curates and not wants_all else render_help(language, curates=curates)
    await send(context.bot, page, place_of(message))


async def show_all_commands(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Show every command in place of the daily ones."""
    await acknowledge(query)
    if query.message:
        page = render_help(wanted.language, curates=True)
        await try_to_edit(context.bot, page, query.message.chat.id, query.message.message_id)
