"""base pack + a group's own entries -> the pack that the group asks: its own win, and cite their own sources."""

from collections.abc import Collection, Mapping, Sequence
from typing import Self

from pydantic import model_validator

from knowledge.normalising import words
from knowledge.succession import in_circles
from knowledge.values import Entry, Pack, Source, Value


class OwnEntry(Value):
    """An entry of a group with the sources that it cites: all that its curators wrote of it."""

    entry: Entry
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _cites_what_it_has(self) -> Self:
        missing = set(self.entry.all_sources) - {source.id for source in self.sources}
        if missing:
            raise ValueError(f"it cites {', '.join(sorted(missing))}, and there is no such source")
        return self


def overlaid(base: Pack, own: Sequence[OwnEntry], hidden: Collection[str] = ()) -> Pack:
    """Return the pack with the group's entries before those of the base.

    An own entry takes the place of the base entry with its id, supersedes one that asks its very question, and takes
    over the phrasings that it shares with others; one that would supersede itself in a circle supersedes none. Base
    entries whose id is in `hidden` are left out.
    """
    replaced = {one.entry.id for one in own} | set(hidden)
    left = [entry for entry in base.entries if entry.id not in replaced]
    asked = {words(text): entry.id for entry in reversed(left) for text in entry.question.values()}
    renamed = [_renamed(one) for one in own]
    placed = [_placed(one.entry, asked, {topic.id for topic in base.topics}) for one in renamed]
    entries = _without_circles(placed, left)
    taken = {words(text) for entry in entries for _, text in entry.all_phrasings()}
    return base.model_copy(
        update={
            "sources": (*(source for one in renamed for source in one.sources), *base.sources),
            "entries": (*entries, *(_without(entry, taken) for entry in left)),
        }
    )


def _renamed(own: OwnEntry) -> OwnEntry:
    """Let the sources carry the entry in their ids, so that those of two entries are never taken for each other."""
    sources = tuple(source.model_copy(update={"id": _name(source.id, own)}) for source in own.sources)
    quotes = tuple(quote.model_copy(update={"source": _name(quote.source, own)}) for quote in own.entry.quotes)
    cited = tuple(_name(id_, own) for id_ in own.entry.sources)
    return own.model_copy(
        update={"sources": sources, "entry": own.entry.model_copy(update={"sources": cited, "quotes": quotes})}
    )


def _name(source: str, own: OwnEntry) -> str:
    return f"{source}/{own.entry.id}"  # the id of a source has no slash


def _placed(entry: Entry, asked: Mapping[tuple[str, ...], str], topics: Collection[str]) -> Entry:
    """Let an entry supersede what asks its question in the base, and stand under no topic that is not there."""
    superseded = next((asked[words(text)] for text in entry.question.values() if words(text) in asked), None)
    topic = entry.topic if entry.topic in topics else None
    return entry.model_copy(update={"supersedes": entry.supersedes or superseded, "topic": topic})


def _without_circles(own: Sequence[Entry], left: Sequence[Entry]) -> list[Entry]:
    """Let own entries in a circle supersede nothing; a circle has one of them, as the base has none."""
    circles = in_circles({entry.id: entry.supersedes for entry in (*own, *left) if entry.supersedes})
    return [entry.model_copy(update={"supersedes": None}) if entry.id in circles else entry for entry in own]


def _without(entry: Entry, taken: Collection[tuple[str, ...]]) -> Entry:
    """Return a base entry without the phrasings that the group's entries answer."""
    phrasings = {
        language: tuple(text for text in texts if words(text) not in taken)
        for language, texts in entry.phrasings.items()
    }
    return entry if phrasings == entry.phrasings else entry.model_copy(update={"phrasings": phrasings})
