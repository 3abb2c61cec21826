"""(draft, message) -> the draft with what the message says of the field that is asked for, or what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from telegram import Message

from handlers.catalogues import LANGUAGES, Catalogue
from handlers.curating.drafting.cited import as_cited, with_cited
from handlers.curating.drafting.drafted import Drafted, Field
from handlers.curating.drafting.steps import field_after
from handlers.reading import content
from knowledge import Quote
from knowledge.curating import (
    Written,
    in_other_language,
    names_no_source,
    quotable,
    read_date,
    read_day,
    source_named,
    with_answer,
    with_phrasings,
    with_question,
    with_quote,
    with_source,
    with_speaker,
    without_quote,
    without_source,
)

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
MARKS = "“”„«»\"'"  # in which people set a quote; the reply sets its own


class UnreadableError(Exception):
    """A text does not say what was asked for; its message tells who wrote it how to say it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to read a text: the sentences of its writer, the day, and how to tell its language."""

    words: Catalogue
    today: date
    tongue: Callable[[str], str]


def with_message(drafted: Drafted, message: Message, reader: Reader) -> Drafted:
    """Return the draft with a message in its field, asking for what comes next. Raises UnreadableError."""
    field = drafted.asks or Field.QUESTION
    is_evidence = field in (Field.QUOTE, Field.SOURCE) and message.forward_origin is not None
    cited = as_cited(message, reader.words) if is_evidence else None
    if cited:  # who said it, when and where comes with it
        written = with_cited(drafted.written, cited, reader.words.language)
        last_told = Field.SOURCE if field is Field.SOURCE else Field.SPEAKER
        return moved_on(replace(drafted, written=written, cited=cited.text), last_told)
    if field is Field.LANGUAGE:
        return in_language_named(drafted, content(message).strip(), reader.words)
    return _with_text(drafted, field, content(message).strip(), reader)


def in_language_named(drafted: Drafted, name: str, words: Catalogue) -> Drafted:
    """Return the draft in the language of this name or code. Raises UnreadableError."""
    named = {name.casefold(): code for code, name in LANGUAGES.items()}
    code = named.get(name.casefold(), name)
    if not LANGUAGE.fullmatch(code):
        raise UnreadableError(words.say("I do not know that language. Write its code, like ta or hi-Latn."))
    written = in_other_language(drafted.written, code)
    return moved_on(replace(drafted, written=written, language=code), Field.LANGUAGE)


def without(drafted: Drafted, field: Field) -> Drafted:
    """Return the draft without its quote or its source; an entry is none without its other fields, so they stay."""
    match field:
        case Field.QUOTE:
            return replace(drafted, written=without_quote(drafted.written), asks=None)
        case Field.SOURCE:
            return replace(drafted, written=without_source(drafted.written), asks=None)
    return replace(drafted, asks=None)


def moved_on(drafted: Drafted, field: Field) -> Drafted:
    """Return the draft asking for what comes after a field; for nothing more where only that one was edited."""
    after = field_after(drafted, field) if drafted.is_guided else None
    return replace(drafted, asks=after, is_guided=after is not None)


def _with_text(drafted: Drafted, field: Field, text: str, reader: Reader) -> Drafted:
    written, was_quoted = drafted.written, bool(drafted.written.quotes)
    match field:
        case Field.QUOTE:
            grown = replace(drafted, written=_with_quote(written, text, reader.words))
            return moved_on(grown, field) if drafted.is_guided or was_quoted else replace(grown, asks=Field.SPEAKER)
        case Field.SPEAKER:
            grown = replace(drafted, written=_with_speaker(written, text, reader))
            return moved_on(grown, field) if written.sources else replace(grown, asks=Field.SOURCE)
    cited = None if field is Field.SOURCE else drafted.cited  # another source says its words elsewhere
    return moved_on(replace(drafted, written=_worded(drafted, field, text, reader), cited=cited), field)


def _worded(drafted: Drafted, field: Field, text: str, reader: Reader) -> Written:
    """Return what is written with a text that stands for itself."""
    written, language = drafted.written, drafted.language or reader.tongue(text)
    match field:
        case Field.QUESTION:
            return with_question(written, " ".join(text.split()), language)
        case Field.ANSWER:
            return with_answer(written, text, language)
        case Field.SOURCE:
            return _with_source(written, text, language)
        case Field.AS_OF:
            return written.model_copy(update={"as_of": _day(text, reader)})
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return with_phrasings(written, [(drafted.language or reader.tongue(line), line) for line in lines])


def _with_source(written: Written, text: str, language: str) -> Written:
    if names_no_source(text):
        return without_source(written)
    source = source_named(text, language)
    return with_source(written, source) if source else written


def _with_quote(written: Written, text: str, words: Catalogue) -> Written:
    said = text.strip(MARKS).strip()
    if not said or quotable(said) != said:
        problem = words.say("A quote takes at most 1,000 signs. Pick the words that matter, just as they were said.")
        raise UnreadableError(problem)
    nobody = Quote(text=said, speaker={words.language: words.say("Speaker not named")}, source="source")
    return with_quote(written, written.quotes[0].model_copy(update={"text": said}) if written.quotes else nobody)


def _with_speaker(written: Written, text: str, reader: Reader) -> Written:
    name, _, end = text.rpartition(",")
    said_on = read_date(end, reader.today)
    speaker = name if said_on and name.strip() else text
    return with_speaker(written, " ".join(speaker.split()), said_on, reader.words.language)


def _day(text: str, reader: Reader) -> date:
    day = read_day(text, reader.today)
    if day is None:
        raise UnreadableError(reader.words.say("I cannot read that date. Write it like 15 Jan 2026, or yesterday."))
    return day
