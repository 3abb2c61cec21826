"""Wordings with a meaning, found in running words: `which .. cit*` is found in "in which new cities is it"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from knowledge.normalising import words
from knowledge.words.devanagari import one_spelling

Meaning = TypeVar("Meaning")

GAP = ".."
MOST_IN_GAP = 3


class Found(NamedTuple, Generic[Meaning]):
    """A wording that was found: what it means, and the words that it stands on, from start up to end."""

    meaning: Meaning
    start: int
    end: int


class _Wording(NamedTuple, Generic[Meaning]):
    parts: tuple[str, ...]
    needed: frozenset[str]  # the parts but for gaps: where a text fits not all of them, there is no need to look
    meaning: Meaning


class _Word(NamedTuple, Generic[Meaning]):
    """A word as the book sees it: the parts that it fits, and the wordings that begin with one of those."""

    fits: frozenset[str]
    begins: tuple[_Wording[Meaning], ...]


class Phrasebook(Generic[Meaning]):
    """Finds wordings from left to right; of those that begin at the same word the longest counts, and none overlap.

    In a wording `word*` stands for any ending and `..` for up to three words.
    """

    def __init__(self, wordings: Iterable[tuple[str, Meaning]]) -> None:
        parted = [(tuple(_part(part) for part in wording.split()), meaning) for wording, meaning in wordings]
        self._beginning_with: defaultdict[str, list[_Wording[Meaning]]] = defaultdict(list)
        for parts, meaning in parted:
            self._beginning_with[parts[0]].append(_Wording(parts, frozenset(parts) - {GAP}, meaning))
        self._parts = frozenset(part for parts, _ in parted for part in parts) - {GAP}
        self._longest = max(map(len, self._parts), default=0)
        self._word = lru_cache(maxsize=65_536)(self._read_word)  # most words fit nothing, and most come again

    def find(self, said: Sequence[str]) -> Iterator[Found[Meaning]]:
        """Yield every wording found in these normalised words, in order."""
        read = [self._word(word) for word in said]
        beginnings = [at for at, word in enumerate(read) if word.begins]
        if not beginnings:
            return
        fitted = frozenset[str]().union(*[word.fits for word in read])
        free = 0
        for at in beginnings:
            if at >= free:
                longest = max(_at(at, read, fitted), key=lambda found: found.end, default=None)
                if longest:
                    free = longest.end
                    yield longest

    def _read_word(self, word: str) -> _Word[Meaning]:
        spelt = one_spelling(word)
        openings = (f"{spelt[:end]}*" for end in range(1, min(len(spelt), self._longest) + 1))
        fits = [part for part in (spelt, *openings) if part in self._parts]
        return _Word(frozenset(fits), tuple(one for part in fits for one in self._beginning_with.get(part, ())))


def _at(start: int, read: Sequence[_Word[Meaning]], fitted: frozenset[str]) -> Iterator[Found[Meaning]]:
    """Yield the wordings that begin at this word, in a text whose words fit these parts."""
    for wording in read[start].begins:
        if wording.needed <= fitted:
            end = _end(wording.parts, read, start)
            if end is not None:
                yield Found(wording.meaning, start, end)


def _end(parts: tuple[str, ...], read: Sequence[_Word[Meaning]], at: int) -> int | None:
    """Return where the parts end if they begin at this word, else None; a gap is as short as it can be."""
    if not parts:
        return at
    if parts[0] == GAP:
        ends = (_end(parts[1:], read, at + skipped) for skipped in range(MOST_IN_GAP + 1))
        return next((end for end in ends if end is not None), None)
    fits = at < len(read) and parts[0] in read[at].fits
    return _end(parts[1:], read, at + 1) if fits else None


def _part(part: str) -> str:
    if part == GAP:
        return GAP
    ending = "*" if part.endswith("*") else ""
    return one_spelling("".join(words(part))) + ending
