"""Whether what a pack refers to is there: sources, topics, other entries; and ids that buttons can carry."""

from collections.abc import Iterator, Mapping

from knowledge.values import ID_BYTES_LIMIT, Entry, Pack

Found = tuple[str, str, str, str]  # kind and id of the owner, what is wrong, remedy


def wrong_references(pack: Pack) -> Iterator[Found]:
    """Yield every reference that leads nowhere or in a circle, and every id too long for a button."""
    known = {
        "source": {source.id for source in pack.sources},
        "topic": {topic.id for topic in pack.topics},
        "entry": {entry.id for entry in pack.entries},
    }
    yield from _unknown(pack, known)
    yield from _circles(pack)
    yield from _long_ids(pack)


def _unknown(pack: Pack, known: Mapping[str, set[str]]) -> Iterator[Found]:
    for entry in pack.entries:
        for kind, named in _named_by(entry):
            if named not in known[kind]:
                yield (
                    "entry",
                    entry.id,
                    f"refers to the {kind} {named!r}, which is not in this pack",
                    f"add it, or name one of: {_some(known[kind])}",
                )


def _named_by(entry: Entry) -> Iterator[tuple[str, str]]:
    yield from (("source", source) for source in (*entry.sources, *(quote.source for quote in entry.quotes)))
    yield from (("entry", other) for other in (*entry.related, *filter(None, [entry.supersedes])))
    yield from (("topic", topic) for topic in filter(None, [entry.topic]))


def _circles(pack: Pack) -> Iterator[Found]:
    older = {entry.id: entry.supersedes for entry in pack.entries}
    for entry in pack.entries:
        if entry.id in entry.related:
            yield "entry", entry.id, "is related to itself", "take its own id out of `related`"
        if _comes_back(entry.id, older):
            yield (
                "entry",
                entry.id,
                "supersedes itself in a circle",
                "let only the newer entry say `supersedes`",
            )


def _comes_back(start: str, older: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at = older.get(start)
    while at is not None and at not in seen:
        seen.add(at)
        at = older.get(at)
    return start in seen


def _long_ids(pack: Pack) -> Iterator[Found]:
    for kind, items in (("entry", pack.entries), ("topic", pack.topics)):
        for item in items:
            size = len(item.id.encode())
            if size > ID_BYTES_LIMIT:
                yield (
                    kind,
                    item.id,
                    f"the id takes {size} bytes, and a button carries {ID_BYTES_LIMIT}",
                    "choose a shorter id",
                )


def _some(names: set[str]) -> str:
    shown = sorted(names)[:8]
    return ", ".join(shown) + (", ..." if len(names) > len(shown) else "") if shown else "(none yet)"
