"""(question, question) -> whether they ask the same, when in doubt not.

That an index would answer one by the other is not enough: "bus on Monday" is all but "bus on Tuesday" to any encoder.
So what one of them is about must be in the other, but for a few words that are added and narrow nothing.
"""

from collections.abc import Mapping

from knowledge.values import Slot
from knowledge.words.lexicon import lexicon
from knowledge.words.spelling import Spelling
from knowledge.words.wording import Wording

SHARED_PER_ADDED = 2  # telling words in common for each that only one has: of fewer, the one added is half the question
SHORT = 6  # letters; in a shorter word another letter makes another name: Masha and Misha, Kazan and Kazak
ONE_SLIP = 10  # letters; a shorter word misspelt twice is another word: Tuesday is two letters from Thursday


def ask_the_same(one: Wording, other: Wording) -> bool:
    """Tell whether two questions ask for the same of the same thing."""
    if _is_of_another_kind(one, other):
        return False
    added = _missing(one, other)
    left_out = _missing(other, one)
    return not (added and left_out) and _narrows_nothing({**added, **left_out}, one, other)


def _narrows_nothing(extra: Mapping[str, str], one: Wording, other: Wording) -> bool:
    """Tell whether these terms (with their words), which only one of the two has, leave the question what it is."""
    telling = [word for word in extra.values() if word not in lexicon().light_words]
    shared = min(len(one.terms), len(other.terms))
    return not extra.keys() & (one.particulars | other.particulars) and shared >= SHARED_PER_ADDED * len(telling)


def _is_of_another_kind(one: Wording, other: Wording) -> bool:
    """Tell whether they ask for something else, take something else for granted, or name other numbers."""
    return _asked(one) != _asked(other) or one.stances != other.stances or _numbers(one) != _numbers(other)


def _asked(wording: Wording) -> frozenset[Slot]:
    """Return what it asks for; what something is one asks without a question word as well."""
    return wording.slots - {Slot.WHAT}


def _numbers(wording: Wording) -> frozenset[str]:
    return frozenset(term for term in wording.particulars if term.isdecimal())


def _missing(of: Wording, among: Wording) -> Mapping[str, str]:
    """Return the terms that the other has not, with their words; a misspelt one it has."""
    unmet = {term: word for term, word in of.terms.items() if term not in among.terms}
    spelling = Spelling(sorted(set(among.words))) if unmet else None
    return {term: word for term, word in unmet.items() if spelling and not _is_misspelt(word, spelling)}


def _is_misspelt(word: str, spelling: Spelling) -> bool:
    """Tell whether a word is another one with a slip; its first letter is hardly ever slipped at."""
    near = (known for known, similarity in spelling.near(word) if _slips(known, word, similarity) <= _most_slips(word))
    return any(known[0] == word[0] and not _is_another_short_one(known, word) for known in near)


def _slips(known: str, word: str, similarity: float) -> int:
    return round((1 - similarity) * max(len(known), len(word)))


def _most_slips(word: str) -> int:
    return 1 if len(word) < ONE_SLIP else 2


def _is_another_short_one(known: str, word: str) -> bool:
    """Tell whether two short words differ by a letter changed, as names do, and not by one lost or two swapped."""
    return len(word) == len(known) < SHORT and sorted(word) != sorted(known)
