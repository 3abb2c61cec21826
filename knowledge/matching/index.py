"""question -> Matches: which entries it may mean. Read top-down: read, gather candidates, compare, weigh, rank."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.garbage import without_collecting
from knowledge.matching import signals
from knowledge.matching.confidence import confidences
from knowledge.matching.matches import Match, Matches
from knowledge.matching.phrasings import Phrasing, further_texts, phrasings_of, read_entries
from knowledge.matching.postings import Postings
from knowledge.matching.signals import Signals, Term
from knowledge.matching.vocabulary import Vocabulary
from knowledge.matching.weights import BothWeights, shipped_weights
from knowledge.succession import current_entries
from knowledge.values import Entry, Pack
from knowledge.vectors.embedding import SHIPPED, Embedding, Progress, open_embedder
from knowledge.vectors.features import AskedVectors
from knowledge.vectors.likeness import COMPARED, Likenesses, Text
from knowledge.words.directions import is_turned_round
from knowledge.words.glossing import load_dictionary
from knowledge.words.language import Languages
from knowledge.words.synonyms import synonyms_of
from knowledge.words.wording import NEGATED, Wording, read_wording

OF_EACH = 2  # phrasings of an entry looked at closely for their words
LOOKED_AT = 10  # of all entries; twice as many take a quarter of a millisecond more and find nothing
BY_WORDS = 6  # entries compared for their words, whatever the encoder makes of them: it is blind to names and numbers
RANKED = 10  # entries reported


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as the index sees it: as words and as vectors."""

    wording: Wording
    terms: Sequence[Term]
    weight: float  # of all terms
    vectors: AskedVectors
    is_gloss: bool = False  # it is what a question in another language says word by word


