"""bm25s: BM25 with scores worked out beforehand, as its guide sets it up: English stop words and stems."""

from collections.abc import Sequence
from typing import Any

import bm25s

from bench.peer import NOTHING, Found, phrasings_of
from bench.peers.stems import stems
from knowledge.values import Pack


class Bm25:
    """The phrasing of the highest BM25."""

    def __init__(self, pack: Pack) -> None:
        self._phrasings = phrasings_of(pack)
        self._retriever = bm25s.BM25()
        self._retriever.index(_tokens([phrasing.text for phrasing in self._phrasings]), show_progress=False)

    def ask(self, question: str) -> Found:
        """Return the entry of the phrasing that ranks first, with its BM25."""
        found, scores = self._retriever.retrieve(_tokens([question]), k=1, show_progress=False)
        score = float(scores[0, 0])
        return Found(self._phrasings[int(found[0, 0])].entry, score) if score > 0 else NOTHING


def _tokens(texts: Sequence[str]) -> Any:
    return bm25s.tokenize(texts, stopwords="en", stemmer=stems, show_progress=False)
