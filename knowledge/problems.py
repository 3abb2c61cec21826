"""What can be wrong with a pack, told to the person who wrote it: where, what, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """An error keeps a pack from being used or trusted; a warning is for its curator to look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1; 0 means the file or folder itself."""

    file: Path
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else f"{self.file}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with its place, the entry concerned ("" if none) and a remedy, in one line."""

    place: Place
    what: str
    remedy: str
    entry: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        concerned = f"{self.entry}: " if self.entry else ""
        line = f"{self.place}: {self.severity}: {concerned}{self.what}; {self.remedy}"
        return " ".join(line.split())


class PackError(Exception):
    """A pack cannot be used; `problems` tells its author why, each with file, line, entry and remedy."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class EncoderError(Exception):
    """A sentence encoder cannot be used; says to the operator which, why, and how to mend it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}, or set PRAMANA_ENCODER=none to do without one")


class WeightsError(Exception):
    """The weights at hand were fitted for another scorer or another encoder; says to the operator where they lie."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}; fit them with `pramana calibrate`")


class StorageError(Exception):
    """The database cannot be used; says to the operator why, and how to mend it, and never with which password."""
