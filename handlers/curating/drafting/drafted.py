"""A draft of an entry as it is kept between messages: what is written, and what is asked for now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from knowledge.curating import Written
from knowledge.storage import Deed, Draft

WRITTEN = "written"  # which the content of no other draft has


class Field(IntEnum):
    """What is asked for; buttons and kept drafts carry the number."""

    QUESTION = 0
    ANSWER = 1
    QUOTE = 2
    SPEAKER = 3
    SOURCE = 4
    AS_OF = 5
    PHRASINGS = 6
    LANGUAGE = 7


FIRST = (Field.QUESTION, Field.ANSWER, Field.SOURCE)  # then the entry is shown, and can be saved
MORE = (Field.QUOTE, Field.SPEAKER, Field.AS_OF, Field.PHRASINGS, Field.LANGUAGE)  # asked for when it is wanted


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is written of an entry, upon which revision, and what it is to come to."""

    written: Written
    deed: Deed = Deed.ADD
    upon: int = 0
    asks: Field | None = None  # what the next text of its writer is taken for
    is_guided: bool = False  # from one field to the next
    language: str | None = None  # of what is written, where the curator chose it
    cited: str | None = None  # the message that quotes are taken from
    answered_by: str = ""  # the id of an entry that answers the question already
    missed: tuple[int, ...] = ()  # the missed questions that it is to answer
    proposal: int | None = None  # that it was made from


def to_content(drafted: Drafted) -> dict[str, Any]:
    """Return a draft as JSON."""
    content = {name: getattr(drafted, name) for name in Drafted.__slots__}
    return content | {WRITTEN: drafted.written.model_dump(mode="json", exclude_defaults=True)}


def from_content(content: Mapping[str, Any]) -> Drafted:
    """Return the draft that `to_content` wrote."""
    read = {
        WRITTEN: Written.model_validate(content[WRITTEN]),
        "deed": Deed(content["deed"]),
        "asks": None if content["asks"] is None else Field(content["asks"]),
        "missed": tuple(content["missed"]),
    }
    return Drafted(**{**content, **read})


def is_of_an_entry(draft: Draft) -> bool:
    """Tell whether it is an entry that a draft is to become."""
    return WRITTEN in draft.content
