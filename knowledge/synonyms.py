"""Groups of words and short phrases of any language that mean the same, each counted as one term."""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.normalising import words
from knowledge.stemming import stem


class Synonyms:
    """Folds every member of a group into the group's own term."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        members = [(words(member), f"={number}") for number, group in enumerate(groups) for member in group]
        self._term_of = {tuple(map(stem, member)): term for member, term in members}
        self._longest = max(map(len, self._term_of), default=0)
        self.single_words: Mapping[str, str] = {member[0]: term for member, term in members if len(member) == 1}

    def fold(self, stems: Sequence[str]) -> list[tuple[int, str]]:
        """Return each term with the place of its first stem; at every place the longest member counts."""
        folded: list[tuple[int, str]] = []
        at = 0
        while at < len(stems):
            term, length = self._at(tuple(stems[at : at + self._longest]))
            folded.append((at, term or stems[at]))
            at += length
        return folded

    def _at(self, window: tuple[str, ...]) -> tuple[str | None, int]:
        lengths = range(len(window), 0, -1)
        return next(((self._term_of[window[:n]], n) for n in lengths if window[:n] in self._term_of), (None, 1))
