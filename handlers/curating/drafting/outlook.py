"""(draft, group) -> what the entry will be and do once it is saved: its look, its cautions, what it breaks."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafted import Drafted
from knowledge import Entry, Knowledge, OwnEntry
from knowledge.curating import AnsweredAlready, Caution, Failure, Takes, breaks, entry_of, review, self_test

ASKED = 10  # wordings of the entry by which its neighbours are found; more of them lead to the same ones
NEIGHBOURS = 5  # entries that each wording comes near to: what is farther off is not disturbed


@dataclass(frozen=True, slots=True)
class Outlook:
    """An entry as it is to be saved, the knowledge with it, and what speaks against it."""

    own: OwnEntry
    knowledge: Knowledge
    cautions: tuple[Caution, ...]
    broken: tuple[Failure, ...]

    @property
    def entry(self) -> Entry:
        """The entry as the knowledge has it."""
        return next(entry for entry in self.knowledge.pack.entries if entry.id == self.own.entry.id)

    @property
    def breaks_something(self) -> bool:
        """Whether questions that are answered rightly now would not be any more."""
        return bool(self.broken) or any(isinstance(one, Takes) for one in self.cautions)

    @property
    def answered_by(self) -> Entry | None:
        """The entry that answers the question already, and would go on to do so."""
        already = (one for one in self.cautions if isinstance(one, AnsweredAlready) and not one.gives_way)
        return next((one.entry for one in already), None)


async def look_ahead(desk: Desk, drafted: Drafted, context: Context) -> Outlook:
    """Return what comes of saving a draft, which must be ready; nothing is saved."""
    services = context.services
    before = await desk.knowledge(context)
    own = entry_of(drafted.written, await _taken(desk, before, context), services.today)
    after = await services.libraries.supposing(desk.group, own)
    return await asyncio.to_thread(_judged, own, (before, after), drafted.cited, services.today)


async def _taken(desk: Desk, knowledge: Knowledge, context: Context) -> set[str]:
    """Return the ids that are in use, those of retired entries among them."""
    kept = {standing.id for standing in await desk.curation(context).standings()}
    return kept | {entry.id for entry in knowledge.pack.entries}


def _judged(own: OwnEntry, knowledge: tuple[Knowledge, Knowledge], cited: str | None, today: date) -> Outlook:
    before, after = knowledge
    cautions = review(own, before, after, today, cited_message=cited)
    near = _neighbours(own.entry, after)
    broken = breaks(self_test(before, of=near), self_test(after, of=near))
    return Outlook(own, after, cautions, tuple(_not_told(broken, cautions)))


def _neighbours(entry: Entry, knowledge: Knowledge) -> frozenset[str]:
    """Return the ids of the group's own entries that the wordings of an entry come near to, and its own."""
    wordings = [text for _, text in entry.all_phrasings()][:ASKED]
    found = [match.entry for text in wordings for match in knowledge.match(text).ranked[:NEIGHBOURS]]
    return frozenset(one.id for one in found if knowledge.is_own(one)) | {entry.id}


def _not_told(broken: Sequence[Failure], cautions: Sequence[Caution]) -> list[Failure]:
    """Leave out the questions that a caution tells already."""
    told = {one.wording for one in cautions if isinstance(one, Takes | AnsweredAlready)}
    return [failure for failure in broken if failure.question not in told]
