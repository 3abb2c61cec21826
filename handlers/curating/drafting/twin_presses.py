"""The buttons below a draft whose question has an answer already: another phrasing of that, or in its place."""

from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.confirming import say_it_is_done
from handlers.curating.correcting.aliasing import add_phrasing
from handlers.curating.correcting.kept import Kept, shelf_of
from handlers.curating.correcting.phrasing import has_phrasing
from handlers.curating.drafting.draft_presses import Opened, opened, turn_to
from handlers.curating.placing import put_in_place
from handlers.sending import acknowledge, send
from knowledge import in_language
from knowledge.curating import in_place_of
from knowledge.storage import Deed


async def add_to_other(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Add the question of a draft to the entry that answers it already, instead of saving another one."""
    found = await opened(query, wanted, context, live=True)
    other = await _answering(found, context) if found else None
    if found is None:
        return
    if other is None:
        await say_it_is_done(query, wanted)
        return
    await acknowledge(query)
    await _add_to(other, found, context)


async def replace_other(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let a new draft become an edit of the entry that answers its question already; it is still to be saved."""
    found = await opened(query, wanted, context)
    other = await _answering(found, context) if found else None
    if found is None:
        return
    if other is None or found.drafted.written.began:
        await say_it_is_done(query, wanted)
        return
    written = in_place_of(other.own, found.drafted.written)
    edit = replace(found.drafted, written=written, deed=Deed.EDIT, upon=other.upon, asks=None, answered_by="")
    await turn_to(edit, found, query, context)


async def _answering(found: Opened, context: Context) -> Kept | None:
    """Return the entry that answers the question of a draft already, as its preview said."""
    return (await shelf_of(found.desk, context)).get(found.drafted.answered_by)


async def _add_to(other: Kept, found: Opened, context: Context) -> None:
    asked = in_language(found.drafted.written.question, found.desk.language)
    reply = await add_phrasing(found.desk, other, asked, context)
    now = (await shelf_of(found.desk, context)).get(other.entry.id)
    if now and has_phrasing(now.entry, asked):
        await context.drafts.end(found.draft)
        await put_in_place(reply, found.desk, context)
    elif reply:
        await send(context.bot, reply, found.desk.place)
