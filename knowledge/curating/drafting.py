"""What a curator writes piece by piece -> the entry that it makes. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from knowledge.curating.sourceless import names_no_source
from knowledge.naming import id_for
from knowledge.overlay import OwnEntry
from knowledge.values import Entry, Language, Prose, Quote, Source, SourceKind, Value

SOURCE = "source"  # the id of a source that a curator names; it only has to differ from others of its entry
TITLE_SIGNS = 256  # that a title or a name holds at most
ADDRESS = re.compile(r"https?://\S+")
LONGEST_ADDRESS = 1024  # that a source keeps
QUOTE_SIGNS = 1000  # that a quote holds at most
HEADLINE_SIGNS = 200  # of a quote that stands for an answer: about four lines of a phone
TAKES_OUT = "-"  # before a phrasing that is to go


class Evidence(Value):
    """What an answer rests on."""

    quotes: tuple[Quote, ...] = ()
    sources: tuple[Source, ...] = ()


class Written(Value):
    """An entry as far as it is written; `began` is how it stood where it is not a new one.

    `former` is what another answer rested on before this one took its place: left out, unless a curator says that it
    holds for this one too.
    """

    id: str = ""
    question: Mapping[Language, Prose] = {}
    phrasings: Mapping[Language, tuple[Prose, ...]] = {}
    answer: Mapping[Language, Prose] = {}
    quotes: tuple[Quote, ...] = ()
    sources: tuple[Source, ...] = ()
    as_of: date | None = None
    began: OwnEntry | None = None
    former: Evidence | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is a question and something that answers it."""
        return bool(self.question) and self.is_answered

    @property
    def is_answered(self) -> bool:
        """Whether something answers it: words of their own, or a quote."""
        return bool(self.answer or self.kept_quotes)

    @property
    def says_otherwise(self) -> bool:
        """Whether the answer is another than the one that the edit began with; a translation more makes none."""
        stood = self.began.entry.answer if self.began else {}
        return any(self.answer.get(language) != text for language, text in stood.items())

    @property
    def changes_nothing(self) -> bool:
        """Whether saving it would leave the entry as it stood."""
        return self.began is not None and self == written_of(self.began)

    @property
    def kept_quotes(self) -> tuple[Quote, ...]:
        """The quotes that have a source: without one nobody can look them up, and so they are none."""
        known = {source.id for source in self.sources}
        return tuple(quote for quote in self.quotes if quote.source in known)


def written_of(own: OwnEntry) -> Written:
    """Return an entry as the beginning of an edit."""
    entry = own.entry
    return Written(
        id=entry.id,
        question=entry.question,
        phrasings=entry.phrasings,
        answer=entry.answer,
        quotes=entry.quotes,
        sources=own.sources,
        as_of=entry.as_of,
        began=own,
    )


def entry_of(written: Written, taken: Collection[str], today: date) -> OwnEntry:
    """Return the entry that is written, known to hold today unless it says otherwise. It must be ready."""
    question = next(iter(written.question.values()))
    cited = [quote.source for quote in written.kept_quotes]
    said = {
        "id": written.id or id_for(question, taken),
        "question": written.question,
        "phrasings": {language: texts for language, texts in written.phrasings.items() if texts},
        "answer": written.answer or _headline(written),
        "quotes": written.kept_quotes,
        "sources": tuple(source.id for source in written.sources if source.id not in cited),
        "as_of": written.as_of or today,
    }
    kept = dict(written.began.entry) if written.began else {}
    aged = {"status": None, "review_by": None} if written.says_otherwise else {}  # they were those of another answer
    return OwnEntry(entry=Entry.model_validate(kept | aged | said), sources=written.sources)


def with_question(written: Written, text: str, language: str) -> Written:
    """Return it with another question in this language."""
    return written.model_copy(update={"question": {**written.question, language: text}})


def with_answer(written: Written, text: str, language: str) -> Written:
    """Return it with another answer, which holds today; what the one before rested on, and its translations, are out.

    In a language that has no answer yet it is a translation, and nothing is left out.
    """
    stood = written.answer.get(language)
    if stood == text:
        return written
    if stood is None and (written.answer or not written.kept_quotes):
        return written.model_copy(update={"answer": {**written.answer, language: text}})
    is_former = written.began is not None and written.as_of == written.began.entry.as_of
    as_of = None if is_former else written.as_of
    return put_aside(written).model_copy(update={"answer": {language: text}, "as_of": as_of})


def put_aside(written: Written) -> Written:
    """Return it without its quotes and sources, which are those of another answer."""
    if not (written.quotes or written.sources):
        return written
    former = Evidence(quotes=written.quotes, sources=written.sources)
    return written.model_copy(update={"quotes": (), "sources": (), "former": former})


def with_phrasings(written: Written, lines: Sequence[tuple[str, str]]) -> Written:
    """Return it with more phrasings, each with its language; one that begins with a minus is taken out."""
    gone = {text.removeprefix(TAKES_OUT).strip() for _, text in lines if text.startswith(TAKES_OUT)}
    phrasings = {tag: tuple(text for text in texts if text not in gone) for tag, texts in written.phrasings.items()}
    for language, text in lines:
        stood = phrasings.get(language, ())
        if not text.startswith(TAKES_OUT) and text not in stood:
            phrasings[language] = (*stood, text)
    return written.model_copy(update={"phrasings": phrasings})


def in_other_language(written: Written, language: str) -> Written:
    """Return what is new of it as texts in this language, whatever the script told."""
    if written.began:
        return written
    texts = [text for said in written.phrasings.values() for text in said]
    moved = {
        "question": _first_in(language, written.question),
        "answer": _first_in(language, written.answer),
        "phrasings": {language: tuple(texts)} if texts else {},
    }
    return written.model_copy(update=moved)


def source_named(text: str, language: str) -> Source | None:
    """Return the source that somebody names by a title, an address or both; None where they name none."""
    if names_no_source(text):
        return None
    found = ADDRESS.search(text)
    url = found.group() if found and len(found.group()) <= LONGEST_ADDRESS else None
    title = " ".join(text.replace(url, " ").split()).strip(" ,:-—–") if url else " ".join(text.split())
    name = (title or url or "")[:TITLE_SIGNS].strip()
    return Source(id=SOURCE, title={language: name}, kind=SourceKind.COMMUNITY, url=url) if name else None


def is_address(text: str) -> bool:
    """Tell whether a text is an address that a source may have, and nothing else."""
    return ADDRESS.fullmatch(text) is not None and len(text) <= LONGEST_ADDRESS


def quotable(text: str) -> str:
    """Return as much of a text from its beginning as a quote holds, cut off between words."""
    return _cut(text.strip(), QUOTE_SIGNS)


def _first_in(language: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {language: next(iter(texts.values()))} if texts else {}


def _headline(written: Written) -> dict[str, str]:
    """Let the beginning of the quote stand for the answer."""
    language = next(iter(written.question))
    first = written.kept_quotes[0].text.split("\n\n")[0]
    return {language: first if len(first) <= HEADLINE_SIGNS else _cut(first, HEADLINE_SIGNS - 1) + "…"}


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip() or text[:most]
