"""Contents of a file -> entries with their sources, and all that is refused, each with the reason."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.exchange.contents import Column, Contents, Item, always, refuse
from knowledge.exchange.forms import LONGEST_SHOWN, GroupEntry, formed
from knowledge.naming import id_for
from knowledge.overlay import OwnEntry
from knowledge.problems import PackError, Place, Problem
from knowledge.values import ID_BYTES_LIMIT, Entry, Source

TOLD_EVERY = 250  # entries; some tenths of a second
MOST_NAMED = 5  # ids in a remedy

Progress = Callable[[int, int], None]  # how many of how many are done


@dataclass(frozen=True, slots=True)
class Incoming:
    """The entries of a file that can be taken in, and what is wrong with the others and with the file.

    `given` are the columns of those entries, by id, that were not written as a whole.
    """

    entries: tuple[OwnEntry, ...]
    refused: tuple[Problem, ...]
    given: Mapping[str, frozenset[Column]] = field(default_factory=dict)


def taken_in(contents: Contents, taken: Collection[str], progress: Progress | None = None) -> Incoming:
    """Read every entry by itself, so that one that is wrong keeps none of the others out."""
    shelf = _Shelf.of(contents.sources, contents.problems)
    items = _named(contents.entries, taken)
    for done, item in enumerate(items):
        if progress and done % TOLD_EVERY == 0:
            progress(done, len(items))
        shelf.add(item)
    if progress:
        progress(len(items), len(items))
    return Incoming(tuple(shelf.entries), tuple(shelf.refused), shelf.given)


@dataclass(slots=True)
class _Shelf:
    """What has been read of a file so far."""

    refused: list[Problem]
    sources: dict[str, Source] = field(default_factory=dict)
    entries: list[OwnEntry] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    given: dict[str, frozenset[Column]] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Sequence[Item], problems: Sequence[Problem]) -> "_Shelf":
        shelf = cls(list(problems))
        for item in sources:
            try:
                shelf.add_source(item)
            except PackError as error:
                shelf.refused += error.problems
        return shelf

    def add_source(self, item: Item) -> None:
        source = formed(item, "sources", Source)
        if source.id in self.sources:
            what = f"the source id {source.id[:LONGEST_SHOWN]!r} is taken already"
            refuse(item.place(()), what, "give one of the two another id")
        self.sources[source.id] = source

    def add(self, item: Item) -> None:
        try:
            self._refuse_a_second(_id_of(item.data), item.place(()))
            own = _own(item, self.sources)
            self.entries.append(own)
            self.given |= {} if item.given is None else {own.entry.id: item.given}
        except PackError as error:
            self.refused += error.problems

    def _refuse_a_second(self, name: str, place: Place) -> None:
        first = self.places.setdefault(name, place)
        if name and first is not place:
            what = f"the entry id {name[:LONGEST_SHOWN]!r} is taken already, at {first}"
            refuse(place, what, "give one of the two another id", name[:LONGEST_SHOWN])


def _named(items: Sequence[Item], taken: Collection[str]) -> list[Item]:
    """Give an id to every entry without one: none of the file, nor one that is taken."""
    used = {*taken, *(_id_of(item.data) for item in items)}
    named = []
    for item in items:
        if isinstance(item.data, dict) and not item.data.get("id"):
            made = id_for(_question_of(item.data), used)
            used.add(made)
            named.append(replace(item, data={**item.data, "id": made}))
        else:
            named.append(item)
    return named


def _id_of(data: Any) -> str:
    given = data.get("id") if isinstance(data, dict) else None
    return given.strip() if isinstance(given, str) else ""


def _question_of(data: Mapping[str, Any]) -> str:
    given = data.get("question")
    texts = [given, *given.values()] if isinstance(given, dict) else [given]
    return next((text for text in texts if isinstance(text, str)), "")


def _own(item: Item, shared: Mapping[str, Source]) -> OwnEntry:
    form = formed(item, "entries", GroupEntry)
    size = len(form.id.encode())
    if size > ID_BYTES_LIMIT:
        what = f"the id takes {size} bytes, and a button has room for {ID_BYTES_LIMIT}"
        refuse(item.place(("id",)), what, "shorten it", form.id[:LONGEST_SHOWN])
    sources = _shared(item, form, shared) if item.sources is None else _brought(item, form)
    entry = Entry(**{name: value for name, value in form if name != "kept_sources"})
    return OwnEntry(entry=entry, sources=sources)


def _shared(item: Item, form: GroupEntry, shared: Mapping[str, Source]) -> tuple[Source, ...]:
    """Return those of the file's sources that the entry has: the ones it cites, unless it says which."""
    kept = form.all_sources if form.kept_sources is None else form.kept_sources
    _refuse_missing(item, form, shared)
    return tuple(shared[id_] for id_ in kept)


def _brought(item: Item, form: GroupEntry) -> tuple[Source, ...]:
    brought = (Item(one, always(item.place(("sources",)))) for one in item.sources or ())
    sources = tuple(formed(one, "sources", Source, form.id) for one in brought)
    _refuse_missing(item, form, {source.id for source in sources})
    return sources


def _refuse_missing(item: Item, form: GroupEntry, known: Collection[str]) -> None:
    missing = [id_ for id_ in (*form.all_sources, *(form.kept_sources or ())) if id_ not in known]
    if missing:
        named = ", ".join(sorted(known)[:MOST_NAMED])
        what = f"it cites {missing[0][:LONGEST_SHOWN]!r}, and there is no such source"
        remedy = f"name one of the file's sources ({named})" if named else "add it below `sources:`"
        refuse(item.place(("sources",)), what, remedy, form.id)
