"""Entries with sources of their own -> entries that share one list of sources, none taken for another."""

from collections.abc import Mapping, Sequence

from knowledge.naming import unused
from knowledge.overlay import OwnEntry
from knowledge.values import Entry


def shared(entries: Sequence[OwnEntry]) -> list[OwnEntry]:
    """Return the entries, where sources of the same id but another content have got an id of their own."""
    taken = {source.id for one in entries for source in one.sources}
    first: dict[str, str] = {}  # the id of a source -> the content that keeps it
    names: dict[str, str] = {}  # content -> its id
    for source in (source for one in entries for source in one.sources):
        content = source.model_dump_json()
        if first.setdefault(source.id, content) != content and content not in names:
            names[content] = unused(source.id, taken)
            taken.add(names[content])
    return [
        renamed(one, tuple(names.get(source.model_dump_json(), source.id) for source in one.sources)) for one in entries
    ]


def renamed(own: OwnEntry, names: Sequence[str]) -> OwnEntry:
    """Return the entry with these ids for its sources, in their order; of two with one id, the first is cited."""
    cited = {source.id: name for source, name in reversed(list(zip(own.sources, names, strict=True)))}
    sources = tuple(source.model_copy(update={"id": name}) for source, name in zip(own.sources, names, strict=True))
    return own.model_copy(update={"sources": sources, "entry": _citing(own, cited)})


def _citing(own: OwnEntry, names: Mapping[str, str]) -> Entry:
    quotes = tuple(quote.model_copy(update={"source": names[quote.source]}) for quote in own.entry.quotes)
    return own.entry.model_copy(update={"quotes": quotes, "sources": tuple(names[id_] for id_ in own.entry.sources)})
