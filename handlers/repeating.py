"""An update that comes again, as the bot died before it acknowledged it: answered, and not carried out twice."""

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.speakers import speaker_of
from handlers.markup import paragraph
from handlers.reading import place_of
from handlers.replies import Reply
from handlers.sending import acknowledge, send
from handlers.speaking import language_for
from knowledge.storage import Curator


async def pass_over_what_is_done(update: Update, context: Context) -> None:
    """Tell who waits that their order has been carried out before. Raises ApplicationHandlerStop where it has been."""
    if not await context.services.storage.memory.has_done(update.update_id):
        return
    if update.callback_query:
        words = catalogue(await language_for(update.effective_user, context.services))
        await acknowledge(update.callback_query, words.say("This has been dealt with already."), as_alert=True)
    elif update.message:
        await _say_it_is_done(update.message, context)
    raise ApplicationHandlerStop


async def _say_it_is_done(message: Message, context: Context) -> None:
    person = message.from_user if isinstance(speaker_of(message), Curator) else None
    words = catalogue(await language_for(person, context.services))
    said = words.say("This reached me a second time. I did it the first time, and not again.")
    await send(context.bot, Reply(words.language, (paragraph(said),), is_silent=True), place_of(message))
