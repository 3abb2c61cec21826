"""What somebody wants of `pramana evaluate` beside the measures."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be told of each set, in which form, and what is to be written where."""

    as_json: bool
    reliability: bool
    confusions: bool
    predictions: Path | None
    plot: Path | None
    leave_one_out: bool = False
