"""English stems for engines that bring no stemmer of their own."""

from functools import cache

import Stemmer

_ENGLISH = Stemmer.Stemmer("english")


@cache
def stem(word: str) -> str:
    """Return the stem of a word in lower case."""
    return str(_ENGLISH.stemWord(word))


def stems(of: list[str]) -> list[str]:
    """Return the stem of each word."""
    return [stem(word) for word in of]
