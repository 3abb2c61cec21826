"""A group's own entries as files: written for people and spreadsheets, and read from whoever sends one."""

from knowledge.exchange.comparing import Comparison, compare, differing
from knowledge.exchange.completing import completed
from knowledge.exchange.contents import MOST_BYTES, MOST_ENTRIES
from knowledge.exchange.flaws import Flaw, Kind
from knowledge.exchange.reading import SUFFIXES, read_entries
from knowledge.exchange.taking import Incoming
from knowledge.exchange.writing import Format, write_entries

__all__ = [  # noqa: RUF022 (as every public face: plainly sorted)
    "Comparison",
    "Flaw",
    "Format",
    "Incoming",
    "Kind",
    "MOST_BYTES",
    "MOST_ENTRIES",
    "SUFFIXES",
    "compare",
    "completed",
    "differing",
    "read_entries",
    "write_entries",
]
