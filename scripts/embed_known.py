"""Embed what ships with Pramana, the base pack above all, so that a first start need not: `make vectors`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.library import Library
from knowledge.packs.loading import BASE
from knowledge.vectors.embedding import KNOWN, Embedding
from knowledge.vectors.encoding import SHIPPED_ENCODER
from knowledge.vectors.vector_store import VectorStore, write_vectors


def main() -> None:
    """Write the embeddings of every text of the base pack, and of the questions elsewhere, beside the encoder."""
    known = SHIPPED_ENCODER / KNOWN
    known.unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "embeddings.sqlite3"
        Library(BASE, Embedding(SHIPPED_ENCODER, fresh))
        write_vectors(known, VectorStore(fresh).all())


if __name__ == "__main__":
    main()
