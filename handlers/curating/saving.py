"""What happens when a change is saved: the database, then the index, then those who waited for it."""

from collections.abc import Sequence

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.telling import tell_who_waited
from knowledge.storage import Change, Deed, Edit


async def save(desk: Desk, edits: Sequence[Edit], deed: Deed, context: Context) -> Change:
    """Save edits together, and let members get them. Raises EditedMeanwhileError, with nothing saved, see Curation."""
    change = await desk.curation(context).save(edits, desk.asking(deed, context))
    await put_to_use(desk.group, context)
    return change


async def take_back(desk: Desk, context: Context) -> Change | None:
    """Take back the last change of the group that still holds, and return it; None where there is none."""
    undone = await desk.curation(context).undo(desk.asking(Deed.UNDO, context))
    if undone is None:
        return None
    await put_to_use(desk.group, context)
    return undone[0]


async def put_to_use(group: int, context: Context) -> None:
    """Let members be answered from what the group knows now, those who waited first."""
    await context.services.libraries.renew(group)
    await tell_who_waited(group, context)
