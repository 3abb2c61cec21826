"""Entries of a table or of linked data -> whole ones: what they leave unsaid stands as it did, or holds today."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.exchange.columns import BY_LANGUAGE
from knowledge.exchange.contents import Column
from knowledge.exchange.recognising import recognised
from knowledge.exchange.taking import Incoming
from knowledge.overlay import OwnEntry
from knowledge.values import Entry, Quote, Source

Given = frozenset[Column]


def completed(incoming: Incoming, standing: Mapping[str, OwnEntry], today: date) -> tuple[OwnEntry, ...]:
    """Return the entries of a file under the ids of the standing entries that they mean, and completed from those."""
    pairs = zip(incoming.entries, recognised(incoming.entries, standing), strict=True)
    return tuple(
        _completed(one, standing.get(one.entry.id), incoming.given[read.entry.id], today)
        if read.entry.id in incoming.given
        else one
        for read, one in pairs
    )


def _completed(one: OwnEntry, stood: OwnEntry | None, given: Given, today: date) -> OwnEntry:
    """Return the entry, with today for its date where a table of people's own tells an answer and no date."""
    whole = _laid_over(stood, one, given) if stood else one
    fields = {field for field, _ in given}
    is_undated = whole.entry.as_of is None and "id" in fields  # as exported: no entry of that group had a date
    if "as_of" in fields or is_undated or (stood and stood.entry.answer == whole.entry.answer):
        return whole
    return whole.model_copy(update={"entry": whole.entry.model_copy(update={"as_of": today})})


def _laid_over(stood: OwnEntry, one: OwnEntry, given: Given) -> OwnEntry:
    """Return what stood, with what was given in its place; another answer rests on nothing of the former one."""
    fields = {"id", *(field for field, _ in given)}
    texts = {name: _texts(name, stood.entry, one.entry, given) for name in BY_LANGUAGE}
    evidence = ("sources", "quotes") if _says_otherwise(texts["answer"], stood.entry.answer) else ()
    stood = _without(stood, [name for name in evidence if name not in fields])
    left: dict[str, Any] = {name: value for name, value in stood.entry if name not in fields}
    sources = one.sources if "sources" in fields else stood.sources
    quotes = one.entry.quotes if "quotes" in fields else _still_cited(stood, sources)
    return OwnEntry(entry=one.entry.model_copy(update={**left, **texts, "quotes": quotes}), sources=sources)


def _says_otherwise(answer: Mapping[str, str], former: Mapping[str, str]) -> bool:
    """Tell whether an answer is another one; one that is only translated further is not."""
    return any(answer.get(language, text) != text for language, text in former.items())


def _without(stood: OwnEntry, evidence: Sequence[str]) -> OwnEntry:
    """Return the entry without its quotes, or without its sources, and then all that cites them as well."""
    entry = stood.entry.model_copy(update=dict.fromkeys(("quotes", *evidence) if evidence else (), ()))
    return OwnEntry(entry=entry, sources=() if "sources" in evidence else stood.sources)


def _texts(name: str, stood: Entry, one: Entry, given: Given) -> dict[str, Any]:
    left = {language: text for language, text in getattr(stood, name).items() if (name, language) not in given}
    return {**left, **getattr(one, name)}


def _still_cited(stood: OwnEntry, sources: tuple[Source, ...]) -> tuple[Quote, ...]:
    """Return the quotes whose source is still there, so that none is taken for the words of another."""
    names = {old.id: new.id for old in stood.sources for new in sources if new == _named(old, new.id)}
    quotes = (quote for quote in stood.entry.quotes if quote.source in names)
    return tuple(quote.model_copy(update={"source": names[quote.source]}) for quote in quotes)


def _named(source: Source, id_: str) -> Source:
    return source.model_copy(update={"id": id_})
