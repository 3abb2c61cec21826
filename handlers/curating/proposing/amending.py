"""A proposal that an admin wants to word better -> a draft of theirs that begins as it was proposed."""

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.drafting.drafts import begin_with
from handlers.curating.proposing.proposals import open_proposal
from handlers.sending import acknowledge, send


async def amend(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let who pressed edit a proposal before it is saved; until then it can still be decided on as it is."""
    desk, proposal = await open_proposal(query, wanted, context)
    if desk is None or proposal is None:
        return
    await acknowledge(query)
    reply = await begin_with(desk, proposal.content["question"], context, proposal=proposal)
    if reply:
        await send(context.bot, reply, desk.place)
