"""Cautions -> what new phrasings take from other entries, in words. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.catalogues import Catalogue
from handlers.curating.calling import called, called_entry
from handlers.markup import Paragraph, paragraph
from knowledge.curating import AnsweredAlready, Caution, MarkedNotOurs, Takes

SHOWN = 5  # questions that would be taken; of more the first ones say it


def contests_of(cautions: Iterable[Caution], phrasings: Sequence[str], words: Catalogue) -> tuple[Paragraph, ...]:
    """Return what speaks against new phrasings: who answers them already, and which questions it takes from others."""
    return tuple(paragraph(said) for said in dict.fromkeys(_said(cautions, phrasings, words)))[:SHOWN]


def _said(cautions: Iterable[Caution], phrasings: Sequence[str], words: Catalogue) -> Iterator[str]:
    for caution in cautions:
        match caution:
            case AnsweredAlready(wording, entry) if [wording] == list(phrasings):
                yield words.say("It is answered already, by {question}.", question=called_entry(entry, words))
            case AnsweredAlready(wording, entry) if wording in phrasings:
                yield words.say(
                    "{wording} is answered already, by {question}.",
                    wording=called(wording, words),
                    question=called_entry(entry, words),
                )
            case Takes(wording, entry):
                yield words.say(
                    "It would take {wording} from {question}.",
                    wording=called(wording, words),
                    question=called_entry(entry, words),
                )
            case MarkedNotOurs(wording, negative) if wording in phrasings:
                yield words.say("It was marked as none of this group's: {question}.", question=called(negative, words))
