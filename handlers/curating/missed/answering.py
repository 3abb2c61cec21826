"""Open questions that get an answer of their own: a new entry, drafted below the list."""

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.drafting.drafts import begin_with
from handlers.curating.missed.unanswered import desk_of_gap, gap_of
from handlers.sending import acknowledge, send


async def answer_now(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Begin a new entry that answers the question, below the list."""
    desk = await desk_of_gap(query, wanted, context, live=True)
    gap = await gap_of(desk, query, wanted, context) if desk else None
    if desk and gap:
        await acknowledge(query)
        reply = await begin_with(desk, gap.text, context, about_missed=gap.ids)
        if reply:
            await send(context.bot, reply, desk.place)
