"""Proposal -> the entry that it makes, written as an admin would have it written. Pure."""

from collections.abc import Collection
from datetime import date

from handlers.curating.drafting.drafts import tongue_of
from handlers.curating.proposing.proposed import Proposed
from knowledge import Knowledge, OwnEntry, language_of
from knowledge.curating import Written, entry_of, source_named, with_answer, with_question, with_source


def as_entry(proposed: Proposed, knowledge: Knowledge, taken: Collection[str], today: date) -> OwnEntry:
    """Return the entry that a proposal makes, under an id that is not taken."""
    question, answer = proposed.question, proposed.answer
    written = with_question(Written(), question, tongue_of(question, knowledge))
    written = with_answer(written, answer, tongue_of(answer, knowledge))
    source = source_named(proposed.source, language_of(proposed.source))
    return entry_of(with_source(written, source) if source else written, taken, today)
