"""Which language a reply is in: the question's, else the one that the person chose, else the client's, else English."""

from handlers.catalogues import FALLBACK, LANGUAGES


def reply_language(asked_in: str | None, chosen: str | None, client: str | None) -> str:
    """Return the first of these languages that is spoken here; of a client's "ru-RU" the "ru" counts."""
    wanted = (asked_in, chosen, (client or "").partition("-")[0].lower())
    return next((language for language in wanted if language in LANGUAGES), FALLBACK) or FALLBACK
