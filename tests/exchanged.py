"""Entries of a group as a test needs them: of every kind that the values allow, and small ones for one purpose."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from knowledge import Entry, OwnEntry, PartialDate, Quote, Slot, Source, SourceKind, Status
from knowledge.exchange import Incoming, read_entries
from knowledge.values import Document

LANGUAGES = ("en", "hi", "hi-Latn", "ru")
_PIECES = ["=1+1", "+7", "-", "@all", "'", "''=", '"', ":", ": ", " #", "#", "\n", "\n\n", "  ", "\t", "\r\n", ",", ";"]
_PIECES += [
    "[",
    '["a"]',
    "{",
    "}",
    "|",
    ">",
    "&a",
    "*a",
    "!!int",
    "%",
    "null",
    "true",
    "2025",
    "2025-12-02",
    "1:30",
    "\\",
]
_PIECES += [
    "कब",
    "क्षेत्र",
    "Когда",
    "🎉",
    "👨‍👩‍👧",
    "\u2028",
    "\x85",
    "\ufeff",
    "\u00a0",
    "\x1c",
    "\x1f",
    "\x07",
    "＝",
    "no",
    "<b>",
]
_SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


def texts(most: int = 200) -> st.SearchStrategy[str]:
    """Return texts as values keep them, with the signs that files trip over."""
    parts = st.lists(st.sampled_from(_PIECES) | st.text(_SIGNS, max_size=8), min_size=1, max_size=6)
    return parts.map("".join).map(str.strip).filter(lambda text: 0 < len(text) <= most)


def by_language(values: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(LANGUAGES), values, min_size=least, max_size=3)


IDS = st.text(
    st.characters(exclude_categories=["Cs", "Z", "Cc"], exclude_characters=":|/"), min_size=1, max_size=12
).filter(lambda id_: not any(sign.isspace() for sign in id_))
TITLES = by_language(texts(256), least=1)
PARTIAL = st.one_of(
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.dates().map(lambda day: PartialDate(day.year, day.month)),
    st.dates().map(lambda day: PartialDate(day.year)),
)
MAYBE_TEXT = st.none() | texts()
URLS = st.none() | st.sampled_from(["https://example.org/a?b=c#d", "http://пример.рф/новость"])


def _written(known: PartialDate | None) -> str | None:
    if known is None:
        return None
    return "-".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(known) if part is not None)


def sources(id_: str) -> st.SearchStrategy[Source]:
    documents = st.none() | st.builds(Document, name=texts(), sha256=st.none() | st.just("a" * 64))
    return st.builds(
        lambda published, **given: Source(published=_written(published), **given),
        published=st.none() | PARTIAL,
        id=st.just(id_),
        title=TITLES,
        kind=st.sampled_from(SourceKind),
        publisher=MAYBE_TEXT,
        url=URLS,
        retrieved=st.none() | st.dates(),
        document=documents,
        archive_url=URLS,
        note=by_language(texts()),
    )


def quotes(cited: list[str]) -> st.SearchStrategy[Quote]:
    return st.builds(
        lambda said_on, **given: Quote(said_on=_written(said_on), **given),
        said_on=st.none() | PARTIAL,
        text=texts(1000),
        speaker=TITLES,
        source=st.sampled_from(cited),
        role=by_language(texts()),
        translation=by_language(texts()),
    )


@st.composite
def own_entries(draw: st.DrawFn, id_: str | None = None) -> OwnEntry:
    """Draw an entry with all fields, which may cite fewer sources than it has, and in another order."""
    names = draw(st.lists(st.sampled_from(["board", "paper", "доска"]), unique=True, max_size=3))
    fields = st.fixed_dictionaries(
        {
            "id": IDS if id_ is None else st.just(id_),
            "topic": st.none() | IDS,
            "question": TITLES,
            "phrasings": by_language(st.lists(texts(), max_size=3).map(tuple)),
            "answers_to": st.lists(st.sampled_from(Slot), max_size=2).map(tuple),
            "answer": by_language(texts(), least=1),
            "quotes": st.lists(quotes(names), max_size=2).map(tuple) if names else st.just(()),
            "sources": st.lists(st.sampled_from(names), max_size=3).map(tuple) if names else st.just(()),
            "as_of": st.none() | st.dates(),
            "status": st.none() | st.sampled_from(Status),
            "review_by": st.none() | st.dates(),
            "supersedes": st.none() | IDS,
            "related": st.lists(IDS, max_size=2).map(tuple),
            "revision": st.integers(1, 10**9),
        }
    )
    return OwnEntry(entry=Entry(**draw(fields)), sources=tuple(draw(sources(name)) for name in names))


def own(id_: str = "pool", question: str | dict[str, str] = "When is the pool open?", **more: Any) -> OwnEntry:
    """Return a small entry; `sources` are those that it cites."""
    brought: tuple[Source, ...] = more.pop("sources", ())
    cited = [source.id for source in brought]
    given = {"id": id_, "question": question, "answer": "From ten to six.", "sources": cited, **more}
    return OwnEntry(entry=Entry.model_validate(given), sources=brought)


def source(title: str, id_: str = "board") -> Source:
    return Source.model_validate({"id": id_, "title": title, "kind": "community", "retrieved": date(2025, 12, 2)})


def read(name: str, text: str, **more: Any) -> Incoming:
    """Read a file of this text."""
    return read_entries(name, text.encode(), **more)


def whole(name: str, text: str) -> tuple[OwnEntry, ...]:
    """Return the entries of a file in which nothing is wrong."""
    incoming = read(name, text)
    assert incoming.refused == ()
    return incoming.entries
