"""MiniLM: the phrasing nearest in meaning, by a sentence encoder and nothing else.

The encoder is the one that Pramana's is made of, as it was published: `make bench` builds it.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.peer import Found, MissingError, phrasings_of
from knowledge.problems import EncoderError
from knowledge.values import Pack
from knowledge.vectors import encoding

FOLDER = Path(__file__).parents[2] / ".venv-encoder" / "published"


class SentenceMeaning:
    """Compares the question's vector with that of every phrasing."""

    def __init__(self, pack: Pack) -> None:
        try:
            self._encoder = encoding.Encoder(FOLDER)
        except EncoderError as error:
            raise MissingError(str(error)) from error
        self._phrasings = phrasings_of(pack)
        self._vectors = self._embedded([phrasing.text for phrasing in self._phrasings])

    def ask(self, question: str) -> Found:
        """Return the entry of the nearest phrasing, with a cosine of -1 to 1."""
        cosines = self._vectors @ self._embedded([question])[0]
        at = int(cosines.argmax())
        return Found(self._phrasings[at].entry, float(cosines[at]))

    def _embedded(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.zeros((len(texts), self._encoder.dimensions), np.float32)
        for places, found in self._encoder.batches(texts):
            rows[places] = found
        return rows
