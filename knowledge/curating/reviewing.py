"""An edited entry -> what its curator should know of it before it is saved."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from knowledge.curating.answering import answered_already, led_elsewhere
from knowledge.curating.cautions import AnsweredAlready, Caution, LeadsElsewhere, MarkedNotOurs
from knowledge.curating.grounds import unfounded
from knowledge.curating.taking import taken
from knowledge.library import Knowledge
from knowledge.normalising import words
from knowledge.overlay import OwnEntry
from knowledge.values import Entry

MOST_WORDINGS = 24  # of the edited entry that are asked, new ones first; with more a preview would be waited for


def review(
    edited: OwnEntry,
    before: Knowledge,
    after: Knowledge,
    today: date,
    *,
    cited_message: str | None = None,
) -> tuple[Caution, ...]:
    """Return what speaks against saving an entry, given the knowledge in use and the one with the entry in it.

    `cited_message` is the text in which its new quotes must stand.
    """
    former = before.entry(edited.entry.id)
    new = _new_wordings(edited.entry, former)
    spared = {edited.entry.id, edited.entry.supersedes}
    told = [one for wording in new for one in answered_already(wording, spared, before, after)]
    found = {text: after.match(text, knows_by_heart=False) for text in _wordings(edited.entry, new)}
    return (
        *told,
        *_not_told_yet(led_elsewhere(edited.entry, found), told),
        *taken(edited.entry, list(found.values()), before, after),
        *unfounded(edited, today, message=cited_message, former=former),
    )


def _not_told_yet(
    found: Iterable[LeadsElsewhere], told: Iterable[AnsweredAlready | MarkedNotOurs]
) -> Iterator[LeadsElsewhere]:
    """Yield those whose wording is not yet told of the same entry."""
    pairs = {(one.wording, one.entry.id) for one in told if isinstance(one, AnsweredAlready)}
    return (one for one in found if (one.wording, one.entry.id) not in pairs)


def _wordings(entry: Entry, new: Sequence[str]) -> list[str]:
    """Return the wordings that are asked, the new ones first."""
    return list(dict.fromkeys((*new, *(text for _, text in entry.all_phrasings()))))[:MOST_WORDINGS]


def _new_wordings(edited: Entry, former: Entry | None) -> list[str]:
    """Return the wordings that the entry did not have before, each once."""
    stood = {words(text) for _, text in former.all_phrasings()} if former else set()
    new = {words(text): text for _, text in edited.all_phrasings() if words(text) not in stood}
    return list(new.values())[:MOST_WORDINGS]
