"""What a button says when it is pressed: a Press <-> the 64 bytes that Telegram lets a button carry.

A press says all that is needed to act on it: what to do, in which language, for which entry. So buttons need no memory
and work after a restart.
"""

from dataclasses import dataclass
from enum import StrEnum

LAST_NUMBER = 99  # two digits keep the prefix at eight bytes; what lies beyond page 100 is found by asking


class Verb(StrEnum):
    """What a button does; the value is its first letter on the wire."""

    CHOOSE = "a"  # show this entry in place of the message
    RELATED = "r"  # show this entry below the message
    SOURCES = "s"  # list the sources of this entry
    SOURCES_PAGE = "o"  # turn the list of sources
    HELPFUL = "u"
    UNHELPFUL = "d"
    PART = "p"  # show another part of a long answer
    TOPIC = "t"  # list the entries of a topic
    TOPICS = "l"  # list the topics
    QUOTES = "q"  # list quotes
    NONE_OF_THESE = "n"
    LANGUAGE = "g"  # let me speak this language from now on


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button. `about` is the id of an entry or a topic; `number` counts pages and parts from 0."""

    verb: Verb
    language: str
    about: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a person sees it, and what it says when pressed."""

    text: str
    press: Press


Rows = tuple[tuple[Button, ...], ...]


def to_data(press: Press) -> str:
    """Return the press as callback data: `verb:language:number:about`, at most 8 bytes before `about`."""
    return f"{press.verb}:{press.language}:{min(press.number, LAST_NUMBER) or ''}:{press.about}"


def from_data(data: str) -> Press | None:
    """Return the press of callback data, or None where the data is none of ours."""
    match data.split(":", maxsplit=3):
        case [verb, language, number, about] if verb in list(Verb) and (number.isdecimal() or not number):
            return Press(Verb(verb), language, about, int(number or 0))
    return None
