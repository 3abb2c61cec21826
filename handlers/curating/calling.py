"""How entries and moments are called within a sentence. Pure."""

from collections.abc import Sequence
from datetime import datetime

from handlers.catalogues import Catalogue
from handlers.markup import shortened
from knowledge import Entry, in_language

SHOWN = 3  # entries of one change by their questions; an import may have hundreds
QUESTION_SHOWN = 80  # signs of a question within a sentence: about two lines of a phone


def called_entry(entry: Entry, words: Catalogue) -> str:
    """Return the question of an entry as it stands within a sentence."""
    return called(in_language(entry.question, words.language), words)


def called(question: str, words: Catalogue) -> str:
    """Return a question as it stands within a sentence."""
    return words.say("“{question}”", question=shortened(question, QUESTION_SHOWN))


def enumerated(names: Sequence[str], words: Catalogue) -> str:
    """Return the first names in a row; of more it is said how many they are."""
    more = len(names) - SHOWN
    rest = [words.say_many("and {count} more", "and {count} more", more)] if more > 0 else []
    return " ".join((", ".join(names[:SHOWN]), *rest))


def moment(at: datetime, words: Catalogue) -> str:
    """Return a day with its time, which is that of Greenwich: readers of a group may live in several zones."""
    return words.say("{date}, {time} UTC", date=words.date(at.date()), time=f"{at:%H:%M}")
