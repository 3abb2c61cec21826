"""Open questions that an entry there is comes to answer: they become phrasings of it."""

from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.correcting.aliasing import add_phrasing
from handlers.curating.correcting.kept import Kept, shelf_of
from handlers.curating.desk import Desk
from handlers.curating.missed.gap_names import gap_name
from handlers.curating.missed.gap_pages import back_button
from handlers.curating.missed.gaps import Gap
from handlers.curating.missed.unanswered import desk_of_gap, gap_of, show_what_happened
from handlers.curating.placing import put_in_place
from handlers.sending import acknowledge
from knowledge import Answer, consult
from knowledge.storage import Fate


async def add_as_phrasing(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let the entry that the button names answer the question, unless that takes questions from others."""
    desk = await desk_of_gap(query, wanted, context, live=True)
    gap = await gap_of(desk, query, wanted, context) if desk else None
    kept = await _entry_meant(desk, wanted, context) if desk and gap else None
    if desk and gap and kept:
        await acknowledge(query)
        await _let_answer(kept, gap, desk, context)
    elif desk and gap:
        await acknowledge(query, desk.words.say("This entry is no longer here."), as_alert=True)


async def _entry_meant(desk: Desk, wanted: Press, context: Context) -> Kept | None:
    name, shelf = gap_name(wanted.about), await shelf_of(desk, context)
    return next((kept for id_, kept in shelf.items() if name and name.means(id_)), None)


async def _let_answer(kept: Kept, gap: Gap, desk: Desk, context: Context) -> None:
    """Add the phrasing, and show the list again; where it was not added, why not and what can be done."""
    reply = await add_phrasing(desk, kept, gap.text, context)
    if await _is_answered(gap, desk, context):
        await desk.missing(context).settle(gap.ids, Fate.ANSWERED)
        await show_what_happened(reply.paragraphs if reply else (), (), desk, context)
    elif reply:
        back = (back_button(desk.group, desk.words),)
        await put_in_place(replace(reply, buttons=(*reply.buttons, back)), desk, context)


async def _is_answered(gap: Gap, desk: Desk, context: Context) -> bool:
    _, outcome = consult(gap.text, (await desk.knowledge(context)).match)
    return isinstance(outcome, Answer)
