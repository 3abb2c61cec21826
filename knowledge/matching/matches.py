"""What the index found for a question: the entries that it may mean, each with its evidence."""

from dataclasses import dataclass

from knowledge.matching.signals import Signals
from knowledge.values import Entry


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, the phrasing that earned it its place, the signals between the two, and a confidence of 0 to 1."""

    entry: Entry
    phrasing: str
    signals: Signals
    confidence: float


@dataclass(frozen=True, slots=True)
class Matches:
    """The matches of a question, best first, at most one an entry."""

    question: str
    language: str | None  # the language in which it is asked, where that can be told
    is_question: bool  # False for a greeting, an emoji, nothing at all
    ranked: tuple[Match, ...]
    is_thanks: bool = False  # no question, but somebody who was helped
    not_ours: Match | None = None  # the likeliest of all, if it is a question that the curators marked as not theirs

    @property
    def best(self) -> Match | None:
        """The most probable entry, however improbable; None where nothing is compared with the question."""
        return next(iter(self.ranked), None)
