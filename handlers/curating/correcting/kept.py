"""group -> its entries as an admin has them before them: its own and the base's, the retired ones among them."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.desk import Desk
from knowledge import Entry, Knowledge, OwnEntry, in_language
from knowledge.storage import Edit, Standing


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry with the sources that it cites, and how the group has it; None where it never touched it."""

    own: OwnEntry
    standing: Standing | None = None

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.own.entry

    @property
    def upon(self) -> int:
        """The revision that a change builds upon."""
        return self.standing.revision if self.standing else 0

    @property
    def is_retired(self) -> bool:
        """Whether members get it no longer."""
        return self.standing is not None and self.standing.is_retired

    def question(self, language: str) -> str:
        """Return what it asks."""
        return in_language(self.entry.question, language)

    def mark(self, words: Catalogue) -> str:
        """Return what stands before its question where it is retired."""
        return words.say("Retired: ") if self.is_retired else ""

    def edited(self, own: OwnEntry) -> Edit:
        """Return the edit after which it says this."""
        return Edit(own.entry.id, own, upon=self.upon)

    def retired(self, reason: str | None) -> Edit:
        """Return the edit that retires it, or brings it back with None; what the base says stays the base's to say."""
        return Edit(self.entry.id, self.standing.own if self.standing else None, reason, self.upon)


Shelf = Mapping[str, Kept]


async def shelf_of(desk: Desk, context: Context) -> Shelf:
    """Return by their ids the entries that members of the group get, and those that are retired."""
    base, knowledge = context.services.libraries.base, await desk.knowledge(context)
    standings = {one.id: one for one in await desk.curation(context).standings()}
    own = {id_: Kept(one.own, one) for id_, one in standings.items() if one.own}
    of_base = {one.id: Kept(copied(one, base), standings.get(one.id)) for one in base.entries if one.id not in own}
    return {id_: one for id_, one in (own | of_base).items() if one.is_retired or _answers_itself(one, knowledge)}


def copied(entry: Entry, base: Knowledge) -> OwnEntry:
    """Return an entry of the base as a group's own, with copies of the sources that it cites."""
    return OwnEntry(entry=entry, sources=tuple(base.source(id_) for id_ in entry.all_sources))


def _answers_itself(kept: Kept, knowledge: Knowledge) -> bool:
    """Tell whether no other entry has taken its place."""
    answering = knowledge.entry(kept.entry.id)
    return answering is not None and answering.id == kept.entry.id
