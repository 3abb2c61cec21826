"""The buttons below a proposal: accepted or declined with one press; its author is told once."""

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.confirming import say_it_is_done
from handlers.curating.correcting.entry_presses import desk_in_group
from handlers.curating.desk import Desk
from handlers.curating.numbers import number_in
from handlers.curating.proposing.proposal_outcomes import make_known
from handlers.curating.proposing.proposed import from_content
from handlers.curating.proposing.proposed_entries import as_entry
from handlers.curating.saving import save_proposed
from handlers.sending import acknowledge
from knowledge import OwnEntry
from knowledge.storage import DecidedMeanwhileError, Edit, EditedMeanwhileError, Proposal, State


async def accept(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Make a proposal an entry of the group, on the record of who pressed."""
    desk, proposal = await open_proposal(query, wanted, context)
    if desk is None or proposal is None:
        return
    try:
        own = await _accepted(proposal, desk, context)
    except DecidedMeanwhileError:
        await say_it_is_done(query, wanted)
        return
    await acknowledge(query)
    await make_known(proposal, desk, context, saved=own.entry)


async def _accepted(proposal: Proposal, desk: Desk, context: Context) -> OwnEntry:
    """Save what a proposal makes; where somebody takes its id at this very moment, under another one."""
    own = await _entry_of(proposal, desk, context)
    try:
        await save_proposed(desk, [Edit(own.entry.id, own)], proposal.id, context)
    except EditedMeanwhileError:
        return await _accepted(proposal, desk, context)
    return own


async def decline(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Leave a proposal untaken."""
    desk, proposal = await open_proposal(query, wanted, context)
    if desk is None or proposal is None:
        return
    if not await desk.proposals(context).decide(proposal.id, State.DECLINED):
        await say_it_is_done(query, wanted)
        return
    await acknowledge(query)
    await make_known(proposal, desk, context, saved=None)


async def open_proposal(query: CallbackQuery, wanted: Press, context: Context) -> tuple[Desk | None, Proposal | None]:
    """Return the desk of who may decide now, and the proposal while it is open; they are told where it is not."""
    desk = await desk_in_group(query, wanted, context, live=True)
    if desk is None:
        return None, None
    proposal = await desk.proposals(context).get(number_in(wanted.about) or 0)
    if proposal is None or proposal.state is not State.OPEN:
        await say_it_is_done(query, wanted)
        return desk, None
    return desk, proposal


async def _entry_of(proposal: Proposal, desk: Desk, context: Context) -> OwnEntry:
    kept, knowledge = await desk.curation(context).standings(), await desk.knowledge(context)
    taken = {standing.id for standing in kept} | {entry.id for entry in knowledge.pack.entries}
    return as_entry(from_content(proposal.content), knowledge, taken, context.services.today)
