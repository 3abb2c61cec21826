"""Sources -> the line that names them: what each is, who published it, and when, nothing twice. Pure."""

import re
from collections.abc import Sequence

from handlers.catalogues import Catalogue
from handlers.markup import Span, shortened
from knowledge import Source, in_language

ADDRESS = re.compile(r"https?://(?:www\.)?(?P<bare>(?P<host>[^/?#\s]+)\S*)", re.IGNORECASE)
ADDRESS_SHOWN = 50  # signs of an address that stands for a title: about a line of a phone
ALSO_KNOWN_AS = {"t.me": "Telegram"}  # hosts whose name says less than what they belong to


def sources_line(sources: Sequence[Source], words: Catalogue, *, is_own: bool) -> list[Span | str]:
    """Return the line that names the sources, nothing where there are none; of a group's own nothing is missed."""
    spans: list[Span | str] = []
    for source in sources:
        spans += ["; " if spans else "", source_title(source, words), _published(source, words, is_own=is_own)]
    return [words.say_many("Source:", "Sources:", len(sources)), " ", *spans, "\n"] if spans else []


def source_title(source: Source, words: Catalogue) -> Span:
    """Return what a source is called, leading to where it stands; an address alone without what every address has."""
    title = in_language(source.title, words.language)
    address = ADDRESS.fullmatch(title)
    return Span(shortened(address["bare"].rstrip("/"), ADDRESS_SHOWN) if address else title, url=source.url)


def _published(source: Source, words: Catalogue, *, is_own: bool) -> str:
    published = words.partial_date(source.published) if source.published else ""
    known = ", ".join(filter(None, [_publisher(source, words, is_own=is_own), published]))
    return f" ({known})" if known else ""


def _publisher(source: Source, words: Catalogue, *, is_own: bool) -> str:
    """Return who published a source, else the site that it stands on; "" where its title says so."""
    name, title = source.publisher or _site(source.url or ""), source_title(source, words).text
    if name:
        return "" if name.casefold() in title.casefold() else name
    return "" if is_own else words.say("publisher not named")


def _site(url: str) -> str:
    found = ADDRESS.match(url)
    return ALSO_KNOWN_AS.get(found["host"].lower(), found["host"].lower()) if found else ""
