"""Which entry stands for which: a superseded one is asked for under its old wording, and its successor answers."""

from collections.abc import Mapping

from knowledge.values import Entry, Pack


def successors(pack: Pack) -> Mapping[str, Entry]:
    """Return the entry that answers for each id: the newest one that supersedes it, or the entry itself.

    There are no circles: `references` has ruled them out in the base, and `overlaid` in what groups add.
    """
    newer = {entry.supersedes: entry for entry in pack.entries if entry.supersedes}
    found: dict[str, Entry] = {}
    for entry in pack.entries:
        found |= _answering(entry, newer, found)
    return {entry.id: found[entry.id] for entry in pack.entries}


def current_entries(pack: Pack) -> tuple[Entry, ...]:
    """Return the entries that no other one supersedes, in the order of the pack."""
    answering = successors(pack)
    return tuple(entry for entry in pack.entries if answering[entry.id].id == entry.id)


def in_circles(older: Mapping[str, str]) -> frozenset[str]:
    """Return the ids that supersede themselves, by themselves or by way of others; `older` is what each supersedes."""
    seen: set[str] = set()
    circles: set[str] = set()
    for start in older:
        line: dict[str, None] = {}  # a set in the order of the way
        at = start
        while at in older and at not in seen:
            seen.add(at)
            line[at] = None
            at = older[at]
        ids = list(line)
        circles |= {*ids[ids.index(at) :]} if at in line else set()
    return frozenset(circles)


def _answering(entry: Entry, newer: Mapping[str, Entry], found: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the entry that answers for this one and for all between, so that a long line is walked once."""
    line = [entry.id]
    while entry.id in newer and entry.id not in found:
        entry = newer[entry.id]
        line.append(entry.id)
    return dict.fromkeys(line, found.get(entry.id, entry))
