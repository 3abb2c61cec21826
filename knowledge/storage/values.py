"""What is kept, as values: who changed what, how an entry stands, how it stood before."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from knowledge.overlay import OwnEntry

SOMEBODY = ""  # the name of who asked to be forgotten


@dataclass(frozen=True, slots=True)
class Curator:
    """Who changes something: a person's Telegram id, None once forgotten, and the name that others see."""

    person: int | None
    name: str


class Deed(StrEnum):
    """What a change does."""

    ADD = "add"
    EDIT = "edit"
    ALIAS = "alias"  # another phrasing for an entry
    RETIRE = "retire"
    RESTORE = "restore"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"  # what was taken back holds again


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry of a group stands: its content, None where it is as the base has it; if retired, why."""

    id: str
    own: OwnEntry | None
    retired: str | None = None
    revision: int = 0  # the number of the change that left it so; 0: not yet kept

    @property
    def is_retired(self) -> bool:
        """Whether members get it no longer, for a reason or, with "", for none that was given."""
        return self.retired is not None


@dataclass(frozen=True, slots=True)
class Edit:
    """How an entry is to stand, and the revision that its author saw; 0 where there was none."""

    id: str
    own: OwnEntry | None
    retired: str | None = None
    upon: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What an update brings: by the number of the update, and when."""

    update: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """What asks for a change: who, to do what, when, by which message, and what is over once it is made.

    The order is carried out once, and ends the draft that waited for it, by its id.
    """

    by: Curator
    deed: Deed
    at: datetime
    message: int | None = None
    order: Order | None = None
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """How a change altered one entry; None where there was, or is, none."""

    entry: str
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True, slots=True)
class Change:
    """One transaction on a group's entries; `number` counts from 1 within the group."""

    number: int
    asked: Asking
    revisions: tuple[Revision, ...]
    undone_by: int | None = None


class EditedMeanwhileError(Exception):
    """Somebody else changed the entry after it was read; `standing` is how it stands now, None where it is gone."""

    def __init__(self, entry: str, standing: Standing | None) -> None:
        super().__init__(f"{entry} was changed meanwhile")
        self.entry, self.standing = entry, standing


class DecidedMeanwhileError(Exception):
    """Somebody else decided on the proposal that was to be accepted; nothing was saved."""


def seconds(at: datetime) -> int:
    """Return a time as seconds since 1970."""
    return int(at.timestamp())


def moment(at: int) -> datetime:
    """Return the time of seconds since 1970, in UTC."""
    return datetime.fromtimestamp(at, UTC)


def to_json(standing: Standing | None) -> dict[str, Any] | None:
    """Return a standing as JSON, None for none."""
    if standing is None:
        return None
    content = standing.own.model_dump(mode="json", exclude_defaults=True) if standing.own else None
    return {"content": content, "retired": standing.retired, "revision": standing.revision}


def from_json(id_: str, kept: dict[str, Any] | None) -> Standing | None:
    """Return the standing that `to_json` wrote."""
    if kept is None:
        return None
    own = OwnEntry.model_validate(kept["content"]) if kept["content"] else None
    return Standing(id_, own, kept["retired"], kept["revision"])
