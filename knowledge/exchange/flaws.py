"""What is wrong with a file, by its kind: whoever speaks another language than files do says it in their own words."""

from dataclasses import dataclass
from enum import StrEnum, auto

from knowledge.problems import Problem


class Kind(StrEnum):
    """What people most often send that cannot be read as it is, or only on a guess; all else is of no kind."""

    NONE = auto()
    NO_QUESTION = auto()
    NO_ANSWER = auto()
    NO_COLUMNS = auto()
    COLUMN_UNREAD = auto()
    NAMES_GUESSED = auto()
    ENCODING_GUESSED = auto()
    ENCODING_UNKNOWN = auto()
    EXCEL = auto()
    SUFFIX_UNKNOWN = auto()
    EMPTY = auto()


@dataclass(frozen=True, slots=True)
class Flaw(Problem):
    """A problem of a file with its kind, and with what of the file it concerns: a column, some cells, an encoding."""

    kind: Kind = Kind.NONE
    about: str = ""
