"""Whether quotes are verbatim: each is looked for in the very document that its source names."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.packs.loading import LoadedPack
from knowledge.problems import PackError, Problem, Severity
from knowledge.values import Document, Entry, Quote, Source
from knowledge.yaml_files import read_text


def folded(text: str) -> str:
    """Return the text in Unicode's canonical form with white space single: what counts as the same, sign for sign."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_verbatim(quote: str, document: str) -> bool:
    """Tell whether the quote stands in the document, sign for sign but for canonical form and white space."""
    return folded(quote) in folded(document)


@dataclass(frozen=True, slots=True)
class Documents:
    """The cited documents that lie in a folder."""

    folder: Path

    def problems(self, loaded: LoadedPack) -> Iterator[Problem]:
        """Yield the quotes that their documents do not have, and the documents that are not at hand or not the same."""
        for source in loaded.pack.sources:
            cited = [
                (entry, at)
                for entry in loaded.pack.entries
                for at, quote in enumerate(entry.quotes)
                if quote.source == source.id
            ]
            if cited:
                yield from self._problems_of(loaded, source, cited)

    def _problems_of(self, loaded: LoadedPack, source: Source, cited: list[tuple[Entry, int]]) -> Iterator[Problem]:
        place = loaded.place("source", source.id)
        text, reason = self._text(source.document)
        if text is None:
            many = "1 quote" if len(cited) == 1 else f"{len(cited)} quotes"
            what = f"{many} of the source {source.id!r} could not be verified: {reason}"
            yield Problem(place, what, "say with --documents DIR where its document lies", severity=Severity.WARNING)
            return
        if self._is_another(source.document):
            what = f"the document at hand is not the one of the source {source.id!r}: its SHA-256 differs"
            yield Problem(place, what, "cite the document at hand, or put the cited one there")
        yield from (
            self._missing(loaded, entry, at) for entry, at in cited if not is_verbatim(entry.quotes[at].text, text)
        )

    def _missing(self, loaded: LoadedPack, entry: Entry, at: int) -> Problem:
        quote: Quote = entry.quotes[at]
        what = f"the quote {quote.text[:60]!r} is not in the document of the source {quote.source!r}"
        return Problem(
            loaded.place("entry", entry.id, "quotes", at, "text"),
            what,
            "copy it sign for sign from there",
            entry.id,
        )

    def _text(self, document: Document | None) -> tuple[str | None, str]:
        """Return the text of a document, or None and why there is none."""
        if document is None:
            return None, "the source names no document"
        if not self._path(document).is_file():
            return None, f"the document {document.name!r} is not at hand"
        try:
            return read_text(self._path(document)), ""
        except PackError as error:
            return None, error.problems[0].what

    def _is_another(self, document: Document | None) -> bool:
        expected = document.sha256 if document else None
        return bool(document and expected and _sha256(self._path(document)) != expected)

    def _path(self, document: Document) -> Path:
        return self.folder / Path(document.name).name


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
