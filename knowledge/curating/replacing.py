"""A new entry that is written -> an edit of the one that is asked the same. Pure."""

from knowledge.curating.drafting import Written, put_aside, with_phrasings, written_of
from knowledge.normalising import words
from knowledge.overlay import OwnEntry


def in_place_of(own: OwnEntry, written: Written) -> Written:
    """Return an edit of an entry by which it says what is written of a new one, however either is asked."""
    stood = written_of(own)
    known = {words(text) for _, text in own.entry.all_phrasings()}
    asked = [*written.question.items(), *((tag, text) for tag, said in written.phrasings.items() for text in said)]
    grown = with_phrasings(stood, [(language, text) for language, text in asked if words(text) not in known])
    given = {"answer": written.answer, "as_of": written.as_of, "quotes": written.quotes, "sources": written.sources}
    former = None if written.sources else put_aside(stood).former
    return grown.model_copy(update={**given, "former": former})
