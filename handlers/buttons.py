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
    OUTDATED = "O"  # say that this entry is out of date
    TELL_ME = "T"  # when there is an answer to this missed question
    SUGGEST = "G"  # propose an answer to this missed question
    # For curators. What they are about is an entry, a draft, a proposal or a missed question, by its id.
    CONFIRM = "c"  # take on the command of an anonymous admin
    CONNECT = "C"
    SAVE = "S"
    SAVE_ANYWAY = "W"
    FIELDS = "F"  # choose what to edit of a draft
    MORE = "v"  # ask for what a draft can say besides, one field after another
    FIELD = "f"  # edit this field of a draft, by its number
    SKIP = "k"
    BACK = "b"
    CANCEL = "x"
    AS_PHRASING = "y"  # add the question of a draft to the entry that answers it already
    REPLACE = "Y"  # let that entry say what the draft says instead
    KEEP_EVIDENCE = "K"  # let the new answer of a draft rest on what the one before rested on
    START_NEW = "B"  # leave a draft as it is, and begin another
    IMPORT = "I"
    PICK = "w"  # one of the entries that a waiting command may mean, by its number
    EDIT = "E"  # an entry
    HISTORY = "H"  # of an entry
    RESTORE = "R"  # a retired entry
    UNDO = "U"  # the change that a waiting /undo is about
    REDO = "Z"  # a change that was taken back, by its group and number
    ACCEPT = "A"  # a proposal
    AMEND = "M"
    DECLINE = "D"
    PROPOSAL = "V"  # look at one proposal
    MISSED_LIST = "m"
    MISSED = "Q"  # look at one missed question
    ADD_PHRASING = "P"  # let the nearest entry answer a missed question
    ANSWER_NOW = "N"
    NOT_OURS = "X"
    IGNORE = "i"
    DIGEST = "j"
    HELP = "h"  # all commands, in place of the daily ones
    REMOVE_EDITOR = "e"  # by the ids of the group and the person
    FORGET = "z"  # who presses it, whole


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


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens a web address; it is not pressed, and nothing is heard of it."""

    text: str
    url: str


Rows = tuple[tuple[Button | LinkButton, ...], ...]


def to_data(press: Press) -> str:
    """Return the press as callback data: `verb:language:number:about`, at most 8 bytes before `about`."""
    return f"{press.verb}:{press.language}:{min(press.number, LAST_NUMBER) or ''}:{press.about}"


def from_data(data: str) -> Press | None:
    """Return the press of callback data, or None where the data is none of ours."""
    match data.split(":", maxsplit=3):
        case [verb, language, number, about] if verb in list(Verb) and (number.isdecimal() or not number):
            return Press(Verb(verb), language, about, int(number or 0))
    return None
