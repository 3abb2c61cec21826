"""Question, answer and source as somebody wrote them in one line -> what an entry makes of them. Pure."""

from collections.abc import Collection
from datetime import date

from handlers.curating.proposing.proposed import Proposed
from handlers.curating.tongues import tongue_of
from knowledge import Knowledge, OwnEntry, language_of
from knowledge.curating import Written, entry_of, source_named, with_answer, with_question, with_source


def as_entry(proposed: Proposed, knowledge: Knowledge, taken: Collection[str], today: date) -> OwnEntry:
    """Return the entry that a proposal makes, under an id that is not taken."""
    return entry_of(as_written(proposed, knowledge), taken, today)


def as_written(proposed: Proposed, knowledge: Knowledge, upon: Written | None = None) -> Written:
    """Return what is written, upon what stood; what is left out stays."""
    written, source = upon or Written(), source_named(proposed.source, language_of(proposed.source))
    if proposed.question:
        written = with_question(written, proposed.question, tongue_of(proposed.question, knowledge))
    if proposed.answer:
        written = with_answer(written, proposed.answer, tongue_of(proposed.answer, knowledge))
    return with_source(written, source) if source else written
