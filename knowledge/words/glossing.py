"""A question in Hindi or Russian -> the same word by word in English, for what is known in English only.

A gloss is no translation: word order and endings are lost, and of several meanings a word has the one that is likeliest
in a question to a group. It is enough for an encoder to tell a lift from a lesson.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from knowledge.normalising import words
from knowledge.values import Slot
from knowledge.words.devanagari import one_spelling
from knowledge.words.lexicon import lexicon
from knowledge.words.stemming import stem
from knowledge.words.wording import function_stems

DICTIONARY = Path(__file__).with_name("dictionary.tsv")  # a line for each English word, and a column for each language
LONGEST = 3  # words of a wording in the dictionary
LEAST_STEM = 3  # letters: shorter stems are too often another word's

Said = tuple[str, ...]


def in_english(said: Sequence[str]) -> str | None:
    """Return these words in English, those left as they are that the dictionary has not; None if it has none."""
    found = list(_glossed(tuple(said)))
    return " ".join(word for word, _ in found) if any(is_known for _, is_known in found) else None


def _glossed(said: Said) -> Iterator[tuple[str, bool]]:
    """Yield what is said word by word, and whether the dictionary has it."""
    at = 0
    for asking in lexicon().slots.find(said):
        if asking.meaning in (None, Slot.WHETHER):
            continue
        yield from _words(said[at : asking.start])
        yield str(asking.meaning), False
        yield from _words(said[asking.start + 1 : asking.end - 1])  # "how long .. wait" has what is waited for within
        at = asking.end
    yield from _words(said[at:])


def _words(said: Said) -> Iterator[tuple[str, bool]]:
    at = 0
    while at < len(said):
        english, length = _longest(said[at : at + LONGEST])
        if english or stem(said[at]) not in function_stems():
            yield english or said[at], bool(english)
        at += length


def _longest(said: Said) -> tuple[str | None, int]:
    """Return the English for as many of these words, from the first on, as the dictionary has; and how many."""
    for length in range(len(said), 0, -1):
        if english := _dictionary().get(said[:length]) or _by_stems(said[:length]):
            return english, length
    return None, 1


@lru_cache(maxsize=4096)
def _by_stems(said: Said) -> str | None:
    """Return the English for words of the same stems; of several that for the shortest, which is hardly inflected."""
    stems = tuple(map(stem, said))
    if any(len(one) < LEAST_STEM or one in function_stems() for one in stems):
        return None
    alike = [one for one in _by_opening().get(_opening(said), ()) if tuple(map(stem, one)) == stems]
    return _dictionary()[min(alike, key=_length)] if alike else None


def _length(said: Said) -> int:
    return len("".join(said))


def _opening(said: Said) -> tuple[int, str]:
    """Return what words of the same stems have in common, so that few need be stemmed."""
    return len(said), one_spelling(said[0])[:2]


@cache
def _by_opening() -> Mapping[tuple[int, str], Sequence[Said]]:
    found: defaultdict[tuple[int, str], list[Said]] = defaultdict(list)
    for said in _dictionary():
        found[_opening(said)].append(said)
    return found


@cache
def _dictionary() -> Mapping[Said, str]:
    """Return the English by the words of other languages."""
    with DICTIONARY.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))[1:]
    wordings = ((words(one), line[0]) for line in lines for one in ", ".join(filter(None, line[1:])).split(", "))
    return {said: english for said, english in wordings if said}


def load_dictionary() -> None:
    """Read the dictionary now, which takes a moment, and not with the first question that needs it."""
    _by_opening()
