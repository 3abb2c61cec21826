"""The terms of a pack: how rare each is, and which of them a question's words stand for."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from knowledge.matching.signals import Term
from knowledge.words.lexicon import lexicon
from knowledge.words.spelling import Spelling
from knowledge.words.stemming import stem
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import Wording, function_stems, narrows, stem_of_meaning

LIGHT = 0.25  # the weight of a word that says little, beside a telling one of the same rarity
# The weight of a word that no phrasing has, beside the rarest that one has. In a pack of many entries it is likely
# chatter, since the pack has the words of its subject; in a pack of one it is likely another subject.
UNKNOWN_AMONG_MANY, UNKNOWN_AMONG_FEW = 0.6, 1.0
FEW = 4  # entries at which the two are half-way
ENTRIES_ELSEWHERE = 6  # imagined beside the pack's own: a word that both of two entries have still tells something
FUZZY = 0.9  # a likely misspelling counts a little less than the word itself


class Vocabulary:
    """What the phrasings of a pack are made of. `entries` holds the wordings of each entry."""

    def __init__(self, entries: Iterable[Iterable[Wording]], synonyms: Synonyms) -> None:
        per_entry = [[wording.terms for wording in wordings] for wordings in entries]
        entries_with = Counter(term for some in per_entry for term in set().union(*some))
        size = len(per_entry)
        self._rarity = {count: _rarity(count, size) / _rarity(1, size) for count in set(entries_with.values())}
        self._rarity[0] = UNKNOWN_AMONG_MANY + (UNKNOWN_AMONG_FEW - UNKNOWN_AMONG_MANY) * FEW / (FEW + size)
        self._weights = {term: self._weight(term, count) for term, count in entries_with.items()}
        known_words = {word: term for some in per_entry for terms in some for term, word in terms.items()}
        self._term_of_word = {**_particular_words(), **_function_words(), **synonyms.single_words, **known_words}
        self._spelling = Spelling(sorted(self._term_of_word))
        self._not_ours = _particular_words().keys() - known_words.keys() - synonyms.single_words.keys()
        self._likeness = lru_cache(maxsize=16_384)(self._find_likeness)

    def weight(self, term: str) -> float:
        """Return how telling a term is, 0 to 1: its inverse document frequency (BM25's), less for light words."""
        return self._weights[term] if term in self._weights else self._weight(term, 0)

    def question_terms(self, wording: Wording, is_word: Callable[[str], bool]) -> list[Term]:
        """Return the terms of a question with what each may stand for; misspelt function words drop out.

        What is a word by itself is not taken for one of those: "safe" is no "same".
        """
        terms = []
        for term, word in wording.terms.items():
            likeness = self._likeness(term, word)
            if "" not in likeness:
                terms.append(self._weighed(Term(self.weight(term), likeness)))
            elif term in wording.particulars or is_word(word):
                terms.append(Term(self.weight(term), {}))
        return terms

    def respelt(self, word: str) -> str:
        """Return the word of the pack or of the lexicon that this one is a likely misspelling of; else itself.

        One that lost its ending, as "volum", keeps its stem: it stands for a word of the same.
        """
        if word in self._term_of_word or word in lexicon().everyday:
            return word
        near = [known for known, _ in self._near(word)]
        if stem(word) in self._weights:
            near = [known for known in near if stem(known) == stem(word)]
        return next(iter(near), word)

    def _near(self, word: str) -> list[tuple[str, float]]:
        """Return what it may stand for; a word that only the lexicon has must begin alike: "union" is no "reunion"."""
        near = self._spelling.near(word)
        return [(known, likeness) for known, likeness in near if known[0] == word[0] or known not in self._not_ours]

    def _weighed(self, term: Term) -> Term:
        """Let a misspelt word weigh what the word it stands for weighs."""
        if not term.likeness:
            return term
        likeliest = max(term.likeness, key=term.likeness.__getitem__)
        return Term(self.weight(likeliest), term.likeness)

    def _weight(self, term: str, entries: int) -> float:
        return self._rarity[entries] * (LIGHT if term in _light_stems() else 1.0)

    def _find_likeness(self, term: str, word: str) -> Mapping[str, float]:
        """Return known terms by likeness; the term "" where the word is most like a function word."""
        if term in self._weights or term in _light_stems():
            return {term: 1.0}
        if word in lexicon().everyday or narrows(word):
            return {}  # a word of its own: cost is no host
        found: dict[str, float] = {}
        for known, similarity in self._near(word):
            found.setdefault(self._term_of_word[known], FUZZY * similarity)
        like_a_function_word = found.pop("", 0.0)
        return found if max(found.values(), default=0.0) >= like_a_function_word else {"": 1.0}


def _rarity(entries: int, of: int) -> float:
    without = of + ENTRIES_ELSEWHERE - entries
    return math.log(1 + (without + 0.5) / (entries + 0.5))


@lru_cache(maxsize=1)
def _light_stems() -> frozenset[str]:
    return frozenset(map(stem_of_meaning, lexicon().light_words)) - function_stems()


@lru_cache(maxsize=1)
def _particular_words() -> Mapping[str, str]:
    return {word: stem(word) for word in lexicon().particular_words}


@lru_cache(maxsize=1)
def _function_words() -> Mapping[str, str]:
    return {word: "" for some in lexicon().function_words.values() for word in some}
