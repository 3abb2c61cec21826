"""Embed what ships with Pramana, the base pack above all, so that a first start need not: `make vectors`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.library import Knowledge
from knowledge.matching.weights import BOTH_UNFITTED
from knowledge.packs.loading import BASE, load_pack
from knowledge.vectors.embedding import KNOWN, Embedding
from knowledge.vectors.encoding import SHIPPED_ENCODER
from knowledge.vectors.vector_store import VectorStore, write_vectors


def main() -> None:
    """Write the embeddings of every text of the base pack, and of the questions elsewhere, beside the encoder.

    No weights are looked at: those of a new encoder are fitted after this.
    """
    known = SHIPPED_ENCODER / KNOWN
    known.unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "embeddings.sqlite3"
        Knowledge(load_pack(BASE).pack, Embedding(SHIPPED_ENCODER, fresh), weights=BOTH_UNFITTED)
        write_vectors(known, VectorStore(fresh).all())


if __name__ == "__main__":
    main()
