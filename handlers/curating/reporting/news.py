"""What happened in a group since a moment: what a digest tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.context import Context
from handlers.curating.missed.gaps import Gap, gaps_of
from knowledge import Entry
from knowledge.storage import Standing


@dataclass(frozen=True, slots=True)
class News:
    """What is new: open questions, proposals, changes by who made them; and all that is due for review."""

    gaps: tuple[Gap, ...]
    proposals: int
    changes: Mapping[str, int]  # by the names of curators, the busiest first
    due: tuple[Entry, ...]
    newly_due: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new; what was due before is not."""
        return not (self.gaps or self.proposals or self.changes or self.newly_due)


async def news_of(group: int, since: datetime, context: Context) -> News:
    """Return what happened in a group since a moment."""
    storage = context.services.storage
    due = _due(await storage.curation(group).standings(), context.services.today)
    return News(
        gaps=tuple(gap for gap in await gaps_of(group, context) if any(one.at > since for one in gap.asked)),
        proposals=sum(one.at > since for one in await storage.proposals(group).open()),
        changes=await storage.curation(group).count_by_name(since),
        due=due,
        newly_due=sum(entry.review_by is not None and entry.review_by >= since.date() for entry in due),
    )


def _due(standings: Sequence[Standing], today: date) -> tuple[Entry, ...]:
    """Return the group's own entries whose day of review is over, the oldest first."""
    own = [one.own.entry for one in standings if one.own and not one.is_retired]
    due = [entry for entry in own if entry.review_by and entry.review_by < today]
    return tuple(sorted(due, key=lambda entry: entry.review_by or today))
