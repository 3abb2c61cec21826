"""What a file of any form comes down to: entries and sources as they were written, each with its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from knowledge.exchange.flaws import Flaw, Kind
from knowledge.problems import PackError, Place, Problem

MOST_BYTES = 10_000_000  # of a file; 20,000 entries of 500 bytes, and what a bot reads without a pause
MOST_ENTRIES = 20_000  # of a file; a group's index is still built in seconds
MOST_SOURCES = 5 * MOST_ENTRIES

Path_ = tuple[str | int, ...]
Column = tuple[str, str]  # a field, and the language of its text; "en" for fields without one
Placing = Callable[[Path_], Place]  # the path of a part -> where it was written


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands in the data of a file for what is no plain data: what it is, and its line if known, else 0."""

    what: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An entry or a source as it was written, and the place of each part of it.

    `sources` are those that it brings along; None means that it cites those of the file. `given` are the columns in
    which it was written, as all others are left as they stand; None means that it was written as a whole.
    """

    data: Any
    place: Placing
    sources: Sequence[Any] | None = None
    given: frozenset[Column] | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """All entries of a file, the sources that they share, and what in the file is neither."""

    entries: Sequence[Item]
    sources: Sequence[Item] = ()
    problems: tuple[Problem, ...] = ()


def always(place: Place) -> Placing:
    """Return the same place for every part."""
    return lambda _: place


def refuse(place: Place, what: str, remedy: str, entry: str = "", kind: Kind = Kind.NONE) -> NoReturn:
    """Raise PackError with this one problem."""
    raise PackError((Flaw(place, what, remedy, entry, kind=kind),))


def refuse_too_many(path: Path, many: int, most: int = MOST_ENTRIES, kind: str = "entries") -> None:
    """Raise PackError where a file has more of a kind than are read."""
    if many > most:
        refuse(Place(path), f"there are more than {most:,} {kind} in this file", "split it into several files")
