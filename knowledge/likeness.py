"""(question, entries) -> how like it is to the texts of each: by meaning, by spelling, and by what tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from knowledge.elsewhere import questions_elsewhere
from knowledge.embedding import Embedder, Progress
from knowledge.grams import Grams
from knowledge.learning import FLOOR, learn_log_shares
from knowledge.nearest import Nearest

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

COMPARED = 16  # entries, own ones and others, among which a share is learnt: so it means the same in every pack
AS_GOOD_AS_OWN = 0.8  # cosine from which on a question is one of the pack's own
AT_ONCE = 10_000
FEW = 20_000  # texts up to which they are kept at full precision, which is quicker; of more, half of it saves memory
NEAREST = 64  # phrasings looked at by meaning
LEARNT_FROM = 8  # texts of an entry, the likest; more of them take longer and change nothing
MEANING = 2.0  # of the embedding beside the n-grams, both unit vectors, as the classifier sees them
CLOSE_BY_MEANING, CLOSE_BY_SPELLING = 0.7, 0.3
OF_THE_BEST, OF_BEST_THREE = 0.6, 0.4  # one phrasing may be like by chance, three are not


@dataclass(frozen=True, slots=True)
class Text:
    """A text by which an entry is known: what it is asked by (weight 1), or part of its answer (less)."""

    entry: int
    text: str
    weight: float = 1.0
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to the texts of one entry."""

    learnt: float  # natural log of its share (0 to 1) among the entries compared, by the classifier learnt for it
    meaning: float  # cosine to its phrasings, -1 to 1; 0 where the question cannot be read by an encoder
    spelling: float  # the same of their character n-grams
    answer: float  # cosine to the likest sentence of its answer, by meaning, or by spelling without one
    closeness: float  # meaning and spelling in one, as far as both are known


NOT_COMPARED = Likeness(learnt=FLOOR, meaning=0.0, spelling=0.0, answer=0.0, closeness=0.0)


@dataclass(frozen=True, slots=True)
class AskedVectors:
    """A question as vectors; `meaning` is None where no encoder can read it."""

    meaning: Matrix | None
    spelling: Matrix


class Likenesses:
    """All texts of a pack as vectors, those of an entry side by side.

    Where a question is compared with few entries, others stand beside them: questions on other subjects, each by
    itself. They take a share of what is learnt, but have no place in the outcome.
    """

    def __init__(self, texts: Sequence[Text], embedder: Embedder | None, progress: Progress | None = None) -> None:
        threadpool_limits(1, "blas")  # a question's matrices are small: threads would wait for each other, not help
        entries = max((text.entry for text in texts), default=-1) + 1
        texts = [*texts, *(Text(entries + at, text) for at, text in enumerate(questions_elsewhere()))]
        self._given = np.argsort([text.entry for text in texts], kind="stable")
        texts = [texts[place] for place in self._given]
        written = [text.text for text in texts]
        self._entries = np.array([text.entry for text in texts], np.intp)
        self._weights = np.array([text.weight for text in texts], np.float32)
        self._is_answer = np.array([text.is_answer for text in texts], bool)
        self._starts = np.searchsorted(self._entries, np.arange(self._entries.max(initial=-1) + 2))
        self._grams = Grams(text.text for text in texts if not text.is_answer)
        kept: type[np.floating[Any]] = np.float32 if len(texts) <= FEW else np.float16
        self._spellings = self._grams.vectors(written).astype(kept)
        self._embedder = embedder
        meanings = embedder.vectors(written, progress) if embedder else np.zeros((len(texts), 1), np.float32)
        self._meanings = meanings.astype(kept)
        is_own = self._entries < entries
        self._nearest = Nearest(np.where((is_own & ~self._is_answer)[:, None], meanings, np.float32(0)))
        best = [_best_cosines(known[~is_own], known[is_own]) for known in (self._meanings, self._spellings)]
        self._elsewhere = np.flatnonzero(~is_own)[np.maximum(*best) < AS_GOOD_AS_OWN]

    def misreads(self, word: str) -> bool:
        """Tell whether the encoder would have to guess at a word, as at misspelt ones."""
        return self._embedder is not None and not self._embedder.encoder.knows(word)

    def read(self, question: str, respelt: str) -> AskedVectors:
        """Return the question as vectors: as it was spelt, and what it means from how it should have been spelt."""
        meaning = self._embedder.question(respelt) if self._embedder else None
        return AskedVectors(meaning, self._grams.vectors([question])[0])

    def nearest(self, asked: AskedVectors) -> list[int]:
        """Return the texts nearest by meaning, as their places among those given, nearest first; none without one."""
        if asked.meaning is None:
            return []
        places, _ = self._nearest.search(asked.meaning, NEAREST)
        return [int(place) for place in self._given[places]]

    def compare(self, asked: AskedVectors, entries: Sequence[int]) -> list[Likeness]:
        """Return how like the question is to each of these entries, in their order."""
        owners, rows = self._rows_of([*entries, *self._entries[self._likest_elsewhere(asked, COMPARED - len(entries))]])
        spellings, meanings = _full(self._spellings[rows]), _full(self._meanings[rows])
        spelling = spellings @ asked.spelling
        meaning = np.zeros_like(spelling) if asked.meaning is None else meanings @ asked.meaning
        telling = _likest(owners, spelling + MEANING**2 * meaning, LEARNT_FROM)
        vectors, question = _features(asked, spellings[telling], meanings[telling])
        weights = _balanced(self._weights[rows][telling], owners[telling])
        asks = ~self._is_answer[rows]
        learnt = learn_log_shares(vectors, owners[telling], weights, question)
        by_meaning, by_spelling = _aggregated(owners[asks], meaning[asks]), _aggregated(owners[asks], spelling[asks])
        by_both = CLOSE_BY_MEANING * by_meaning + CLOSE_BY_SPELLING * by_spelling
        closeness = by_spelling if asked.meaning is None else by_both
        answers = _best(owners[~asks], (spelling if asked.meaning is None else meaning)[~asks], len(learnt))
        columns = (learnt, by_meaning, by_spelling, answers, closeness)
        return [Likeness(*map(float, row)) for row in zip(*columns, strict=True)][: len(entries)]

    def _likest_elsewhere(self, asked: AskedVectors, count: int) -> Places:
        """Return the rows of so many questions on other subjects, those that are most like the question."""
        likeness = _full(self._spellings[self._elsewhere]) @ asked.spelling
        if asked.meaning is not None:
            likeness += MEANING**2 * _full(self._meanings[self._elsewhere]) @ asked.meaning
        return self._elsewhere[np.argsort(-likeness, kind="stable")[: max(count, 0)]]

    def _rows_of(self, entries: Sequence[int]) -> tuple[Places, Places]:
        """Return the rows of these entries, and for each row the place of its entry among them."""
        spans = [np.arange(self._starts[one], self._starts[one + 1]) for one in entries]
        return np.repeat(np.arange(len(spans)), list(map(len, spans))), np.concatenate(spans)


