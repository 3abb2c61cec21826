"""OwnEntry -> its fields as a curator reads them: each by its name, with the texts that it holds. Pure."""

from collections.abc import Iterator, Mapping

from handlers.catalogues import LANGUAGES, Catalogue
from handlers.evidence import status_name
from knowledge import Entry, OwnEntry, Quote, Source, in_language

Fields = Mapping[str, tuple[str, ...]]


def fields_of(own: OwnEntry | None, words: Catalogue) -> Fields:
    """Return what an entry says, by the names of its fields in the order of reading; nothing of no entry."""
    return dict(_fields(own, words)) if own else {}


def _fields(own: OwnEntry, words: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    entry = own.entry
    yield from _by_language(words.say("Question"), entry.question)
    yield from _by_language(words.say("Answer"), entry.answer)
    yield from ((_in(words.say("Phrasings"), tag), texts) for tag, texts in entry.phrasings.items())
    yield words.say("Quotes"), tuple(_quote(quote, words) for quote in entry.quotes)
    yield words.say("Sources"), tuple(_source(source, words) for source in own.sources)
    yield from _standing(entry, words)


def _by_language(name: str, texts: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((_in(name, language), (text,)) for language, text in texts.items())


def _in(name: str, language: str) -> str:
    return f"{name} ({LANGUAGES.get(language, language)})"


def _standing(entry: Entry, words: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    if entry.status:
        yield words.say("Status"), (status_name(entry.status, words),)
    if entry.as_of:
        yield words.say("As of"), (words.date(entry.as_of),)
    if entry.review_by:
        yield words.say("To be checked again by"), (words.date(entry.review_by),)


def _quote(quote: Quote, words: Catalogue) -> str:
    return f"“{quote.text}” — {in_language(quote.speaker, words.language)}"


def _source(source: Source, words: Catalogue) -> str:
    title = in_language(source.title, words.language)
    return f"{title} ({source.url})" if source.url and source.url != title else title
