"""Commands: each reads who asks, renders a page and sends it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from telegram import Update
from telegram.constants import ChatType

from handlers.browsing import render_quotes, render_sources, render_topics
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.connecting import PREFIX, follow_link
from handlers.entries import render_entry
from handlers.informing import render_about, render_languages, render_welcome
from handlers.knowing import known_in, under_title
from handlers.markup import paragraph
from handlers.privacy import render_privacy
from handlers.reading import is_from_a_person, place_of
from handlers.replies import Reply
from handlers.sending import send
from handlers.speaking import language_for
from knowledge import Knowledge

Page = Callable[[Knowledge, str], Reply]  # what the chat knows, and a language -> what to send
Notice = Callable[[str], Reply]  # a language -> what to send, whatever is known


async def start(update: Update, context: Context) -> None:
    """Welcome a newcomer, or do what a deep link is for: show an entry, connect to a group."""
    message, wanted = update.effective_message, " ".join(context.args or [])
    if message and message.chat.type == ChatType.PRIVATE and wanted.startswith(PREFIX):
        await follow_link(wanted.removeprefix(PREFIX), message, context)
        return
    page = partial(_linked_entry, wanted, context.services.today) if wanted else render_welcome
    await show(page, update, context)


async def show(page: Page, update: Update, context: Context) -> None:
    """Send a page of what is known in the chat, in the language of the person who asks for it."""
    message = update.effective_message
    if message and is_from_a_person(message, context.bot.bot):
        known = await known_in(message.chat_id, context)
        language = await language_for(message.from_user, context.services)
        await send(context.bot, under_title(page(known.knowledge, language), known.title), place_of(message))


async def tell(notice: Notice, update: Update, context: Context) -> None:
    """Send what is the same whatever is known, in the language of the person who asks for it."""
    message = update.effective_message
    if message and is_from_a_person(message, context.bot.bot):
        language = await language_for(message.from_user, context.services)
        await send(context.bot, notice(language), place_of(message))


def _linked_entry(id_: str, today: date, knowledge: Knowledge, language: str) -> Reply:
    entry = knowledge.entry(id_)
    if entry:
        return render_entry(entry, knowledge, language, today)
    gone = paragraph(catalogue(language).say("This link leads to an answer that is no longer here."))
    welcome = render_welcome(knowledge, language)
    return Reply(welcome.language, (gone, *welcome.paragraphs), welcome.buttons)


def unknown(language: str) -> Reply:
    """Return the reply to a command that there is not."""
    said = catalogue(language).say("I do not know that command. /help shows those that I know.")
    return Reply(language, (paragraph(said),))


PAGES: dict[str, Page] = {
    "topics": render_topics,
    "sources": render_sources,
    "quotes": render_quotes,
    "about": render_about,
}
NOTICES: dict[str, Notice] = {"privacy": render_privacy, "language": render_languages}
