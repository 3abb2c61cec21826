"""Which language a reply is in: the question's, else the one that the person chose, else the client's, else English."""

from telegram import User

from handlers.catalogues import FALLBACK, LANGUAGES
from handlers.context import Services


def reply_language(asked_in: str | None, chosen: str | None, client: str | None) -> str:
    """Return the first of these languages that is spoken here; of a client's "ru-RU" the "ru" counts."""
    wanted = (asked_in, chosen, (client or "").partition("-")[0].lower())
    return next((language for language in wanted if language in LANGUAGES), FALLBACK) or FALLBACK


async def language_for(person: User | None, services: Services) -> str:
    """Return the language for a person who wrote no question: the chosen one, else the client's."""
    chosen = await services.storage.memory.language_of(person.id) if person else None
    return reply_language(None, chosen, person.language_code if person else None)
