"""What every system compared is: built from a pack, it says for a question which entry, and how sure it is."""

import re
from collections.abc import Callable
from typing import NamedTuple, Protocol

from knowledge.values import Pack


class Found(NamedTuple):
    """The id of the entry found, if any, and a score on the system's own scale; higher is surer."""

    entry: str | None
    score: float


NOTHING = Found(None, 0.0)


class Peer(Protocol):
    """A system that has been built and can be asked."""

    def ask(self, question: str) -> Found:
        """Return the entry that is nearest to the question."""


Builder = Callable[[Pack], Peer]


class MissingError(Exception):
    """What a system needs is not there; says what."""


class Phrasing(NamedTuple):
    """A wording, and the id of the entry that it asks for."""

    entry: str
    text: str


def phrasings_of(pack: Pack) -> list[Phrasing]:
    """Return every wording of a pack, in its order."""
    return [Phrasing(entry.id, text) for entry in pack.entries for _, text in entry.all_phrasings()]


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, for engines that take them one by one."""
    return re.findall(r"\w+", text.lower())
