"""What Pramana knows: entries, their quotes and the sources that both rest on, as frozen values.

One definition serves three readers: the code, the YAML packs that are checked against it, and the JSON Schema
that editors use while a curator types.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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
Texts = Annotated[
    Mapping[Language, Prose],
    BeforeValidator(
        lambda given: {"en": given} if isinstance(given, str) else given,
        json_schema_input_type=str | dict[Language, Prose],
    ),
    Field(description="a text by language; a plain text is English"),
]


class Value(BaseModel):
    """A frozen value that refuses fields it does not know, so that a misspelt one is an error and not a loss."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


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


class PartialDate(NamedTuple):
    """A date as precisely as it is known: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None


def _partial_date(value: Any) -> Any:
    """Read 2025, "2025-12", "2025-12-02" or a YAML date; anything else is for the validator to refuse."""
    parts = str(value).split("-")
    if not isinstance(value, str | int | date) or len(parts) > 3 or not all(part.isdecimal() for part in parts):
        return value
    year, month, day = (int(parts[i]) if i < len(parts) else None for i in range(3))
    date(year or 0, month or 1, day or 1)  # raises ValueError where there is no such day
    return PartialDate(year or 0, month, day)


KnownDate = Annotated[
    PartialDate,
    BeforeValidator(_partial_date, json_schema_input_type=int | Annotated[str, Field(pattern=r"^\d{4}(-\d\d){0,2}$")]),
    Field(description="a year, a month or a day: 2025, 2025-12 or 2025-12-02"),
]


class Document(Value):
    """The very file that quotes were taken from."""

    name: Prose
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class Source(Value):
    """Where a statement stands. What is unknown is left out, never guessed, and shown as unknown."""

    id: Id
    title: Texts
    kind: SourceKind
    publisher: Prose | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$", max_length=1024)] | None = None
    published: KnownDate | None = None
    retrieved: date | None = None
    document: Document | None = None
    archive_url: Annotated[str, Field(pattern=r"^https?://\S+$", max_length=1024)] | None = None
    note: Annotated[Texts, Field(description="what a reader must know of this source, such as an inferred date")] = {}


class Quote(Value):
    """Somebody's own words, verbatim, found in the document that the source names."""

    text: Prose
    speaker: Texts
    source: Annotated[Id, Field(description="the id of a source of this pack")]
    role: Texts = {}
    said_on: KnownDate | None = None
    translation: Annotated[Texts, Field(description="ours, shown as such below the verbatim text")] = {}


class Topic(Value):
    """A shelf on which entries are browsed."""

    id: Id
    title: Texts


class Entry(Value):
    """One curated answer, the questions that it answers, and what it rests on."""

    id: Id
    topic: Annotated[Id, Field(description="the id of a topic of this pack")] | None = None
    question: Texts
    phrasings: Annotated[
        Mapping[Language, tuple[Prose, ...]],
        BeforeValidator(lambda given: {"en": given} if isinstance(given, list) else given),
        Field(description="other ways in which people ask this, by language; more of them, better found"),
    ] = {}
    answers_to: Annotated[
        tuple[Slot, ...],
        Field(description="the question words that it answers; a question with another one is not sent here"),
    ] = ()
    answer: Annotated[Texts, Field(description="the first paragraph is the headline, shown bold; the rest is detail")]
    quotes: tuple[Quote, ...] = ()
    sources: Annotated[tuple[Id, ...], Field(description="ids of sources of this pack")] = ()
    as_of: Annotated[date, Field(description="the day on which this was known to hold")] | None = None
    status: Status = Status.CONFIRMED
    review_by: Annotated[date, Field(description="after this day the reply warns of its age")] | None = None
    supersedes: Annotated[Id, Field(description="the id of the entry that this one replaces")] | None = None
    related: Annotated[tuple[Id, ...], Field(description="ids of entries offered below the answer")] = ()
    revision: Annotated[int, Field(ge=1)] = 1

    def all_phrasings(self) -> tuple[tuple[str, str], ...]:
        """Every (language, wording) under which this entry is found: the question itself first, then the phrasings."""
        asked = tuple(self.question.items())
        others = tuple((language, text) for language, texts in self.phrasings.items() for text in texts)
        return asked + others


class Pack(Value):
    """A body of curated knowledge: entries with the topics, sources and synonyms that they share."""

    id: Id
    title: Texts
    about: Texts = {}
    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    synonyms: Annotated[
        tuple[tuple[Prose, ...], ...],
        Field(description="groups of words or short phrases, of any language, that mean the same in this pack"),
    ] = ()
    entries: tuple[Entry, ...] = ()


def in_language(texts: Texts, language: str) -> str:
    """Return the text in this language, else in English, else in the first language there is; "" if there is none."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
