"""Commands: each reads who asks, renders a page and sends it."""

from collections.abc import Callable
from functools import partial

from telegram import Message, Update

from handlers.browsing import render_quotes, render_sources, render_topics
from handlers.catalogues import catalogue
from handlers.context import Context, Services
from handlers.entries import render_entry
from handlers.informing import render_about, render_help, render_languages, render_privacy, render_welcome
from handlers.markup import paragraph
from handlers.reading import is_from_a_person, place_of
from handlers.replies import Reply
from handlers.sending import send
from handlers.speaking import reply_language

Page = Callable[[Services, str], Reply]  # the services and a language -> what to send


async def start(update: Update, context: Context) -> None:
    """Welcome a newcomer, or show the entry that a deep link leads to."""
    wanted = " ".join(context.args or [])
    await show(partial(_linked_entry, wanted) if wanted else _welcome, update, context)


async def show(page: Page, update: Update, context: Context) -> None:
    """Send a page in the language of the person who asks for it."""
    message = update.effective_message
    if message and is_from_a_person(message, context.bot.bot):
        await send(context.bot, page(context.services, language_of(message, context.services)), place_of(message))


def language_of(message: Message, services: Services) -> str:
    """Return the language of a person who wrote no question: the chosen one, else the client's."""
    person = message.from_user
    chosen = services.memory.language_of(person.id) if person else None
    return reply_language(None, chosen, person.language_code if person else None)


def _linked_entry(id_: str, services: Services, language: str) -> Reply:
    entry = services.knowledge.entry(id_)
    if entry:
        return render_entry(entry, services.knowledge, language, services.today())
    gone = paragraph(catalogue(language).say("This link leads to an answer that is no longer here."))
    welcome = _welcome(services, language)
    return Reply(welcome.language, (gone, *welcome.paragraphs), welcome.buttons)


def _welcome(services: Services, language: str) -> Reply:
    return render_welcome(services.knowledge, language)


def _unknown(_: Services, language: str) -> Reply:
    said = catalogue(language).say("I do not know that command. /help shows those that I know.")
    return Reply(language, (paragraph(said),))


PAGES: dict[str, Page] = {
    "topics": lambda services, language: render_topics(services.knowledge, language),
    "sources": lambda services, language: render_sources(services.knowledge, language),
    "quotes": lambda services, language: render_quotes(services.knowledge, language),
    "about": lambda services, language: render_about(services.knowledge, language),
    "help": lambda _, language: render_help(language),
    "privacy": lambda _, language: render_privacy(language),
    "language": lambda _, language: render_languages(language),
}
UNKNOWN: Page = _unknown
