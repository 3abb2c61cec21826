"""Entries as they stood and stand now -> what holds after a change was taken back, or put back."""

from collections.abc import Sequence

from handlers.context import Context
from handlers.curating.correcting.aftermath import what_members_get
from handlers.curating.correcting.changes import differences, said_by
from handlers.curating.desk import Desk
from handlers.markup import Paragraph, paragraph
from knowledge.storage import Standing

Turn = tuple[str, Standing | None, Standing | None]  # the id of an entry, how it stood, and how it stands now


async def what_holds(turned: Sequence[Turn], desk: Desk, context: Context) -> tuple[Paragraph, ...]:
    """Return how the one entry stands again; of many, how many do."""
    if len(turned) > 1:
        said = desk.words.say_many("{count} entry is as before.", "{count} entries are as before.", len(turned))
        return (paragraph(said),)
    return tuple([line for turn in turned for line in await _stands_again(turn, desk, context)])


async def _stands_again(turn: Turn, desk: Desk, context: Context) -> tuple[Paragraph, ...]:
    base, (id_, before, after) = context.services.libraries.base, turn
    was, now = said_by(before, id_, base), said_by(after, id_, base)
    altered = differences(was, now, desk.words) if now and was else ()
    either = now or was
    return (*altered, *((paragraph(await what_members_get(either.entry, desk, context)),) if either else ()))
