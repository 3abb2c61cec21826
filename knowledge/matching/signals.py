"""(question, phrasing) -> Signals: the evidence for a match, each piece a number of its own."""

import math
from collections.abc import Container, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.values import Slot, Status
from knowledge.vectors.likeness import NOT_COMPARED, Likeness
from knowledge.words.wording import DECISIVE_SLOTS, NEGATED, Wording

STANCE_OF_STATUS: Mapping[Status | None, str] = {
    Status.CANCELLED: "cancelled",
    Status.POSTPONED: "postponed",
    Status.NOT_ANNOUNCED: NEGATED,
    Status.DENIED: NEGATED,
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the question: its weight, and the known terms that it may stand for with a likeness of 0 to 1."""

    weight: float
    likeness: Mapping[str, float]

    def met_by(self, terms: Container[str]) -> float:
        """Return how surely one of these terms is this one, 0 to 1."""
        met = 0.0
        for term, likeness in self.likeness.items():
            if likeness > met and term in terms:
                met = likeness
        return met


class Signals(NamedTuple):
    """What speaks for and against a match: a tuple, as a dozen and more are made for each question.

    The shares run from 0 to 1 and are weighted by how rare a term is; a rare word met or missed counts more.
    """

    is_verbatim: bool  # it is this very phrasing, word for word
    question_covered: float  # share of the question which this phrasing has
    phrasing_covered: float  # share of this phrasing which the question has
    entry_covered: float  # share of the question which any phrasing of the entry has
    alike: float  # the first two shares together (their harmonic mean): 1 only if each covers the other
    telling: float  # how much the shared words tell: 0 for none or only common ones, 1 for several rare ones
    slot_clashes: bool  # it asks when, and the entry answers where
    slot_agrees: float  # it asks when, and the phrasing does too (1), or only its entry answers when (1/2)
    slot_unasked: bool  # the phrasing asks when, and the question asks nothing of the kind
    particular_missed: float  # it names a place, a price, a direction that the entry (1) or phrasing (1/2) has not
    stance_clashes: bool  # it takes for cancelled what the entry does not
    negation_differs: bool  # one says not, the other does not
    known_by: int  # how many phrasings the entry has: of many, none having a word tells something; of one it does not
    number_differs: bool  # both name a number, and not the same
    is_bare: bool  # the question is a bare word, said once or often: it names a subject and asks nothing about it
    is_declared: bool  # its author said what the entry answers (when, where, ...); else that is read off its phrasings
    likeness: Likeness = NOT_COMPARED  # to all texts of the entry
    is_glossed: bool = False  # the question is in another language, and was read word by word in English
    is_taught: bool = False  # or by what the encoder was taught of its script
    is_turned_round: bool = False  # it asks of one country what the entry answers of another only
    status_agrees: bool = False  # it takes for cancelled what its author marked as cancelled

    @property
    def answers_another(self) -> bool:
        """Whether it plainly answers another question than was asked, however alike the words."""
        return self.slot_clashes or self.stance_clashes or self.number_differs or self.is_turned_round

    @property
    def is_translated(self) -> bool:
        """Whether the question was read as if it were English, so with some of its sense lost."""
        return self.is_glossed or self.is_taught

    @property
    def says_the_same(self) -> bool:
        """Whether phrasing and question are made of the same terms and ask for the same."""
        differs = self.slot_clashes or self.slot_unasked or self.stance_clashes or self.negation_differs
        return self.alike > 1 - 1e-9 and not differs and not self.is_translated

    @property
    def fit(self) -> float:
        """How well the phrasing fits by its words, to choose among those of one entry."""
        ruled_out = self.slot_clashes + self.stance_clashes + self.particular_missed + 0.1 * self.negation_differs
        return 2 * self.is_verbatim + self.alike + 0.2 * self.slot_agrees - 0.1 * self.slot_unasked - ruled_out


def met(question: Iterable[Term], known: Set[str]) -> float:
    """Return the weight of the question's terms that are among the known ones."""
    return sum([term.weight * term.met_by(known) for term in question])


def question_covered(met_weight: float, whole: float) -> float:
    """Return the share of the question's whole weight that is met."""
    return _share(met_weight, whole)


def telling(met_weight: float) -> float:
    """Return 1 - e^-w for the weight w that is met: the more, the less one more adds."""
    return 1 - math.exp(-met_weight)


def phrasing_covered(question: Iterable[Term], phrasing: Mapping[str, float]) -> float:
    """Return the weighted share of a phrasing's terms (term -> weight) that the question has."""
    met: dict[str, float] = {}
    for asked in question:
        for term, likeness in asked.likeness.items():
            if term in phrasing and likeness > met.get(term, 0.0):
                met[term] = likeness
    return _share(sum(phrasing[term] * likeness for term, likeness in met.items()), sum(phrasing.values()))


def alike(question: float, phrasing: float) -> float:
    """Return the harmonic mean of the two shares, 0 to 1."""
    return 2 * question * phrasing / (question + phrasing) if question and phrasing else 0.0


def slot_clashes(question: Wording, answered: frozenset[Slot]) -> bool:
    """Tell whether the question asks for something decisive and the match answers something else only."""
    decisive = answered & DECISIVE_SLOTS
    return bool(question.decisive_slots and answered) and not question.decisive_slots & decisive


def slot_agrees(question: Wording, asked: frozenset[Slot], answered: frozenset[Slot]) -> float:
    """Return 1 where the phrasing asks for a decisive slot of the question, 1/2 where its entry answers one, else 0."""
    if question.decisive_slots & asked:
        return 1.0
    return 0.5 if question.decisive_slots & answered else 0.0


def slot_unasked(question: Wording, asked: frozenset[Slot]) -> bool:
    """Tell whether the phrasing asks for something decisive that the question does not."""
    return bool(asked & DECISIVE_SLOTS - question.slots)


def particular_missed(question: Wording, terms: Iterable[Term], of_phrasing: Set[str], of_entry: Set[str]) -> float:
    """Return 1 where it narrows itself to what the entry does not know, 1/2 where only the phrasing does not."""
    if not question.particulars:
        return 0.0
    if _missed(question, terms, of_entry):
        return 1.0
    return 0.5 if _missed(question, terms, of_phrasing) else 0.0


def number_differs(question: Wording, phrasing: Set[str]) -> bool:
    """Tell whether both name numbers, and no number of the question is one of the phrasing's."""
    asked = {term for term in question.particulars if term.isdecimal()}
    if not asked:
        return False
    known = {term for term in phrasing if term.isdecimal()}
    return bool(known) and not asked & known


def _missed(question: Wording, terms: Iterable[Term], known: Set[str]) -> bool:
    met = {term for asked in terms if known & asked.likeness.keys() for term in asked.likeness}
    return bool(question.particulars - met)


def stance_clashes(question: Wording, taken: frozenset[str]) -> bool:
    """Tell whether the question takes for granted (cancelled, postponed, closed) what the match does not say.

    "Is it not signed" asks what "is it signed" asks; but why it is not is another matter than why it is.
    """
    turned = {NEGATED} if Slot.WHY in question.slots else set()
    return bool(question.stances - taken - ({NEGATED} - turned))


def status_agrees(question: Wording, status: Status | None) -> bool:
    """Tell whether the question takes for granted what the entry's author marked it as: cancelled, postponed."""
    return question.stances - {NEGATED} == {STANCE_OF_STATUS.get(status)}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
