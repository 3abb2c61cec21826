"""What Pramana knows: entries, their quotes and the sources that both rest on, as frozen values.

One definition serves three readers: the code, the YAML packs that are checked against it, and the JSON Schema
that editors use while a curator types.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from knowledge.dates import KnownDate

ID_BYTES_LIMIT = 56  # a Telegram button carries 64 bytes; the longest prefix of ours takes 8

Language = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$",
        description="BCP 47 language, with a script where it needs one: en, hi, hi-Latn, ru",
    ),
]
Id = Annotated[
    str,
    Field(
        pattern=r"^[^\s:|/]+$",
        description="what buttons, links and evaluations name: any script, no white space, colon, bar or slash",
    ),
]
Prose = Annotated[str, Field(min_length=1)]


def as_english(given: Any) -> Any:
    """Read a plain text, or a plain list of texts, as English."""
    return {"en": given} if isinstance(given, str | list) else given


TextsIfAny = Annotated[
    Mapping[Language, Prose],
    BeforeValidator(as_english, json_schema_input_type=str | dict[Language, Prose]),
    Field(description="a text by language; a plain text is English"),
]
Texts = Annotated[TextsIfAny, Field(min_length=1)]

Title = Annotated[str, Field(min_length=1, max_length=256, description="at most 256 signs, to fit on a button")]
Titles = Annotated[
    Mapping[Language, Title],
    BeforeValidator(as_english, json_schema_input_type=str | dict[Language, Title]),
    Field(min_length=1, description="a short text by language; a plain text is English"),
]


class Value(BaseModel):
    """A frozen value that refuses fields it does not know, so that a misspelt one is an error and not a loss."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class Slot(StrEnum):
    """What a question asks for, and so what an entry can answer."""

    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    HOW_MUCH = "how much"
    WHY = "why"
    WHETHER = "whether"
    WHAT = "what"
    HOW = "how"


class Status(StrEnum):
    """How things stood on the as-of date."""

    CONFIRMED = "confirmed"
    PLANNED = "planned"
    NOT_ANNOUNCED = "not announced"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HAPPENED = "happened"
    DENIED = "denied"


class SourceKind(StrEnum):
    """Who speaks through a source."""

    PRIMARY = "primary"
    OFFICIAL_CHANNEL = "official channel"
    AGENCY = "agency"
    PRESS = "press"
    COMMUNITY = "community"


class Document(Value):
    """The very file that quotes were taken from."""

    name: Prose
    sha256: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$")] = None


class Source(Value):
    """Where a statement stands. What is unknown is left out, never guessed, and shown as unknown."""

    id: Id
    title: Titles
    kind: SourceKind
    publisher: Prose | None = None
    url: Annotated[str | None, Field(pattern=r"^https?://\S+$", max_length=1024)] = None
    published: KnownDate | None = None
    retrieved: date | None = None
    document: Document | None = None
    archive_url: Annotated[str | None, Field(pattern=r"^https?://\S+$", max_length=1024)] = None
    note: Annotated[
        TextsIfAny, Field(description="what a reader must know of this source, such as an inferred date")
    ] = {}


class Quote(Value):
    """Somebody's own words, verbatim, found in the document that the source names."""

    text: Annotated[Prose, Field(max_length=1000, description="what fits into one message with the rest")]
    speaker: Titles
    source: Annotated[Id, Field(description="the id of a source of this pack")]
    role: TextsIfAny = {}
    said_on: KnownDate | None = None
    translation: Annotated[TextsIfAny, Field(description="ours, shown as such below the verbatim text")] = {}


class Topic(Value):
    """A shelf on which entries are browsed."""

    id: Id
    title: Titles


class Entry(Value):
    """One curated answer, the questions that it answers, and what it rests on."""

    id: Prose
    topic: Annotated[Id | None, Field(description="the id of a topic of this pack")] = None
    question: Texts
    phrasings: Annotated[
        Mapping[Language, tuple[Prose, ...]],
        BeforeValidator(as_english, json_schema_input_type=list[Prose] | dict[Language, list[Prose]]),
        Field(description="other ways in which people ask this, by language; more of them, better found"),
    ] = {}
    answers_to: Annotated[
        tuple[Slot, ...],
        Field(description="the question words that it answers; a question with another one is not sent here"),
    ] = ()
    answer: Annotated[Texts, Field(description="the first paragraph is the headline, shown bold; the rest is detail")]
    quotes: tuple[Quote, ...] = ()
    sources: Annotated[tuple[Id, ...], Field(description="ids of sources of this pack")] = ()
    as_of: Annotated[date | None, Field(description="the day on which this was known to hold")] = None
    status: Annotated[
        Status | None, Field(description="how things stood on that day; left out, nothing is said of it")
    ] = None
    review_by: Annotated[date | None, Field(description="after this day the reply warns of its age")] = None
    supersedes: Annotated[Id | None, Field(description="the id of the entry that this one replaces")] = None
    related: Annotated[tuple[Id, ...], Field(description="ids of entries offered below the answer")] = ()
    revision: Annotated[int, Field(ge=1)] = 1

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The ids of what it rests on: its own sources, then those of its quotes, each once."""
        return tuple(dict.fromkeys((*self.sources, *(quote.source for quote in self.quotes))))

    def all_phrasings(self) -> tuple[tuple[str, str], ...]:
        """Every (language, wording) under which this entry is found: the question itself first, then the phrasings."""
        asked = tuple(self.question.items())
        others = tuple((language, text) for language, texts in self.phrasings.items() for text in texts)
        return asked + others


SynonymGroups = Annotated[
    tuple[tuple[Prose, ...], ...],
    Field(description="groups of words or short phrases, of any language, that mean the same in this pack"),
]


class Pack(Value):
    """A body of curated knowledge: entries with the topics, sources and synonyms that they share."""

    id: Id
    title: Texts
    about: TextsIfAny = {}
    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    synonyms: SynonymGroups = ()
    entries: tuple[Entry, ...] = ()


def in_language(texts: Texts, language: str) -> str:
    """Return the text in this language, else in English, else in the first language there is; "" if there is none."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
