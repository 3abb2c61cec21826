"""Groups of words and short phrases of any language that mean the same, each counted as one term."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from knowledge.normalising import words
from knowledge.words.stemming import stem


class Synonyms:
    """Folds every member of a group into the group's own term."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        members = [(words(member), f"={number}") for number, group in enumerate(groups) for member in group]
        self._term_of = {tuple(map(stem, member)): term for member, term in members}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for member in filter(None, self._term_of):
            lengths[member[0]].add(len(member))
        self._lengths = {first: sorted(some, reverse=True) for first, some in lengths.items()}  # of those it begins
        self.single_words: Mapping[str, str] = {member[0]: term for member, term in members if len(member) == 1}

    def fold(self, stems: Sequence[str]) -> list[tuple[int, str]]:
        """Return each term with the place of its first stem; at every place the longest member counts."""
        folded: list[tuple[int, str]] = []
        at = 0
        while at < len(stems):
            term, length = self._at(stems, at)
            folded.append((at, term))
            at += length
        return folded

    def _at(self, stems: Sequence[str], at: int) -> tuple[str, int]:
        for length in self._lengths.get(stems[at], ()):
            term = self._term_of.get(tuple(stems[at : at + length]))
            if term:
                return term, length
        return stems[at], 1


@lru_cache(maxsize=64)
def synonyms_of(groups: tuple[tuple[str, ...], ...]) -> Synonyms:
    """Return the synonyms of these groups, one object for equal ones: so what was read with them is known again."""
    return Synonyms(groups)
