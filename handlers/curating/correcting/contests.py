"""Cautions -> what a new phrasing takes from other entries, in words. Pure."""

from collections.abc import Iterable, Iterator

from handlers.catalogues import Catalogue
from handlers.curating.correcting.changes import called
from handlers.markup import Paragraph, paragraph
from knowledge import Entry, in_language
from knowledge.curating import AnsweredAlready, Caution, MarkedNotOurs, Takes

SHOWN = 5  # questions that would be taken; of more the first ones say it


def contests_of(cautions: Iterable[Caution], phrasing: str, words: Catalogue) -> tuple[Paragraph, ...]:
    """Return what speaks against a new phrasing: who answers it already, and which questions it takes from others."""
    return tuple(paragraph(said) for said in dict.fromkeys(_said(cautions, phrasing, words)))[:SHOWN]


def _said(cautions: Iterable[Caution], phrasing: str, words: Catalogue) -> Iterator[str]:
    for caution in cautions:
        match caution:
            case AnsweredAlready(wording, entry) if wording == phrasing:
                yield words.say("It is answered already, by {question}.", question=_called(entry, words))
            case Takes(wording, entry):
                yield words.say(
                    "It would take {wording} from {question}.",
                    wording=called(wording, words),
                    question=_called(entry, words),
                )
            case MarkedNotOurs(wording, negative) if wording == phrasing:
                yield words.say("It was marked as none of this group's: {question}.", question=called(negative, words))


def _called(entry: Entry, words: Catalogue) -> str:
    return called(in_language(entry.question, words.language), words)
