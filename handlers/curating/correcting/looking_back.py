"""/history and /mine: who changed an entry, and what one changed oneself."""

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.correcting.choosing import Waiting, how_to_name, settle
from handlers.curating.correcting.entry_presses import desk_in_group
from handlers.curating.correcting.histories import OWN_CHANGES, render_history, render_mine
from handlers.curating.correcting.kept import Kept
from handlers.curating.correcting.naming import named_by_reply, named_by_words
from handlers.curating.desk import Desk
from handlers.curating.placing import put_in_place
from handlers.replies import Reply
from handlers.sending import acknowledge


async def history(desk: Desk, text: str, context: Context) -> Reply | None:
    """Show who changed the entry that is named, be it gone by now, or that the answer replied to shows."""
    if text and await desk.curation(context).history(text, limit=1):
        return await _history_of(text, desk, context)
    named = await named_by_words(text, desk, context) if text else await named_by_reply(desk, context)
    if named is None:
        return how_to_name("history", desk)
    return await settle(named, Waiting("history"), show_history, desk, context)


async def show_history(desk: Desk, kept: Kept, _: str, context: Context) -> Reply | None:
    """Show who changed an entry."""
    return await _history_of(kept.entry.id, desk, context)


async def mine(desk: Desk, _: str, context: Context) -> Reply | None:
    """Show what the person who asks changed in the group."""
    return await _changes_by(desk.by.person or 0, desk, context)


async def turn_history(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Turn the pages of a history, or of what somebody changed."""
    desk = await desk_in_group(query, wanted, context)
    if desk:
        await acknowledge(query)
        person = wanted.about.removeprefix(OWN_CHANGES)
        is_mine = wanted.about.startswith(OWN_CHANGES) and person.isdecimal()
        page = wanted.number
        reply = (
            await _changes_by(int(person), desk, context, page)
            if is_mine
            else await _history_of(wanted.about, desk, context, page)
        )
        await put_in_place(reply, desk, context)


async def _history_of(id_: str, desk: Desk, context: Context, page: int = 0) -> Reply:
    changes = await desk.curation(context).history(id_)
    return render_history(id_, changes, desk, context.services.libraries.base, page)


async def _changes_by(person: int, desk: Desk, context: Context, page: int = 0) -> Reply:
    changes = await desk.curation(context).changes_by(person)
    return render_mine(person, changes, desk, context.services.libraries.base, page)
