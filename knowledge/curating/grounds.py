"""(entry, today) -> cautions about what it rests on: its sources, its quotes, its dates."""

from collections.abc import Iterator
from datetime import date

from knowledge.curating.cautions import Caution, Dated, InFuture, NotInMessage, PastUse, WithoutSource
from knowledge.dates import PartialDate
from knowledge.overlay import OwnEntry
from knowledge.packs.quoting import is_verbatim
from knowledge.values import Entry

# Keyboards and Telegram's own editor turn one into the other, so they say nothing about who wrote what.
STRAIGHT = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'")})


def unfounded(edited: OwnEntry, today: date, *, message: str | None, former: Entry | None) -> Iterator[Caution]:
    """Yield what is wrong with the sources, quotes and dates of an entry that stood as `former` before.

    Quotes which are new are looked for in `message`, if there is one.
    """
    if not edited.entry.all_sources:
        yield WithoutSource()
    if message is not None:
        yield from _misquoted(edited.entry, message, former)
    yield from (InFuture(what, day) for what, day in _dates(edited) if _first_day(day) > today)
    review_by = edited.entry.review_by
    if review_by and review_by < today:
        yield PastUse(review_by)


def _misquoted(entry: Entry, message: str, former: Entry | None) -> Iterator[Caution]:
    stood = {quote.text for quote in former.quotes} if former else set()
    for quote in entry.quotes:
        if quote.text not in stood and not is_verbatim(quote.text.translate(STRAIGHT), message.translate(STRAIGHT)):
            yield NotInMessage(quote.text)


def _dates(edited: OwnEntry) -> Iterator[tuple[Dated, PartialDate]]:
    as_of = edited.entry.as_of
    if as_of:
        yield Dated.AS_OF, PartialDate(as_of.year, as_of.month, as_of.day)
    yield from ((Dated.SAID_ON, quote.said_on) for quote in edited.entry.quotes if quote.said_on)
    yield from ((Dated.PUBLISHED, source.published) for source in edited.sources if source.published)


def _first_day(known: PartialDate) -> date:
    return date(known.year, known.month or 1, known.day or 1)
