"""Which entry stands for which: a superseded one is asked for under its old wording, and its successor answers."""

from collections.abc import Mapping

from knowledge.values import Entry, Pack


def successors(pack: Pack) -> Mapping[str, Entry]:
    """Return the entry that answers for each id: the newest one that supersedes it, or the entry itself.

    `references` has ruled out circles.
    """
    newer = {entry.supersedes: entry for entry in pack.entries if entry.supersedes}
    return {entry.id: _newest(entry, newer) for entry in pack.entries}


def current_entries(pack: Pack) -> tuple[Entry, ...]:
    """Return the entries that no other one supersedes, in the order of the pack."""
    answering = successors(pack)
    return tuple(entry for entry in pack.entries if answering[entry.id].id == entry.id)


def _newest(entry: Entry, newer: Mapping[str, Entry]) -> Entry:
    while entry.id in newer:
        entry = newer[entry.id]
    return entry
