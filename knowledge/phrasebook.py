"""Wordings with a meaning, found in running words: `which .. cit*` is found in "in which new cities is it"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from knowledge.normalising import words

Meaning = TypeVar("Meaning")

GAP = ".."
MOST_IN_GAP = 3
STARRED_KEY = 3  # letters by which wordings that begin with an open ending are looked up


class Found(NamedTuple, Generic[Meaning]):
    """A wording that was found: what it means, and the words that it stands on, from start up to end."""

    meaning: Meaning
    start: int
    end: int


class Phrasebook(Generic[Meaning]):
    """Finds wordings from left to right; of those that begin at the same word the longest counts, and none overlap.

    In a wording `word*` stands for any ending and `..` for up to three words.
    """

    def __init__(self, wordings: Iterable[tuple[str, Meaning]]) -> None:
        self._by_word: defaultdict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        for wording, meaning in wordings:
            parts = tuple(_part(part) for part in wording.split())
            self._by_word[_key(parts[0])].append((parts, meaning))

    def find(self, said: Sequence[str]) -> Iterator[Found[Meaning]]:
        """Yield every wording found in these normalised words, in order."""
        at = 0
        while at < len(said):
            longest = max(self._at(said, at), key=lambda found: found.end, default=None)
            if longest:
                yield longest
            at = longest.end if longest else at + 1

    def _at(self, said: Sequence[str], at: int) -> Iterator[Found[Meaning]]:
        word = said[at]
        for key in (word, *(f"{word[:length]}*" for length in range(1, min(len(word), STARRED_KEY) + 1))):
            for parts, meaning in self._by_word.get(key, ()):
                end = _end(parts, said, at)
                if end is not None:
                    yield Found(meaning, at, end)


def _end(parts: tuple[str, ...], said: Sequence[str], at: int) -> int | None:
    """Return where the parts end if they begin at this word, else None; a gap is as short as it can be."""
    if not parts:
        return at
    if parts[0] == GAP:
        ends = (_end(parts[1:], said, at + skipped) for skipped in range(MOST_IN_GAP + 1))
        return next((end for end in ends if end is not None), None)
    fits = at < len(said) and _fits(parts[0], said[at])
    return _end(parts[1:], said, at + 1) if fits else None


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _part(part: str) -> str:
    if part == GAP:
        return GAP
    ending = "*" if part.endswith("*") else ""
    return "".join(words(part)) + ending


def _key(part: str) -> str:
    return f"{part[:-1][:STARRED_KEY]}*" if part.endswith("*") else part
