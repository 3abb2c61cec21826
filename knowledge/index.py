"""question -> Matches: which entries it may mean. Read top-down: read, gather candidates, weigh, rank."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from knowledge import confidence, signals
from knowledge.language import Languages
from knowledge.matches import Match, Matches
from knowledge.signals import STANCE_OF_STATUS, Signals, Term
from knowledge.succession import current_entries, successors
from knowledge.synonyms import Synonyms
from knowledge.values import Entry, Pack, Slot
from knowledge.vocabulary import Vocabulary
from knowledge.wording import NEGATED, Wording, read_wording

CANDIDATES = 64  # phrasings looked at closely; on the ranking set the right entry is always among the first 10
PER_TERM = 0.01  # what a phrasing loses for each of its terms: of equals the shorter one is the closer
RANKED = 10  # entries reported


@dataclass(frozen=True, slots=True)
class _Phrasing:
    """A phrasing as the index holds it: the weight of each term, what it and its entry answer and take for granted."""

    entry: int
    text: str
    words: tuple[str, ...]
    weights: dict[str, float]
    terms: frozenset[str]
    asked: frozenset[Slot]
    answered: frozenset[Slot]
    stances: frozenset[str]


class Index:
    """All phrasings of a pack, ready to be asked. Built once and never changed: new knowledge is a new index."""

    def __init__(self, pack: Pack) -> None:
        self._synonyms = Synonyms(pack.synonyms)
        self._entries = current_entries(pack)
        asked_as = _wordings(self._entries, pack)
        read = [[read_wording(text, self._synonyms) for text in texts] for texts in asked_as]
        self._vocabulary = Vocabulary(read, self._synonyms)
        self._phrasings = [
            self._phrasing(number, text, wording)
            for number, (texts, wordings) in enumerate(zip(asked_as, read, strict=True))
            for text, wording in zip(texts, wordings, strict=True)
        ]
        self._terms_of_entry = [frozenset(term for one in wordings for term in one.terms) for wordings in read]
        self._phrasings_with = _postings(self._phrasings)
        self._languages = Languages(self._entries)

    def match(self, question: str, *, knows_by_heart: bool = True) -> Matches:
        """Return the entries that the question may mean, most probable first, with their evidence.

        What stands in the pack word for word goes to its entry, unless the index is not to know it by heart.
        """
        asked = read_wording(question, self._synonyms)
        terms = self._vocabulary.question_terms(asked)
        weighed = {at: self._signals(asked, terms, self._phrasings[at]) for at in self._candidates(terms)}
        if not knows_by_heart:
            weighed = {at: replace(evidence, is_verbatim=False) for at, evidence in weighed.items()}
        is_question = not asked.is_small_talk or any(evidence.is_verbatim for evidence in weighed.values())
        return Matches(
            question=question,
            language=self._languages.of(asked.words),
            is_question=is_question,
            ranked=self._rank(weighed, is_question=is_question),
            is_thanks=asked.is_thanks,
        )

    def _phrasing(self, entry: int, text: str, wording: Wording) -> _Phrasing:
        implied = STANCE_OF_STATUS.get(self._entries[entry].status)
        answers_to = frozenset(self._entries[entry].answers_to)
        asked = wording.slots & (answers_to | {wording.leading_slot}) if answers_to else wording.slots
        return _Phrasing(
            entry=entry,
            text=text,
            words=wording.words,
            weights={term: self._vocabulary.weight(term) for term in wording.terms},
            terms=frozenset(wording.terms),
            asked=asked,
            answered=asked | answers_to,
            stances=wording.stances | ({implied} if implied else frozenset()),
        )

    def _candidates(self, terms: Iterable[Term]) -> list[int]:
        """Return the phrasings that share the most weight with the question: all that can win, few to compare."""
        shared: defaultdict[int, float] = defaultdict(float)
        for term in terms:
            for known, likeness in term.likeness.items():
                for at in self._phrasings_with.get(known, ()):
                    shared[at] += term.weight * likeness
        return nlargest(CANDIDATES, shared, key=lambda at: shared[at] - PER_TERM * len(self._phrasings[at].weights))

    def _signals(self, asked: Wording, terms: Sequence[Term], phrasing: _Phrasing) -> Signals:
        known = self._terms_of_entry[phrasing.entry]
        of_question = signals.question_covered(terms, phrasing.terms)
        of_phrasing = signals.phrasing_covered(terms, phrasing.weights)
        return Signals(
            is_verbatim=asked.words == phrasing.words,
            question_covered=of_question,
            phrasing_covered=of_phrasing,
            alike=signals.alike(of_question, of_phrasing),
            entry_covered=signals.question_covered(terms, known),
            telling=signals.telling(terms, phrasing.terms),
            slot_clashes=signals.slot_clashes(asked, phrasing.answered),
            slot_agrees=signals.slot_agrees(asked, phrasing.asked, phrasing.answered),
            slot_unasked=signals.slot_unasked(asked, phrasing.asked),
            particular_missed=signals.particular_missed(asked, terms, phrasing.terms, known),
            stance_clashes=signals.stance_clashes(asked, phrasing.stances),
            negation_differs=(NEGATED in asked.stances) != (NEGATED in phrasing.stances),
        )

    def _rank(self, weighed: dict[int, Signals], *, is_question: bool) -> tuple[Match, ...]:
        strengths = {at: confidence.strength(evidence) for at, evidence in weighed.items()}
        weakest_first = sorted(strengths, key=strengths.__getitem__)
        best = {self._phrasings[at].entry: at for at in weakest_first}  # the strongest of each entry comes last
        ranked = sorted(best.values(), key=strengths.__getitem__, reverse=True)
        shares = confidence.shares([strengths[at] for at in ranked], is_question=is_question)
        return tuple(self._match(at, weighed[at], share) for at, share in zip(ranked, shares, strict=True))[:RANKED]

    def _match(self, at: int, evidence: Signals, share: float) -> Match:
        phrasing = self._phrasings[at]
        return Match(self._entries[phrasing.entry], phrasing.text, evidence, share)


def _postings(phrasings: Sequence[_Phrasing]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, phrasing in enumerate(phrasings):
        for term in phrasing.weights:
            found[term].append(at)
    return dict(found)


def _wordings(entries: Iterable[Entry], pack: Pack) -> list[list[str]]:
    """Return all under which each entry is asked for: its own wordings, and those of the entries that it stands for."""
    answering = successors(pack)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in pack.entries:
        found[answering[entry.id].id] += [text for _, text in entry.all_phrasings()]
    return [found[entry.id] for entry in entries]
