"""text -> Wording: what a question or a phrasing is about, and what it asks of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.normalising import words
from knowledge.values import Slot
from knowledge.words.directions import Direction, directions
from knowledge.words.lexicon import lexicon
from knowledge.words.phrasebook import Found
from knowledge.words.stemming import stem
from knowledge.words.synonyms import Synonyms

# How, what and whether ask for anything, so they tell no answer from another.
DECISIVE_SLOTS = frozenset({Slot.WHEN, Slot.WHERE, Slot.WHO, Slot.HOW_MUCH, Slot.WHY})
NEGATED = "negated"
LEADS_WITHIN = 3  # words at the beginning among which a question word leads, and others may depend on it
WHETHER_WITHIN = 2  # words at the beginning among which "is", "will", "kya" or "ли" asks whether
# Question words that also tell when, where or of whom something else is so: "an Indian who wants a job".
WHEN = (("when",), ("когда",))
RELATIVE = (*WHEN, ("where",), ("где",), ("куда",), ("who",), ("кто",))
MOST_WORDS = 200  # what a question takes to say what it is about; the rest of a pasted page would only cost time


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, and what they amount to."""

    words: tuple[str, ...]
    terms: Mapping[str, str]  # what it is about: each term, and the word that it was read from; no function words
    slots: frozenset[Slot]  # what it asks for
    leading_slot: Slot | None  # what the first of its question words asks for
    stances: frozenset[str]  # what it takes to have happened
    particulars: frozenset[str]  # the terms that narrow it to one thing: a place, a price, a name, a number
    directions: frozenset[Direction]  # which of the countries that all is about is which

    def narrowed_like(self, respelt: "Wording") -> "Wording":
        """Return these words, narrowed also to what they narrow to where they are spelt right: "tarif" to a tariff."""
        return replace(self, particulars=self.particulars | respelt.particulars)

    def told_like(self, other: "Wording") -> "Wording":
        """Return these words with all that the same in another language says beside its subject."""
        return replace(
            self,
            stances=self.stances | other.stances,
            particulars=self.particulars or other.particulars,
            directions=self.directions | other.directions,
        )

    @property
    def decisive_slots(self) -> frozenset[Slot]:
        """The slots that tell one kind of answer from another."""
        return self.slots & DECISIVE_SLOTS

    @property
    def is_small_talk(self) -> bool:
        """Whether nothing in it asks: no words at all, or only friendly ones."""
        return all(word in lexicon().small_talk for word in self.words)

    @property
    def is_thanks(self) -> bool:
        """Whether it is small talk that thanks."""
        return self.is_small_talk and any(word in lexicon().thanks for word in self.words)


def read_wording(text: str, synonyms: Synonyms) -> Wording:
    """Read a text; a term that stands in it twice keeps the word by which it stands first."""
    said = first_words(text)
    slots = _slots(said)
    by_place = synonyms.fold([stem_of_meaning(word) for word in said])
    telling = {at: term for at, term in by_place if term not in function_stems()}
    return Wording(
        words=said,
        terms=_terms(said, telling or dict(by_place)),
        slots=_slot_set(tuple(slots)),
        leading_slot=next(iter(slots), None),
        stances=_word_set(tuple(found.meaning for found in lexicon().stances.find(said) if found.meaning)),
        particulars=_particulars(said, by_place),
        directions=_direction_set(tuple(directions(said, telling))),
    )


def first_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, of a pasted page the first."""
    return words(text[: MOST_WORDS * 16])[:MOST_WORDS]


def _terms(said: tuple[str, ...], by_place: dict[int, str]) -> dict[str, str]:
    return {term: said[at] for at, term in reversed(by_place.items())}


def _slots(said: tuple[str, ...]) -> list[Slot]:
    """Return what the question words ask for, in their order; a bare verb in front or at the end asks whether."""
    found = list(lexicon().slots.find(said))
    begins_with_one = bool(found) and found[0].start == 0
    asks_whether = any(word in lexicon().whether for word in said[:WHETHER_WITHIN]) and not begins_with_one
    asking = [one for one in found if one.meaning]
    named = [
        one.meaning
        for at, one in enumerate(asking)
        if one.meaning and not _only_tells(said, one, asking[:at], of_whether=asks_whether)
    ]
    if asks_whether:
        return [Slot.WHETHER, *named]
    return named or ([Slot.WHETHER] if not found and said[-1:] and said[-1] in lexicon().whether else [])


def _only_tells(
    said: tuple[str, ...], found: Found[Slot | None], before: Sequence[Found[Slot | None]], *, of_whether: bool
) -> bool:
    """Tell whether a "when", "where" or "who" asks for nothing, after another question: "what is done when he comes".

    It asks only after some words: "will they say when it is", "what is it and when", "what date, where".
    """
    if said[found.start : found.end] not in RELATIVE or not (before or of_whether):
        return False
    last, after = said[found.start - 1 : found.start], said[found.end : found.end + 1]
    if said[found.start : found.end] in WHEN and "".join(after).endswith("ing"):
        return True
    leads = of_whether or before[0].start < LEADS_WITHIN
    goes_on = any(one.end == found.start for one in before)
    return leads and bool(after) and not goes_on and not lexicon().asks_after.issuperset(last)


def _particulars(said: tuple[str, ...], by_place: Iterable[tuple[int, str]]) -> frozenset[str]:
    narrowing: set[int] = set()
    harmless: set[int] = set()
    for found in lexicon().particulars.find(said):
        (narrowing if found.meaning else harmless).update(range(found.start, found.end))
    named = {at for at in narrowing if stem(said[at]) not in function_stems()}
    figures = {at for at, word in enumerate(said) if word.isdecimal()} - harmless
    return _word_set(tuple(term for at, term in by_place if at in named or at in figures))


def narrows(word: str) -> bool:
    """Tell whether a word by itself narrows a question to one thing, as a price or a place does."""
    return any(found.meaning for found in lexicon().particulars.find((word,)))


def stem_of_meaning(word: str) -> str:
    """Return the stem of a word, or of the figure that a number word stands for: "two" is 2."""
    return stem(lexicon().figures.get(word, word))


# A pack has many wordings and few different sets in them, so equal ones are kept as one.
_slot_set = lru_cache(maxsize=1024)(frozenset[Slot])
_direction_set = lru_cache(maxsize=4096)(frozenset[Direction])
_word_set = lru_cache(maxsize=4096)(frozenset[str])


@lru_cache(maxsize=1)
def function_stems() -> frozenset[str]:
    """Return the stems of the words that carry no subject of their own, of every language."""
    return frozenset(stem(word) for some in lexicon().function_words.values() for word in some)
