"""What happens when a change is saved: the database, then the index, then those who waited for it."""

from collections.abc import Callable, Sequence

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.telling import tell_who_waited
from knowledge.storage import Change, Deed, Edit

Telling = Callable[[int, int], None]  # how many parts of how many are indexed


async def save(
    desk: Desk, edits: Sequence[Edit], deed: Deed, context: Context, telling: Telling | None = None
) -> Change:
    """Save edits together, and let members get them. Raises EditedMeanwhileError, with nothing saved, see Curation."""
    change = await desk.curation(context).save(edits, desk.asking(deed, context))
    await put_to_use(desk.group, context, telling)
    return change


async def save_proposed(desk: Desk, edits: Sequence[Edit], proposal: int, context: Context) -> Change:
    """Save what a proposal makes, and with it that it is accepted. Raises as Curation.save, with nothing saved."""
    change = await desk.curation(context).save(edits, desk.asking(Deed.ADD, context), accepting=proposal)
    await put_to_use(desk.group, context)
    return change


async def take_back(desk: Desk, number: int, context: Context) -> Change | None:
    """Take back a change, and return it; None, with nothing done, where it is not the last one that holds."""
    undone = await desk.curation(context).undo(desk.asking(Deed.UNDO, context), only=number)
    if undone is None:
        return None
    await put_to_use(desk.group, context)
    return undone[0]


async def put_back(desk: Desk, number: int, context: Context) -> Change | None:
    """Let a change hold again that was taken back; None where it holds. Raises EditedMeanwhileError, see Curation."""
    change = await desk.curation(context).redo(number, desk.asking(Deed.REDO, context))
    if change:
        await put_to_use(desk.group, context)
    return change


async def put_to_use(group: int, context: Context, telling: Telling | None = None) -> None:
    """Let members be answered from what the group knows now, those who waited first."""
    now = await context.services.storage.groups.where_now(group)  # it may have moved while the change was saved
    await context.services.libraries.renew(now, telling)
    await tell_who_waited(now, context)
