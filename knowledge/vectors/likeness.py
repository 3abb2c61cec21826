"""(question, entries) -> how like it is to the texts of each: by meaning, by spelling, and by what tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from knowledge.vectors.by_owner import UNSEEN, aggregated, balanced, likest, middles
from knowledge.vectors.elsewhere import questions_elsewhere
from knowledge.vectors.embedding import Embedder, Progress
from knowledge.vectors.features import AskedVectors, Features, Mask
from knowledge.vectors.grams import Grams
from knowledge.vectors.learning import FLOOR, learn_log_shares
from knowledge.vectors.nearest import Nearest

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

COMPARED = 16  # entries, own ones and others, among which a share is learnt: so it means the same in every pack
AS_GOOD_AS_OWN = 0.8  # cosine from which on a question is one of the pack's own
AT_ONCE = 10_000
NEAREST = 64  # phrasings looked at by meaning
LEARNT_FROM = 8  # texts of an entry, the likest; more of them take longer and change nothing


@dataclass(frozen=True, slots=True)
class Text:
    """A text by which an entry is known: what it is asked by (weight 1), or part of its answer (less)."""

    entry: int
    text: str
    weight: float = 1.0
    is_answer: bool = False


class Likeness(NamedTuple):
    """How like a question is to the texts of one entry."""

    learnt: float  # natural log of its share (0 to 1) among the entries compared, by the classifier learnt for it
    closeness: float  # cosine to its phrasings, -1 to 1: of meaning and spelling in one, as far as both are known
    middle: float  # minus half the squared distance to the middle of its phrasings, less what is the same for all


NOT_COMPARED = Likeness(learnt=FLOOR, closeness=0.0, middle=0.0)


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
        self._embedder = embedder
        spellings, meanings = self._grams.vectors(written), _meanings(written, embedder, progress)
        is_read = np.array([self.reads(text) for text in written], np.bool_)
        is_own = self._entries < entries
        self._elsewhere = _unlike_own(is_own, is_read, meanings, spellings)
        self._features = Features(spellings, meanings, is_read)
        asks = is_own & np.logical_not(self._is_answer)
        of_each_kind = [np.logical_and(asks, kind) for kind in (is_read, np.logical_not(is_read))]
        self._nearest = [Nearest(self._features.meanings, places) for places in of_each_kind] if embedder else []
        self._from_origin = [self._middles_from_origin(entries, kinds) for kinds in range(1 + len(self._nearest))]

    def misreads(self, word: str) -> bool:
        """Tell whether a word had better be spelt as the pack spells it: the encoder would have to guess at it.

        Any of a foreign script had, which lives from its spelling. Words in Latin letters are left as they are without
        an encoder: of all English few are a pack's own, misspelt.
        """
        return not word.isascii() or (self._embedder is not None and not self.knows(word))

    def knows(self, word: str) -> bool:
        """Tell whether the encoder knows a word as such; without one, none is known."""
        return self._embedder is not None and self._embedder.encoder.knows(word)

    def reads(self, text: str) -> bool:
        """Tell whether the encoder can read a text; without one, none can be read."""
        return self._embedder is not None and self._embedder.encoder.reads(text)

    def read(self, spelt: str, meant: str, *, as_taught: bool = False) -> AskedVectors:
        """Return a question as vectors: how it is spelt, and what it means, in what was taught only if said."""
        meaning = self._embedder.question(meant, as_taught=as_taught) if self._embedder else None
        return AskedVectors(meaning, self._grams.vector(spelt), as_taught)

    def nearest(self, asked: AskedVectors) -> list[int]:
        """Return the texts nearest by meaning, as their places among those given, nearest first; none without one."""
        if asked.meaning is None:
            return []
        found = [nearest.search(asked.meaning, NEAREST) for nearest in self._nearest[: asked.kinds]]
        places, cosines = (np.concatenate(some) for some in zip(*found, strict=True))
        return [int(place) for place in self._given[places[np.argsort(-cosines, kind="stable")[:NEAREST]]]]

    def compare(self, asked: AskedVectors, entries: Sequence[int]) -> list[Likeness]:
        """Return how like the question is to each of these entries, in their order."""
        if not entries:
            return []
        elsewhere, like_elsewhere = self._likest_elsewhere(asked, COMPARED - len(entries))
        owners, rows = self._rows_of(entries)
        likeness, closeness = self._features.like(asked, [self._stretch_of(entry) for entry in entries])
        learnt = self._learnt(
            asked,
            np.concatenate([owners, np.arange(len(entries), len(entries) + len(elsewhere))]),
            np.concatenate([rows, elsewhere]),
            np.concatenate([likeness, like_elsewhere]),
        )
        asks = ~self._is_answer[rows]
        close = aggregated(owners[asks], closeness[asks])
        middle = middles(owners[asks], likeness[asks]) - self._from_origin[asked.kinds][entries]
        return [Likeness(*row) for row in zip(learnt.tolist(), close.tolist(), middle.tolist(), strict=False)]

    def _learnt(self, asked: AskedVectors, owners: Places, rows: Places, likeness: Matrix) -> Matrix:
        """Return the log share of each owner, learnt from those of its texts that are most like the question."""
        telling = likest(owners, likeness, LEARNT_FROM)
        weights = balanced(self._weights[rows][telling], owners[telling])
        return learn_log_shares(self._features.seen(rows[telling], asked.kinds), owners[telling], weights, asked.seen)

    def _middles_from_origin(self, entries: int, kinds: int) -> npt.NDArray[np.float64]:
        """Return for each entry half the squared length of the middle of its phrasings, which come before its answers.

        It is short where they are scattered: so they need not be near a question to be as near as their kind comes.
        """
        ends = self._starts[:-1] + np.bincount(self._entries, ~self._is_answer).astype(np.intp)
        halves = np.zeros(entries)
        for entry, (start, end) in enumerate(zip(self._starts[:entries], ends[:entries], strict=True)):
            middle = self._features.seen(slice(start, end), kinds).sum(axis=0) / (end - start + UNSEEN)
            halves[entry] = middle @ middle / 2
        return halves

    def _likest_elsewhere(self, asked: AskedVectors, count: int) -> tuple[Places, Matrix]:
        """Return so many questions on other subjects, as rows, those that are most like the question, and how like."""
        if count <= 0 or not len(self._elsewhere):
            return self._elsewhere[:0], asked.spelling[:0]
        first = int(self._elsewhere[0])
        likeness, _ = self._features.like(asked, [slice(first, None)])
        likeness = likeness[self._elsewhere - first]
        likest_ones = np.argsort(-likeness, kind="stable")[:count]
        return self._elsewhere[likest_ones], likeness[likest_ones]

    def _stretch_of(self, entry: int) -> slice:
        """Return where an entry's texts lie, side by side."""
        return slice(self._starts[entry], self._starts[entry + 1])

    def _rows_of(self, entries: Sequence[int]) -> tuple[Places, Places]:
        """Return the rows of these entries, and for each row the place of its entry among them."""
        spans = [np.arange(self._starts[one], self._starts[one + 1]) for one in entries]
        return np.repeat(np.arange(len(spans)), list(map(len, spans))), np.concatenate(spans)


def _unlike_own(is_own: Mask, is_read: Mask, meanings: Matrix, spellings: Matrix) -> Places:
    """Return the questions elsewhere that are none of the pack's own, by meaning where it is read, nor by spelling."""
    by_meaning = _best_cosines(meanings[~is_own], meanings[is_own & is_read])
    by_spelling = _best_cosines(spellings[~is_own], spellings[is_own])
    return np.flatnonzero(~is_own)[np.maximum(by_meaning, by_spelling) < AS_GOOD_AS_OWN]


def _meanings(texts: Sequence[str], embedder: Embedder | None, progress: Progress | None) -> Matrix:
    return embedder.vectors(texts, progress) if embedder else np.zeros((len(texts), 0), np.float32)


def _best_cosines(of: Matrix, among: Matrix) -> Matrix:
    """Return for each row the cosine to the likest of the others."""
    best = np.full(len(of), -1, np.float32)
    for start in range(0, len(among), AT_ONCE):
        cosines = of @ among[start : start + AT_ONCE].T
        best = np.maximum(best, cosines.max(axis=1, initial=-1))
    return best
