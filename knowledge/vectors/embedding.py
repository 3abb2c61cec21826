"""texts -> sentence embeddings, each computed once: what was embedded before is remembered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.vectors.encoding import SHIPPED_ENCODER, Encoder, Matrix
from knowledge.vectors.vector_store import Half, VectorStore, read_vectors

Progress = Callable[[Iterable[Any], int], Iterable[Any]]

KEY_BYTES = 16
KNOWN = "known.npz"  # beside an encoder: embeddings that it comes with
LAST_ASKED = 256  # questions remembered: who writes an entry has the same text looked up again and again
WORTH_SHOWING = 2_000  # new texts from which on a person would rather see how far it is; fewer take two seconds


class Embedder:
    """An encoder with a memory: of what came with it, of what it embedded, and in a file if it is given one."""

    def __init__(self, encoder: Encoder, store: VectorStore | None = None) -> None:
        self.encoder = encoder
        self._store = store
        self._known = read_vectors(encoder.folder / KNOWN)
        self._asked = lru_cache(LAST_ASKED)(self._embed_question)

    def vectors(self, texts: Sequence[str], progress: Progress | None = None) -> Matrix:
        """Return a row for each text; a text of which the encoder makes nothing is all zeros."""
        keys = [self.key(text) if self.encoder.was_taught(text) else b"" for text in texts]
        found = self._find({key: text for key, text in zip(keys, texts, strict=True) if key}, progress)
        rows = np.zeros((len(texts), self.encoder.dimensions), np.float32)
        for place, key in enumerate(keys):
            if key:
                rows[place] = found[key]
        return rows

    def question(self, text: str, *, as_taught: bool = False) -> Matrix | None:
        """Return the embedding of a question, None where the encoder cannot read it; the last few are remembered.

        What it was only taught words of it reads if it is to.
        """
        if not (self.encoder.was_taught(text) if as_taught else self.encoder.reads(text)):
            return None
        known = self._known.get(self.key(text))  # word for word a phrasing of the pack that ships
        if known is not None:
            return np.asarray(known, np.float32)
        return self._asked(text)

    def _embed_question(self, text: str) -> Matrix:
        ((_, rows),) = self.encoder.batches([text])
        row = np.asarray(rows[0], np.float32)
        row.setflags(write=False)  # whoever asks next gets the same
        return row

    def key(self, text: str) -> bytes:
        """Return that under which the embedding of a text is remembered: who builds the model anew embeds anew."""
        whole = f"{self.encoder.checksum}\0{text}".encode(errors="replace")
        return blake2b(whole, digest_size=KEY_BYTES).digest()

    def _find(self, texts: Mapping[bytes, str], progress: Progress | None) -> dict[bytes, Half]:
        found = {key: self._known[key] for key in texts if key in self._known}
        if self._store and len(found) < len(texts):
            stored = self._store.get([key for key in texts if key not in found])
            found |= {key: row for key, row in stored.items() if len(row) == self.encoder.dimensions}
        new = {key: text for key, text in texts.items() if key not in found}
        return found | (self._embed(new, progress) if new else {})

    def _embed(self, texts: Mapping[bytes, str], progress: Progress | None) -> dict[bytes, Half]:
        """Embed texts, keeping each stretch of them as soon as it is done: who interrupts loses little."""
        keys = list(texts)
        stretches = [keys[start : start + WORTH_SHOWING] for start in range(0, len(keys), WORTH_SHOWING)]
        shown = progress(stretches, len(stretches)) if progress and len(stretches) > 1 else stretches
        found: dict[bytes, Half] = {}
        for stretch in shown:
            new = self._embed_stretch(stretch, [texts[key] for key in stretch])
            found |= new
            if self._store:
                self._store.put(new)
        return found

    def _embed_stretch(self, keys: Sequence[bytes], texts: Sequence[str]) -> dict[bytes, Half]:
        batches = self.encoder.batches(texts)
        halves = ((places, rows.astype(np.float16)) for places, rows in batches)
        return {keys[place]: row for places, rows in halves for place, row in zip(places, rows, strict=True)}


@dataclass(frozen=True, slots=True)
class Embedding:
    """Which encoder to use, none for words alone, and where to remember what it made."""

    encoder: Path | None = SHIPPED_ENCODER
    remembered: Path | None = None


SHIPPED = Embedding()
WORDS_ALONE = Embedding(encoder=None)


@cache
def open_embedder(embedding: Embedding) -> Embedder | None:
    """Return the embedder, one for all that ask for the same. Raises EncoderError where there is no such encoder."""
    if embedding.encoder is None:
        return None
    return Embedder(Encoder(embedding.encoder), VectorStore(embedding.remembered) if embedding.remembered else None)
