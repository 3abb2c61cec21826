"""(text, knowledge) -> the language that it is in. Pure."""

from knowledge import Knowledge, language_of

ROMANISED_HINDI = "hi-Latn"


def tongue_of(text: str, knowledge: Knowledge) -> str:
    """Return the language that a text is in by its script; Hindi in Latin script is told from English by its words."""
    by_script = language_of(text)
    is_romanised = by_script == "en" and knowledge.match(text).language == "hi"
    return ROMANISED_HINDI if is_romanised else by_script
