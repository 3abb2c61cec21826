"""text -> the language that its script tells."""

from collections import Counter

from knowledge.normalising import words
from knowledge.words.language import LANGUAGE_OF_SCRIPT
from knowledge.words.stemming import script_of


def language_of(text: str) -> str:
    """Return the language of most words in a script that tells one, or else English, as for every plain text."""
    told = Counter(LANGUAGE_OF_SCRIPT.get(script_of(word), "") for word in words(text)[:100])
    del told[""]
    return told.most_common(1)[0][0] if told else "en"
