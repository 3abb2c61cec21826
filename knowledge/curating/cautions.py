"""What a curator should know of an entry before it is saved: each caution is a value with its evidence, no sentence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.dates import PartialDate
from knowledge.values import Entry


@dataclass(frozen=True, slots=True)
class AnsweredAlready:
    """Another entry answers this wording outright, by a phrasing of its own."""

    wording: str
    entry: Entry
    phrasing: str
    gives_way: bool  # the edited entry takes its place as soon as it is saved


@dataclass(frozen=True, slots=True)
class LeadsElsewhere:
    """A wording of the edited entry will lead to another one, by a phrasing of that one, unless known by heart."""

    wording: str
    entry: Entry
    phrasing: str
    is_torn: bool  # it will lead to either, and the person be asked which


@dataclass(frozen=True, slots=True)
class Takes:
    """A wording of another entry, which leads to it now, will lead to the edited one, unless known by heart."""

    wording: str
    entry: Entry
    is_torn: bool  # it will lead to either, and the person be asked which


@dataclass(frozen=True, slots=True)
class MarkedNotOurs:
    """A wording is, or says the same as, a question that the curators marked as none of this group's."""

    wording: str
    negative: str


@dataclass(frozen=True, slots=True)
class WithoutSource:
    """The entry cites nothing."""


@dataclass(frozen=True, slots=True)
class NotInMessage:
    """A quote does not stand in the message that it was taken from."""

    quote: str


class Dated(StrEnum):
    """What carries a date."""

    AS_OF = "as of"
    SAID_ON = "said on"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class InFuture:
    """A date that lies in the past of any entry has not come yet."""

    what: Dated
    day: PartialDate


@dataclass(frozen=True, slots=True)
class PastUse:
    """The entry was to be reviewed by a day that is over."""

    review_by: date


Caution = AnsweredAlready | LeadsElsewhere | Takes | MarkedNotOurs | WithoutSource | NotInMessage | InFuture | PastUse
