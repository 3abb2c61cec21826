"""A pressed button about an entry -> the desk of who pressed it, and the entry as the group has it."""

from dataclasses import dataclass

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.correcting.kept import Kept, shelf_of
from handlers.curating.desk import Desk, desk_of_press, group_of_press
from handlers.sending import acknowledge


@dataclass(frozen=True, slots=True)
class Pressed:
    """Who pressed, and for which entry."""

    desk: Desk
    kept: Kept


async def entry_pressed(query: CallbackQuery, wanted: Press, context: Context, *, live: bool = False) -> Pressed | None:
    """Return who pressed a button about which entry; None, and they are told, if they may not or it is gone."""
    desk = await desk_in_group(query, wanted, context, live=live)
    kept = (await shelf_of(desk, context)).get(wanted.about) if desk else None
    if desk and kept is None:
        await acknowledge(query, desk.words.say("This entry is no longer here."), as_alert=True)
    return Pressed(desk, kept) if desk and kept else None


async def desk_in_group(query: CallbackQuery, wanted: Press, context: Context, *, live: bool = False) -> Desk | None:
    """Return the desk of who pressed in the group that is meant; None, and they are told, if there is none."""
    group = await group_of_press(query, context)
    if group is None:
        said = catalogue(wanted.language).say("Which group is this for? Send /connect there first.")
        await acknowledge(query, said, as_alert=True)
        return None
    return await desk_of_press(query, group, context, live=live)
