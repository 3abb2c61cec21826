"""word -> stem: the endings of English, Hindi and Russian taken off, so that inflected forms meet.

The stemmers are the Snowball project's (https://snowballstem.org/algorithms/); the script decides which one is asked.
"""

import unicodedata
from functools import lru_cache
from threading import Lock

import Stemmer

from knowledge.words.devanagari import one_spelling

_ONE_AT_A_TIME = Lock()  # a stemmer keeps the word that it works on
_STEMMERS = {  # each with a memory of 0 words, as `stem` has one
    "LATIN": Stemmer.Stemmer("english", 0),
    "CYRILLIC": Stemmer.Stemmer("russian", 0),
    "DEVANAGARI": Stemmer.Stemmer("hindi", 0),
}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a normalised word, of a word in Devanagari in the one spelling of all its spellings.

    A word of a script without a stemmer is its own stem.
    """
    script = script_of(word)
    stemmer = _STEMMERS.get(script)
    plain = _without_accents(word) if script in ("LATIN", "CYRILLIC") else word
    with _ONE_AT_A_TIME:
        stemmed = str(stemmer.stemWord(plain)) if stemmer else plain
    return one_spelling(stemmed)


@lru_cache(maxsize=65_536)
def script_of(word: str) -> str:
    """Return the script of the word's first letter as Unicode names it: LATIN, DEVANAGARI, ...; "" if none."""
    letter = next((sign for sign in word if sign.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _without_accents(word: str) -> str:
    """Drop accents that people leave out when typing: é as e, ё as е; й keeps its breve, which makes it a letter."""
    letters = (sign for sign in word if not unicodedata.combining(sign))
    return "".join(sign if sign == "й" else unicodedata.normalize("NFD", sign)[0] for sign in letters)