class Index:
    """All phrasings of a pack, ready to be asked. Built once and never changed: new knowledge is a new index."""

    def __init__(
        self,
        pack: Pack,
        embedding: Embedding = SHIPPED,
        progress: Progress | None = None,
        weights: BothWeights | None = None,
    ) -> None:
        """Build the index. Raises EncoderError or WeightsError where there is no such encoder or it is not fitted."""
        with without_collecting():
            self._take_in(pack)
            load_dictionary()
        self._languages = Languages(self._entries)
        embedder = open_embedder(embedding)
        if embedder:
            embedder.encoder.load()
        self._likenesses = Likenesses(self._texts(), embedder, progress)
        self._weights = weights or shipped_weights(embedder.encoder if embedder else None)
        self.judging = f"by meaning, with {embedder.encoder.name}" if embedder else "by words alone"

    def _take_in(self, pack: Pack) -> None:
        """Read all that the pack says and lay it out by its words."""
        self._synonyms = synonyms_of(pack.synonyms)
        self._entries = current_entries(pack)
        known = read_entries(self._entries, pack, self._synonyms)
        self._vocabulary = Vocabulary((one.wordings for one in known), self._synonyms)
        self._phrasings = [one for at, each in enumerate(known) for one in phrasings_of(at, each, self._vocabulary)]
        self._known_by = [len(one.texts) for one in known]
        small_talk = (wording for one in known for wording in one.wordings if wording.is_small_talk)
        self._answered_small_talk = frozenset(word for wording in small_talk for word in wording.words)
        self._terms_of_entry = [one.terms for one in known]
        self._directions_of_entry = [one.directions for one in known]
        self._verbatim = _places_by_words(self._phrasings)
        self._postings = Postings((one.weights for one in self._phrasings), [one.entry for one in self._phrasings])

    def match(self, question: str, *, knows_by_heart: bool = True) -> Matches:
        """Return the entries that the question may mean, most probable first, with their evidence.

        What stands in the pack word for word goes to its entry, unless the index is not to know it by heart.
        """
        asked = self._read(question)
        is_answered = not self._answered_small_talk.isdisjoint(asked.wording.words)
        is_question = is_answered or not asked.wording.is_small_talk
        return Matches(
            question=question,
            language=self._languages.of(asked.wording.words),
            is_question=is_question,
            ranked=self._ranked(asked, is_question=is_question, knows_by_heart=knows_by_heart),
            is_thanks=asked.wording.is_thanks,
        )

    def match_as_taught(self, question: str) -> tuple[Match, ...]:
        """Return what a question may mean by what the encoder makes of a script of which it was taught words.

        Nothing is returned of other questions, of which `match` has told all. Nothing is known by heart.
        """
        if self._likenesses.reads(question):
            return ()
        asked = self._read(question, as_taught=True)
        is_told = asked.vectors.meaning is None
        return () if is_told else self._ranked(asked, is_question=True, knows_by_heart=False)

    def match_gloss(self, question: str, gloss: str) -> tuple[Match, ...]:
        """Return what the question may mean by its gloss: what it says word by word in English, some words left.

        It is judged by that, and by what is lost in it. Nothing is known by heart of it.
        """
        return self._ranked(self._read_gloss(question, gloss), is_question=True, knows_by_heart=False)

    def candidates(self, question: str) -> tuple[list[Entry], list[Signals], bool]:
        """Return the entries compared and what was found, not by heart; and whether the encoder could read it."""
        asked = self._read(question)
        evidence = self._compared(asked, self._candidates(asked))
        entries = [self._entries[self._entry_of(at)] for at in evidence]
        not_by_heart = [one._replace(is_verbatim=False) for one in evidence.values()]
        return entries, not_by_heart, asked.vectors.meaning is not None

    def _read(self, question: str, *, as_taught: bool = False) -> _Asked:
        wording = read_wording(question, self._synonyms)
        respelt = self._respelt(question, wording.words)
        if respelt != question:
            wording = wording.narrowed_like(read_wording(respelt, self._synonyms))
        spelt = question if self._likenesses.reads(respelt) else respelt  # which then lives from its spelling
        return self._asked(wording, self._likenesses.read(spelt, respelt, as_taught=as_taught))

    def _read_gloss(self, question: str, gloss: str) -> _Asked:
        """Read a gloss; the encoder is given its words in Latin letters, as what it has not learnt would blur it."""
        wording = read_wording(gloss, self._synonyms).told_like(read_wording(question, self._synonyms))
        english = " ".join(word for word in wording.words if word.isascii())
        return self._asked(wording, self._likenesses.read(gloss, english), is_gloss=True)

    def _asked(self, wording: Wording, vectors: AskedVectors, *, is_gloss: bool = False) -> _Asked:
        terms = self._vocabulary.question_terms(wording, self._likenesses.knows)
        return _Asked(wording, terms, sum([term.weight for term in terms]), vectors, is_gloss)

    def _respelt(self, question: str, said: Sequence[str]) -> str:
        """Return the question with the words that the encoder does not know as the pack spells them, if it has them."""
        respelt = [self._vocabulary.respelt(word) if self._likenesses.misreads(word) else word for word in said]
        return question if respelt == list(said) else " ".join(respelt)

    def _candidates(self, asked: _Asked) -> dict[int, Signals]:
        """Return one phrasing of each entry that may be meant, by number, with what its words tell."""
        fitting = self._best_by_words(asked)
        near = [at for at in self._likenesses.nearest(asked.vectors) if at < len(self._phrasings)]
        by_words = list(fitting)
        entries = dict.fromkeys(map(self._entry_of, [*by_words[:BY_WORDS], *near, *by_words]))
        chosen = {self._entry_of(at): at for at in [*reversed(near), *by_words]}
        places = [chosen[entry] for entry in entries][:COMPARED]
        return {at: fitting.get(at) or self._signals(asked, at) for at in places}

    def _best_by_words(self, asked: _Asked) -> dict[int, Signals]:
        """Return of each entry that shares words with the question the phrasing that fits best, best first."""
        verbatim = self._verbatim.get(asked.wording.words, []) if asked.wording.words else []
        looked_at = self._first_of_each(self._postings.best(asked.terms))
        weighed = {at: self._signals(asked, at) for at in [*verbatim, *looked_at]}
        best: dict[int, int] = {}
        for at in sorted(weighed, key=lambda at: (weighed[at].is_verbatim, weighed[at].fit), reverse=True):
            best.setdefault(self._entry_of(at), at)
        return {at: weighed[at] for at in best.values()}

    def _first_of_each(self, places: Sequence[int]) -> list[int]:
        """Return the first few of these phrasings of each entry; the best by words is nearly always among them."""
        seen: Counter[int] = Counter()
        first = []
        for at in places:
            entry = self._entry_of(at)
            seen[entry] += 1
            if seen[entry] <= OF_EACH:
                first.append(at)
                if len(first) == LOOKED_AT:
                    break
        return first

    def _compared(self, asked: _Asked, candidates: dict[int, Signals]) -> dict[int, Signals]:
        """Add to the evidence how like the question is to all that is known of the entry."""
        likenesses = self._likenesses.compare(asked.vectors, [self._entry_of(at) for at in candidates])
        pairs = zip(candidates.items(), likenesses, strict=True)
        return {at: evidence._replace(likeness=likeness) for (at, evidence), likeness in pairs}

    def _ranked(self, asked: _Asked, *, is_question: bool, knows_by_heart: bool) -> tuple[Match, ...]:
        evidence = self._compared(asked, self._candidates(asked))
        if not knows_by_heart:
            evidence = {at: one._replace(is_verbatim=False) for at, one in evidence.items()}
        weights = self._weights.by_words if asked.vectors.meaning is None else self._weights.by_meaning
        found = confidences(list(evidence.values()), weights, is_question=is_question)
        matches = [self._match(at, one, share) for (at, one), share in zip(evidence.items(), found, strict=True)]
        return tuple(sorted(matches, key=lambda match: match.confidence, reverse=True)[:RANKED])

    def _match(self, at: int, evidence: Signals, confidence: float) -> Match:
        phrasing = self._phrasings[at]
        return Match(self._entries[phrasing.entry], phrasing.text, evidence, confidence)

    def _signals(self, asked: _Asked, at: int) -> Signals:
        phrasing, wording, terms = self._phrasings[at], asked.wording, asked.terms
        entry, known = self._entries[phrasing.entry], self._terms_of_entry[phrasing.entry]
        known_by = self._known_by[phrasing.entry]
        turned = is_turned_round(wording.directions, self._directions_of_entry[phrasing.entry], known_by)
        met = signals.met(terms, phrasing.terms)
        of_question = signals.question_covered(met, asked.weight)
        of_phrasing = signals.phrasing_covered(terms, phrasing.weights)
        return Signals(
            is_verbatim=wording.words == phrasing.words,
            question_covered=of_question,
            phrasing_covered=of_phrasing,
            entry_covered=signals.question_covered(signals.met(terms, known), asked.weight),
            alike=signals.alike(of_question, of_phrasing),
            telling=signals.telling(met),
            slot_clashes=signals.slot_clashes(wording, phrasing.answered),
            slot_agrees=signals.slot_agrees(wording, phrasing.asked, phrasing.answered),
            slot_unasked=signals.slot_unasked(wording, phrasing.asked),
            particular_missed=float(turned) or signals.particular_missed(wording, terms, phrasing.terms, known),
            stance_clashes=signals.stance_clashes(wording, phrasing.stances),
            negation_differs=(NEGATED in wording.stances) != (NEGATED in phrasing.stances),
            known_by=known_by,
            is_bare=len(set(wording.words)) == 1,
            number_differs=signals.number_differs(wording, phrasing.terms),
            is_declared=bool(entry.answers_to),
            is_glossed=asked.is_gloss,
            is_taught=asked.vectors.as_taught,
            is_turned_round=turned,
            status_agrees=signals.status_agrees(wording, entry.status),
        )

    def _entry_of(self, at: int) -> int:
        return self._phrasings[at].entry

    def _texts(self) -> list[Text]:
        """Return all texts by which entries are known, the phrasings first and in their order."""
        asked_by = [Text(phrasing.entry, phrasing.text) for phrasing in self._phrasings]
        return asked_by + [text for at, entry in enumerate(self._entries) for text in further_texts(at, entry)]


def _places_by_words(phrasings: Sequence[Phrasing]) -> dict[tuple[str, ...], list[int]]:
    """Return where each wording stands, so that what a curator wrote down is found among any number of its like."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, phrasing in enumerate(phrasings):
        places.setdefault(phrasing.words, []).append(at)
    return places
