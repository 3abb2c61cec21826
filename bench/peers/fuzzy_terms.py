"""tantivy: a search engine in Rust, asked for each word as it is and with one typing mistake."""

from collections.abc import Iterator
from typing import Any

import tantivy

from bench.peer import NOTHING, Found, phrasings_of, words
from bench.peers.stems import stems
from knowledge.values import Pack

HEAP_BYTES = 256_000_000  # enough for a single segment, the fastest to search, up to a million phrasings


class FuzzyTerms:
    """BM25 of the words that are the same; a fuzzy term counts the same for every word, so it cannot stand alone."""

    def __init__(self, pack: Pack) -> None:
        self._entries = [phrasing.entry for phrasing in phrasings_of(pack)]
        self._schema = _schema()
        index = tantivy.Index(self._schema)
        writer = index.writer(HEAP_BYTES, num_threads=1)
        for at, phrasing in enumerate(phrasings_of(pack)):
            writer.add_document(tantivy.Document(text=phrasing.text, at=at))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, question: str) -> Found:
        """Return the entry of the phrasing that ranks first, with its score."""
        hits = self._searcher.search(tantivy.Query.boolean_query(list(self._parts(question))), 1, count=False).hits
        return Found(self._entry(hits[0][1]), hits[0][0]) if hits else NOTHING

    def _parts(self, question: str) -> Iterator[tuple[Any, Any]]:
        for term in stems(words(question)):
            yield tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", term)
            yield tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(self._schema, "text", term, distance=1)

    def _entry(self, address: Any) -> str:
        return self._entries[int(self._searcher.doc(address)["at"][0])]


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_integer_field("at", stored=True)
    return builder.build()
