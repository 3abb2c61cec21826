"""question -> the id of an entry: readable, in the question's own script, and not taken."""

import unicodedata
from bisect import bisect_left
from collections.abc import Collection
from itertools import count

from knowledge.normalising import words

MOST_BYTES = 40  # leaves room for a number within the 56 that a button carries
NAMELESS = "entry"  # for a question without a letter or a figure


def id_for(question: str, taken: Collection[str]) -> str:
    """Return an id made of the question's words, of at most 40 bytes, with -2, -3, ... after it if that is taken."""
    return unused(_slug(words(question)) or NAMELESS, taken)


def unused(name: str, taken: Collection[str]) -> str:
    """Return the name, or else the name with a number from 2 on that is not taken."""
    if name not in taken:
        return name
    tried = range(2, len(taken) + 3)  # halved and halved again, as a file may ask the same thousands of times
    first = tried.start + bisect_left(tried, True, key=lambda number: f"{name}-{number}" not in taken)
    return next(f"{name}-{number}" for number in count(first) if f"{name}-{number}" not in taken)


def _slug(said: tuple[str, ...]) -> str:
    slug = ""
    for word in said:
        longer = f"{slug}-{word}" if slug else _cut(word)
        if len(longer.encode()) > MOST_BYTES:
            break
        slug = longer
    return slug


def _cut(word: str) -> str:
    """Return as much of the word as fits, without tearing marks from their letter unless that leaves nothing."""
    kept = word.encode()[:MOST_BYTES].decode(errors="ignore")
    whole = kept
    while word[len(whole) : len(whole) + 1] and unicodedata.category(word[len(whole)])[0] == "M":
        whole = whole[:-1]
    return whole or kept
