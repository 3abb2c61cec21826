"""The bytes of a file -> what importing it would change in a group."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.curating.carrying.progressing import Progress
from handlers.curating.desk import Desk
from knowledge import Entry, Problem
from knowledge.exchange import Comparison, Incoming, compare, completed, read_entries
from knowledge.storage import Edit, Standing


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file brings beside what stands, what in it is refused, and the edits that take it in."""

    comparison: Comparison
    refused: tuple[Problem, ...]
    edits: tuple[Edit, ...]

    @property
    def upon(self) -> dict[str, int]:
        """The revisions that the edits rest on; an entry that is none yet has none."""
        return {edit.id: edit.upon for edit in self.edits if edit.upon}

    def changed_since(self, upon: Mapping[str, int]) -> tuple[str, ...]:
        """Return the entries to be edited that no longer stand as they did when these were their revisions."""
        return tuple(edit.id for edit in self.edits if edit.upon != upon.get(edit.id, 0))

    def entries(self, ids: Collection[str]) -> tuple[Entry, ...]:
        """Return those of these ids as they would be."""
        return tuple(edit.own.entry for edit in self.edits if edit.own and edit.id in ids)


async def plan_of(name: str, data: bytes, desk: Desk, context: Context, progress: Progress | None = None) -> Plan:
    """Read a file and compare it with what stands in the group, beside the bot's other work."""
    standings = {one.id: one for one in await desk.curation(context).standings()}
    base = {entry.id for entry in (await desk.knowledge(context)).pack.entries}
    taken = standings.keys() | base
    incoming = await asyncio.to_thread(read_entries, name, data, taken, progress)
    return await asyncio.to_thread(_plan, incoming, standings, context.services.today)


def _plan(incoming: Incoming, standings: Mapping[str, Standing], today: date) -> Plan:
    own = {one.id: one.own for one in standings.values() if one.own and not one.is_retired}
    found = compare(completed(incoming, own, today), own)
    wanted = (*found.new, *(after for _, after in found.changed))
    upon = {id_: one.revision for id_, one in standings.items()}
    edits = tuple(Edit(one.entry.id, one, upon=upon.get(one.entry.id, 0)) for one in wanted)
    return Plan(found, incoming.refused, edits)