def _features(asked: AskedVectors, spellings: Matrix, meanings: Matrix) -> tuple[Matrix, Matrix]:
    """Return the rows and the question as the classifier sees them: n-grams, and beside them what was understood."""
    if asked.meaning is None:
        return spellings, asked.spelling
    return np.hstack([spellings, MEANING * meanings]), np.concatenate([asked.spelling, MEANING * asked.meaning])


def _balanced(weights: Matrix, owners: Places) -> Matrix:
    """Let an entry with many texts weigh less for each, with the root: or it would be likely for being wordy."""
    of_entry = np.bincount(owners, weights)
    return np.asarray(weights * np.sqrt(of_entry.mean() / of_entry)[owners], np.float32)


def _ranked(owners: Places, likeness: Matrix) -> tuple[Places, Places]:
    """Return places sorted by owner, the likest of each first, and the rank of each within its owner from 0 up."""
    order = np.lexsort((-likeness, owners))
    first = np.searchsorted(owners[order], owners[order])
    return order, np.arange(len(order)) - first


def _likest(owners: Places, likeness: Matrix, count: int) -> Places:
    order, rank = _ranked(owners, likeness)
    return order[rank < count]


def _aggregated(owners: Places, likeness: Matrix) -> npt.NDArray[np.float64]:
    """Return .6 x the best + .4 x the mean of the best three of each owner; every owner has one at least."""
    order, rank = _ranked(owners, likeness)
    three = order[rank < 3]
    means = np.bincount(owners[three], likeness[three]) / np.bincount(owners[three])
    return np.asarray(OF_THE_BEST * likeness[order[rank == 0]] + OF_BEST_THREE * means, np.float64)


def _full(rows: npt.NDArray[np.floating[Any]]) -> Matrix:
    return rows.astype(np.float32, copy=False)


def _best_cosines(of: npt.NDArray[np.floating[Any]], among: npt.NDArray[np.floating[Any]]) -> Matrix:
    """Return for each row the cosine to the likest of the others."""
    best = np.full(len(of), -1, np.float32)
    for start in range(0, len(among), AT_ONCE):
        cosines = _full(of) @ _full(among[start : start + AT_ONCE]).T
        best = np.maximum(best, cosines.max(axis=1, initial=-1))
    return best


def _best(owners: Places, likeness: Matrix, count: int) -> Matrix:
    """Return the best of each owner, 0 for those that have none."""
    best = np.zeros(count, np.float32)
    np.maximum.at(best, owners, likeness)
    return best
