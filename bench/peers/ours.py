"""Pramana itself, as the bot asks it."""

from bench.peer import NOTHING, Found
from knowledge.library import Knowledge
from knowledge.values import Pack
from knowledge.vectors.embedding import Embedding

SHIPPED, WORDS_ALONE = Embedding(), Embedding(encoder=None)


class Pramana:
    """The most probable entry, whatever the thresholds would make of it."""

    def __init__(self, pack: Pack, embedding: Embedding = SHIPPED) -> None:
        self._knowledge = Knowledge(pack, embedding)

    def ask(self, question: str) -> Found:
        """Return the best match and its confidence."""
        best = self._knowledge.match(question).best
        return Found(best.entry.id, best.confidence) if best else NOTHING


def without_encoder(pack: Pack) -> Pramana:
    """Return Pramana as it runs where there is no sentence encoder."""
    return Pramana(pack, WORDS_ALONE)
