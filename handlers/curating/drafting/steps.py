"""Drafted -> Reply: the request for one of its fields, or for the choice of one. Pure."""

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import LANGUAGES, Catalogue
from handlers.curating.drafting.asking_steps import asking
from handlers.curating.drafting.drafted import FIRST, MORE, Drafted, Field
from handlers.markup import bold, paragraph, quoted, shortened
from handlers.replies import Reply
from knowledge import Quote, Source, in_language
from knowledge.curating import Written

SHOWN_SIGNS = 500  # of what a field says now; the rest is known to who wrote it
BACK_TO_PREVIEW = 0  # the number of a Back button; a higher one leads to the field of one less
OF_LANGUAGE = 20  # from here on the number of a Field button counts the languages that are spoken here
OPTIONAL = (Field.QUOTE, Field.SOURCE)  # what an entry can do without, once it has it


def render_step(drafted: Drafted, id_: int, words: Catalogue, *, is_private: bool, problem: str = "") -> Reply:
    """Return the request for the field that a draft asks for, after what was wrong with the last text if it was."""
    field = drafted.asks or Field.QUESTION
    now = as_it_stands(drafted, field, words)
    hint = "" if is_private else words.say("Reply to this message.")
    said = [
        *((paragraph(problem),) if problem else ()),
        asking(drafted.written, field, words, has_one=bool(now)),
        *((paragraph(words.say("Now:")), quoted(shortened(now, SHOWN_SIGNS))) if now else ()),
        *((paragraph(hint),) if hint else ()),
    ]
    return Reply(words.language, tuple(said), _step_buttons(drafted, field, str(id_), words))


def render_fields(drafted: Drafted, id_: int, words: Catalogue) -> Reply:
    """Return the choice of what to edit."""
    back = Button(words.say("Back"), Press(Verb.BACK, words.language, str(id_)))
    rows = (*field_rows(drafted.written, str(id_), words), (back,))
    return Reply(words.language, (paragraph(bold(what_to_change(words))),), rows)


def what_to_change(words: Catalogue) -> str:
    """Return the question that the buttons of the fields answer."""
    return words.say("What do you want to change?")


def field_rows(written: Written, about: str, words: Catalogue) -> Rows:
    """Return the buttons of the fields, two in a row."""
    offered = [field for field in Field if field is not Field.SPEAKER or written.quotes]
    keys = [Button(field_name(field, words), Press(Verb.FIELD, words.language, about, int(field))) for field in offered]
    return tuple(tuple(keys[at : at + 2]) for at in range(0, len(keys), 2))


def field_name(field: Field, words: Catalogue) -> str:
    """Return what a field is called."""
    names = {
        Field.QUESTION: words.say("Question"),
        Field.ANSWER: words.say("Answer"),
        Field.QUOTE: words.say("Quote"),
        Field.SPEAKER: words.say("Speaker"),
        Field.SOURCE: words.say("Source"),
        Field.AS_OF: words.say("As-of date"),
        Field.PHRASINGS: words.say("Other phrasings"),
        Field.LANGUAGE: words.say("Language"),
    }
    return names[field]


def as_it_stands(drafted: Drafted, field: Field, words: Catalogue) -> str:
    """Return what a field says now, "" where it says nothing yet."""
    written, language = drafted.written, drafted.language or words.language
    tags = [drafted.language] if drafted.language else list(written.question)
    said = {
        Field.QUESTION: in_language(written.question, language),
        Field.ANSWER: in_language(written.answer, language),
        Field.QUOTE: "".join(quote.text for quote in written.quotes[:1]),
        Field.SPEAKER: "".join(_speaker(quote, words) for quote in written.quotes[:1]),
        Field.SOURCE: "".join(_source(source, language) for source in written.sources[:1]),
        Field.AS_OF: words.date(written.as_of) if written.as_of else "",
        Field.PHRASINGS: "; ".join(text for texts in written.phrasings.values() for text in texts),
        Field.LANGUAGE: ", ".join(LANGUAGES.get(tag, tag) for tag in tags),
    }
    return said[field]


def _speaker(quote: Quote, words: Catalogue) -> str:
    """Return who said a quote, "" where nobody was named yet."""
    speaker = in_language(quote.speaker, words.language)
    return "" if speaker == words.say("Speaker not named") else speaker


def _source(source: Source, language: str) -> str:
    return " ".join(filter(None, [in_language(source.title, language), source.url]))


def _step_buttons(drafted: Drafted, field: Field, about: str, words: Catalogue) -> Rows:
    cancel = Button(words.say("Cancel"), Press(Verb.CANCEL, words.language, about))
    return tuple(
        row
        for row in (
            _languages(about, words) if field is Field.LANGUAGE else (),
            _moving(drafted, field, about, words),
            (*_previewing(drafted, about, words), cancel),
        )
        if row
    )


def _moving(drafted: Drafted, field: Field, about: str, words: Catalogue) -> tuple[Button, ...]:
    """Return the row that leads on from a field without a text, and back to the one before."""
    skip = Press(Verb.SKIP, words.language, about, int(field))
    if not drafted.is_guided:
        return (Button(words.say("Take it out"), skip),) if may_leave(drafted, field, words) else ()
    before = field_before(drafted, field)
    back = Press(Verb.BACK, words.language, about, int(before) + 1) if before is not None else None
    return (
        *((Button(words.say("Back"), back),) if back else ()),
        *((Button(words.say("Skip"), skip),) if may_leave(drafted, field, words) else ()),
    )


def may_leave(drafted: Drafted, field: Field, words: Catalogue) -> bool:
    """Tell whether a field can be skipped or, where it alone is edited, be taken out."""
    if not drafted.is_guided:
        return field in OPTIONAL and bool(as_it_stands(drafted, field, words))
    return field is not Field.QUESTION or bool(drafted.written.question)


def _previewing(drafted: Drafted, about: str, words: Catalogue) -> tuple[Button, ...]:
    """Return the button that leaves the fields for the preview, if there is something to show."""
    name = words.say("Preview") if drafted.is_guided else words.say("Back")
    press = Press(Verb.BACK, words.language, about, BACK_TO_PREVIEW)
    return (Button(name, press),) if drafted.written.is_ready else ()


def _languages(about: str, words: Catalogue) -> tuple[Button, ...]:
    return tuple(
        Button(name, Press(Verb.FIELD, words.language, about, OF_LANGUAGE + number))
        for number, name in enumerate(LANGUAGES.values())
    )


def field_before(drafted: Drafted, field: Field) -> Field | None:
    """Return the field that is asked for before this one, None before the first."""
    walk = (*FIRST, *MORE)
    return next((one for one in reversed(walk[: walk.index(field)]) if is_asked(drafted, one)), None)


def field_after(drafted: Drafted, field: Field) -> Field | None:
    """Return the field that is asked for after this one, None where the entry is shown next."""
    walk = FIRST if field in FIRST else MORE
    return next((one for one in walk[walk.index(field) + 1 :] if is_asked(drafted, one)), None)


def first_unsaid(drafted: Drafted, words: Catalogue) -> Field:
    """Return the first field beyond those of every entry that says nothing yet, the very first where all do."""
    open_ = (one for one in MORE if is_asked(drafted, one) and not as_it_stands(drafted, one, words))
    return next(open_, MORE[0])


def is_asked(drafted: Drafted, field: Field) -> bool:
    """Tell whether a field has a meaning: nobody has said a quote that is not there."""
    return field is not Field.SPEAKER or bool(drafted.written.quotes)
