"""What buttons say of a gap: its group, one of its questions, and the entry that may answer it, in few bytes."""

import hashlib
from dataclasses import dataclass

from handlers.curating.numbers import number_in

DIGEST_BYTES = 4  # of an id of an entry; among those of a group hardly any two have the same


@dataclass(frozen=True, slots=True)
class GapName:
    """A gap of a group, by the id of one of its questions, 0 for all gaps; and the entry meant, as a digest."""

    group: int
    question: int = 0
    entry: str = ""

    def about(self) -> str:
        """Return it as a button carries it."""
        return f"{self.group}/{self.question}/{self.entry}"

    def means(self, id_: str) -> bool:
        """Tell whether this is the entry meant."""
        return self.entry == digest(id_)


def gap_name(about: str) -> GapName | None:
    """Return what a button carries; None where it carries no such name."""
    match about.split("/"):
        case [group, question, entry] if (number := number_in(group)) and number_in(question) is not None:
            return GapName(number, number_in(question) or 0, entry)
    return None


def digest(id_: str) -> str:
    """Return the id of an entry in eight letters."""
    return hashlib.blake2b(id_.encode(), digest_size=DIGEST_BYTES).hexdigest()
