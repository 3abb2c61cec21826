"""Entry -> the paragraphs that say how it is known: quotes, sources, status and date, a warning when it has aged."""

from collections.abc import Iterator
from datetime import date

from handlers.catalogues import Catalogue
from handlers.citing import source_title, sources_line
from handlers.markup import Paragraph, Span, italic, paragraph, quoted
from knowledge import Entry, Knowledge, Quote, Source, SourceKind, Status, in_language


def evidence(entry: Entry, knowledge: Knowledge, words: Catalogue, today: date) -> Iterator[Paragraph]:
    """Yield the quotes of an entry, its sources, how it stood on its as-of date, and whether that is long ago."""
    yield from (quote_paragraph(quote, words) for quote in entry.quotes)
    yield from provenance(entry, knowledge, words, today)


def provenance(entry: Entry, knowledge: Knowledge, words: Catalogue, today: date) -> Iterator[Paragraph]:
    """Yield the sources of an entry with how it stood on its as-of date, and whether that is long ago."""
    sources = [knowledge.source(source) for source in entry.all_sources]
    is_own = knowledge.is_own(entry)
    standing = _on_its_own(entry, words) if is_own and not sources else _standing(entry, words)
    mark = words.say("Added by this group's admins") if is_own and sources else ""
    yield paragraph(*sources_line(sources, words, is_own=is_own), "\n".join(filter(None, [standing, mark])))
    if entry.review_by and today > entry.review_by:
        warning = words.say(
            "This was to be checked again by {date}. It may have changed since.", date=words.date(entry.review_by)
        )
        yield paragraph("⚠️ ", warning)


def source_details(source: Source, words: Catalogue) -> Iterator[Paragraph]:
    """Yield all that is known of a source; what is unknown is said to be."""
    yield paragraph(source_title(source, words))
    published = words.partial_date(source.published) if source.published else words.say("unknown")
    facts = [
        words.say("Kind: {kind}", kind=kind_name(source.kind, words)),
        words.say("Publisher: {publisher}", publisher=source.publisher or words.say("unknown")),
        words.say("Published: {date}", date=published),
        *([words.say("Retrieved: {date}", date=words.date(source.retrieved))] if source.retrieved else []),
    ]
    yield paragraph("\n".join(facts))
    if source.archive_url:
        yield paragraph(Span(words.say("Archived copy"), url=source.archive_url))
    if source.note:
        yield paragraph(italic(in_language(source.note, words.language)))


def status_name(status: Status, words: Catalogue) -> str:
    """Return how things stand, as a reader says it."""
    names = {
        Status.CONFIRMED: words.say("Confirmed"),
        Status.PLANNED: words.say("Planned"),
        Status.NOT_ANNOUNCED: words.say("Not announced"),
        Status.POSTPONED: words.say("Postponed"),
        Status.CANCELLED: words.say("Cancelled"),
        Status.HAPPENED: words.say("Happened"),
        Status.DENIED: words.say("Denied"),
    }
    return names[status]


def kind_name(kind: SourceKind, words: Catalogue) -> str:
    """Return who speaks through a source, as a reader says it."""
    names = {
        SourceKind.PRIMARY: words.say("primary source"),
        SourceKind.OFFICIAL_CHANNEL: words.say("official channel"),
        SourceKind.AGENCY: words.say("news agency"),
        SourceKind.PRESS: words.say("press"),
        SourceKind.COMMUNITY: words.say("community"),
    }
    return names[kind]


def quote_paragraph(quote: Quote, words: Catalogue) -> Paragraph:
    """Return somebody's words, our translation if there is one, and who said it."""
    speaker = in_language(quote.speaker, words.language)
    role = in_language(quote.role, words.language)
    said_on = words.partial_date(quote.said_on) if quote.said_on else ""
    by = ", ".join(filter(None, [speaker, role, said_on]))
    return quoted(f"“{_bare(quote.text)}”", *_translation(quote, words), f"\n— {by}")


def _translation(quote: Quote, words: Catalogue) -> list[Span | str]:
    translated = quote.translation.get(words.language)
    return ["\n", italic(words.say("Our translation: “{text}”", text=_bare(translated)))] if translated else []


def _bare(text: str) -> str:
    """Return quoted words without the comma that led on to their speaker."""
    return text.strip().removesuffix(",")


def _on_its_own(entry: Entry, words: Catalogue) -> str:
    """Return on whose word an entry rests that cites nothing."""
    said = words.say("According to this group's admins, {date}", date=words.date(entry.as_of)) if entry.as_of else ""
    status = status_name(entry.status, words) if entry.status else ""
    return "\n".join(filter(None, [status, said or words.say("According to this group's admins")]))


def _standing(entry: Entry, words: Catalogue) -> str:
    status = status_name(entry.status, words) if entry.status else ""
    if entry.as_of is None:
        return status
    date_ = words.date(entry.as_of)
    return (
        words.say("{status}, as of {date}", status=status, date=date_)
        if status
        else words.say("As of {date}", date=date_)
    )
