"""Questions that found no answer, or a poor one, and who waits for them, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NO_MESSAGE = 0  # in place of one that was left behind when the group became a supergroup


class Why(StrEnum):
    """Why a question counts as missed."""

    ABSTAINED = "abstained"
    UNHELPFUL = "unhelpful"
    OUTDATED = "outdated"


class Verdict(StrEnum):
    """What somebody thinks of an answer."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    OUTDATED = "outdated"


class Fate(StrEnum):
    """What curators made of a missed question."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_OURS = "not ours"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A question as it was asked, how often, and the id of the entry that came nearest or was found wanting."""

    id: int
    text: str
    language: str | None
    why: Why
    nearest: str | None
    count: int
    fate: Fate
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who wants to be told once there is an answer, and where they asked."""

    person: int
    message: int
    thread: int | None
    language: str
    at: datetime
