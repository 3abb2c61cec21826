"""(entry, phrasing) -> the entry with it, in the language that the phrasing is in. Pure."""

from knowledge import Entry, Knowledge, OwnEntry, language_of

ROMANISED_HINDI = "hi-Latn"


def has_phrasing(entry: Entry, phrasing: str) -> bool:
    """Tell whether an entry is asked in these words already."""
    return any(text.casefold() == phrasing.casefold() for _, text in entry.all_phrasings())


def with_phrasing(own: OwnEntry, phrasing: str, knowledge: Knowledge) -> OwnEntry:
    """Return the entry with one more phrasing."""
    language = tongue_of(phrasing, knowledge)
    phrasings = {**own.entry.phrasings, language: (*own.entry.phrasings.get(language, ()), phrasing)}
    return own.model_copy(update={"entry": own.entry.model_copy(update={"phrasings": phrasings})})


def tongue_of(text: str, knowledge: Knowledge) -> str:
    """Return the language of a text by its script; Hindi in Latin script is told from English by its words."""
    by_script = language_of(text)
    is_romanised = by_script == "en" and knowledge.match(text).language == "hi"
    return ROMANISED_HINDI if is_romanised else by_script
