"""What a file brings beside what stands: new entries, changed ones, and how many say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.exchange.sharing import renamed
from knowledge.overlay import OwnEntry
from knowledge.values import Entry


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries that are new, those that change as (before, after), and the number of those that stay the same."""

    new: tuple[OwnEntry, ...]
    changed: tuple[tuple[OwnEntry, OwnEntry], ...]
    same: int


def compare(incoming: Sequence[OwnEntry], standing: Mapping[str, OwnEntry]) -> Comparison:
    """Compare by what entries say: neither their revision nor the ids of their sources make them different."""
    new = tuple(one for one in incoming if one.entry.id not in standing)
    known = [(standing[one.entry.id], one) for one in incoming if one.entry.id in standing]
    changed = tuple((before, after) for before, after in known if _said(before) != _said(after))
    return Comparison(new, changed, len(known) - len(changed))


def differing(before: OwnEntry, after: OwnEntry) -> frozenset[str]:
    """Return the fields in which two entries differ; "sources" too where what they rest on differs."""
    old, new = _said(before), _said(after)
    fields = (name for name in Entry.model_fields if getattr(old.entry, name) != getattr(new.entry, name))
    return frozenset((*fields, *(("sources",) if old.sources != new.sources else ())))


def _said(own: OwnEntry) -> OwnEntry:
    plain = renamed(own, [str(number) for number in range(len(own.sources))])
    return plain.model_copy(update={"entry": plain.entry.model_copy(update={"revision": 1})})
