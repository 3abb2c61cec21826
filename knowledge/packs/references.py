"""Whether what a pack refers to is there: sources, topics, other entries; and ids that buttons can carry."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from knowledge.values import ID_BYTES_LIMIT, Entry, Pack


class WrongReference(NamedTuple):
    """What is wrong with an item: its kind and id, the path of the part within it, and a remedy."""

    kind: str
    id: str
    path: tuple[str | int, ...]
    what: str
    remedy: str


def wrong_references(pack: Pack) -> Iterator[WrongReference]:
    """Yield every reference that leads nowhere or in a circle, and every id too long for a button."""
    known = {
        "source": {source.id for source in pack.sources},
        "topic": {topic.id for topic in pack.topics},
        "entry": {entry.id for entry in pack.entries},
    }
    yield from _unknown(pack, known)
    yield from _circles(pack)
    yield from _rival_successors(pack)
    yield from _long_ids(pack)


def _unknown(pack: Pack, known: Mapping[str, set[str]]) -> Iterator[WrongReference]:
    for entry in pack.entries:
        for kind, named, path in _named_by(entry):
            if named not in known[kind]:
                what = f"refers to the {kind} {named!r}, which is not in this pack"
                yield WrongReference("entry", entry.id, path, what, f"add it, or name one of: {_some(known[kind])}")


def _named_by(entry: Entry) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    yield from (("source", source, ("sources", number)) for number, source in enumerate(entry.sources))
    yield from (("source", quote.source, ("quotes", number, "source")) for number, quote in enumerate(entry.quotes))
    yield from (("entry", other, ("related", number)) for number, other in enumerate(entry.related))
    yield from (("entry", other, ("supersedes",)) for other in filter(None, [entry.supersedes]))
    yield from (("topic", topic, ("topic",)) for topic in filter(None, [entry.topic]))


def _circles(pack: Pack) -> Iterator[WrongReference]:
    older = {entry.id: entry.supersedes for entry in pack.entries}
    for entry in pack.entries:
        if entry.id in entry.related:
            remedy = "take its own id out of `related`"
            yield WrongReference("entry", entry.id, ("related",), "is related to itself", remedy)
        if _comes_back(entry.id, older):
            remedy = "let only the newer entry say `supersedes`"
            yield WrongReference("entry", entry.id, ("supersedes",), "supersedes itself in a circle", remedy)


def _rival_successors(pack: Pack) -> Iterator[WrongReference]:
    first: dict[str, str] = {}
    for entry in pack.entries:
        if entry.supersedes and first.setdefault(entry.supersedes, entry.id) != entry.id:
            what = f"supersedes {entry.supersedes!r}, as {first[entry.supersedes]!r} does"
            yield WrongReference("entry", entry.id, ("supersedes",), what, "let one of the two supersede the other")


def _comes_back(start: str, older: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at = older.get(start)
    while at is not None and at not in seen:
        seen.add(at)
        at = older.get(at)
    return start in seen


def _long_ids(pack: Pack) -> Iterator[WrongReference]:
    for kind, items in (("entry", pack.entries), ("topic", pack.topics)):
        for item in items:
            size = len(item.id.encode())
            if size > ID_BYTES_LIMIT:
                what = f"the id takes {size} bytes, and a button carries {ID_BYTES_LIMIT}"
                yield WrongReference(kind, item.id, ("id",), what, "choose a shorter id")


def _some(names: set[str]) -> str:
    shown = sorted(names)[:8]
    return ", ".join(shown) + (", ..." if len(names) > len(shown) else "") if shown else "(none yet)"
