"""Cautions -> what a curator is warned of before saving, in plain words. Pure."""

from collections.abc import Iterator

from handlers.catalogues import LANGUAGES, Catalogue
from handlers.curating.calling import called_entry
from handlers.curating.drafting.outlook import Outlook
from handlers.evidence import status_name
from handlers.markup import Paragraph, paragraph, shortened
from knowledge import Entry, in_language
from knowledge.curating import (
    AnsweredAlready,
    Caution,
    Dated,
    Failure,
    InFuture,
    LeadsElsewhere,
    MarkedNotOurs,
    NotInMessage,
    PastUse,
    Takes,
    WithoutSource,
    Written,
)

SHOWN = 6  # warnings; whoever has more of them reads the first
ANSWER_SHOWN = 160  # signs of an answer that stands already: enough to tell it from another
WORDING_SHOWN = 80  # signs of a wording within a warning: about two lines of a phone


def warnings_of(outlook: Outlook, written: Written, words: Catalogue) -> tuple[Paragraph, ...]:
    """Return what speaks against saving an entry, each warning once; the rest is counted."""
    said = list(
        dict.fromkeys((*_put_aside(written, words), *what_breaks(outlook, words), *_harmless(outlook, written, words)))
    )
    more = len(said) - SHOWN
    rest = [words.say_many("and {count} more warning", "and {count} more warnings", more)] if more > 0 else []
    return tuple(paragraph("⚠️ ", one) for one in (*said[:SHOWN], *rest))


def what_breaks(outlook: Outlook, words: Catalogue) -> tuple[str, ...]:
    """Return which questions that are answered rightly now would not be any more."""
    taken = (_taken(one, words) for one in outlook.cautions if isinstance(one, Takes))
    return (*taken, *(_broken(failure, outlook.own.entry, words) for failure in outlook.broken))


def _put_aside(written: Written, words: Catalogue) -> Iterator[str]:
    """Yield what is left out because another answer rested on it."""
    if written.former and written.former.quotes:
        yield words.say(
            "The quote and source belonged to the former answer, so they are left out. Do they say this too?"
        )
    elif written.former:
        yield words.say("The source belonged to the former answer, so it is left out. Does it say this too?")


def _harmless(outlook: Outlook, written: Written, words: Catalogue) -> Iterator[str]:
    for caution in outlook.cautions:
        yield from _about_questions(caution, words)
        if not (isinstance(caution, WithoutSource) and written.former):  # that it was left out is said already
            yield from _about_grounds(caution, words)
    left_out = len(written.quotes) - len(written.kept_quotes)
    if left_out:
        yield words.say("The quote has no source, and so it is left out.")
    yield from _translations(written, words)
    status = written.began.entry.status if written.began and written.says_otherwise else None
    if status:
        yield words.say("“{status}” is left out, since the answer is another now.", status=status_name(status, words))


def _about_questions(caution: Caution, words: Catalogue) -> Iterator[str]:
    match caution:
        case AnsweredAlready(wording, entry, _, True):
            yield words.say(
                "“{wording}” is answered by {entry} now. Yours takes its place.",
                wording=_short(wording),
                entry=called_entry(entry, words),
            )
        case AnsweredAlready(wording, entry):
            yield answered_already(wording, entry, words)
        case LeadsElsewhere(wording, entry):
            yield words.say(
                "Who asks “{wording}” in slightly other words gets {entry}.",
                wording=_short(wording),
                entry=called_entry(entry, words),
            )
        case MarkedNotOurs(wording):
            yield words.say("“{wording}” was marked as none of this group's questions.", wording=_short(wording))


def answered_already(wording: str, entry: Entry, words: Catalogue) -> str:
    """Return which entry answers a wording already, and how."""
    return words.say(
        "“{wording}” is answered already, by {entry}: “{answer}”",
        wording=_short(wording),
        entry=called_entry(entry, words),
        answer=shortened(in_language(entry.answer, words.language), ANSWER_SHOWN),
    )


def _about_grounds(caution: Caution, words: Catalogue) -> Iterator[str]:
    match caution:
        case WithoutSource():
            yield words.say("No source: members will read “According to this group's admins”.")
        case NotInMessage(quote):
            yield words.say("The message does not say “{quote}” word for word.", quote=_short(quote))
        case InFuture(what, day):
            yield words.say(
                "{what} {date}: that day has not come yet.", what=_dated(what, words), date=words.partial_date(day)
            )
        case PastUse(review_by):
            yield words.say("It was to be checked again by {date}.", date=words.date(review_by))


def _translations(written: Written, words: Catalogue) -> Iterator[str]:
    """Yield in which languages the former answer stays, and in which it is left out as nobody has translated it."""
    stood = written.began.entry.answer if written.began else {}
    gone = [LANGUAGES.get(tag, tag) for tag in stood if tag not in written.answer]
    left = [LANGUAGES.get(tag, tag) for tag, text in stood.items() if written.answer.get(tag) == text]
    if left and len(written.answer) > len(left):
        yield words.say(
            "The answer stays as it was in: {languages}. If it is another now, write that one too.",
            languages=", ".join(left),
        )
    if gone:
        yield words.say(
            "The former answer is left out in: {languages}. It may say something else by now.",
            languages=", ".join(gone),
        )


def _taken(caution: Takes, words: Catalogue) -> str:
    if caution.is_torn:
        return _torn(caution.wording, caution.entry, words)
    named = {"wording": _short(caution.wording), "entry": called_entry(caution.entry, words)}
    return words.say("It takes “{wording}” from {entry}.", **named)


def _torn(wording: str, other: Entry, words: Catalogue) -> str:
    named = {"wording": _short(wording), "entry": called_entry(other, words)}
    return words.say("Who asks “{wording}” will have to choose between this and {entry}.", **named)


def _broken(failure: Failure, edited: Entry, words: Catalogue) -> str:
    given = called_entry(failure.given, words) if failure.given else words.say("no answer")
    named = {"question": _short(failure.question), "given": given}
    if failure.expected and failure.expected.id == edited.id:
        return words.say("Who asks “{question}” will not get this, but {given}.", **named)
    if failure.is_offered and failure.given and failure.given == failure.expected:
        return _torn(failure.question, failure.given, words)
    return words.say("Saving this breaks “{question}”: it gets {given}.", **named)


def _dated(what: Dated, words: Catalogue) -> str:
    names = {
        Dated.AS_OF: words.say("As of"),
        Dated.SAID_ON: words.say("Said on"),
        Dated.PUBLISHED: words.say("Published"),
    }
    return names[what]


def _short(wording: str) -> str:
    return shortened(wording, WORDING_SHOWN)
