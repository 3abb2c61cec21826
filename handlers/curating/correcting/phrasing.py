"""(entry, phrasings) -> the entry with them, each in the language that it is in. Pure."""

from collections.abc import Iterable

from handlers.curating.tongues import tongue_of
from knowledge import Entry, Knowledge, OwnEntry


def has_phrasing(entry: Entry, phrasing: str) -> bool:
    """Tell whether an entry is asked in these words already."""
    return not new_phrasings(entry, phrasing)


def new_phrasings(entry: Entry, said: str) -> tuple[str, ...]:
    """Return the phrasings that are said, one on a line, without those in which the entry is asked already."""
    lines = (line.strip() for line in said.splitlines())
    known = {text.casefold() for _, text in entry.all_phrasings()}
    return tuple({line.casefold(): line for line in lines if line and line.casefold() not in known}.values())


def with_phrasings(own: OwnEntry, new: Iterable[str], knowledge: Knowledge) -> OwnEntry:
    """Return the entry with more phrasings."""
    phrasings = dict(own.entry.phrasings)
    for phrasing in new:
        language = tongue_of(phrasing, knowledge)
        phrasings[language] = (*phrasings.get(language, ()), phrasing)
    return own.model_copy(update={"entry": own.entry.model_copy(update={"phrasings": phrasings})})
