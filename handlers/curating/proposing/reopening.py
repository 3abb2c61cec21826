"""A button in the list of proposals -> the proposal, once more to be decided on."""

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.desk import title_above
from handlers.curating.proposing.proposals import open_proposal
from handlers.curating.proposing.showing import shown_to_admins
from handlers.knowing import under_title
from handlers.sending import acknowledge, send


async def show_proposal(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Show an open proposal below the list, which leads to the others as well."""
    desk, proposal = await open_proposal(query, wanted, context)
    if desk is None or proposal is None:
        return
    await acknowledge(query)
    reply = await shown_to_admins(proposal, desk.words, context)
    await send(context.bot, under_title(reply, await title_above(desk, context)), desk.place)
