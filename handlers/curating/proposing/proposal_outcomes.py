"""A decision on a proposal -> what stands in its place, and what its author is told, once."""

from dataclasses import dataclass

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.reach import Reach, reach_of
from handlers.curating.placing import put_in_place
from handlers.curating.proposing.proposal_pages import render_accepted, render_declined, render_outcome
from handlers.curating.proposing.proposed import CHAT, SHOWN
from handlers.reading import ANSWERS_NOTHING, Place, replied_to
from handlers.replies import Reply
from handlers.sending import send, try_to_edit
from knowledge import Entry
from knowledge.storage import Proposal


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What stands in place of a proposal that was decided on, and who gets what was made of it; None if nothing was."""

    page: Reply
    reach: Reach | None


async def make_edited_known(desk: Desk, proposal_id: int, saved: Entry, context: Context) -> None:
    """Show in place of a proposal that its edited form was accepted, and tell its author."""
    proposal = await desk.proposals(context).get(proposal_id)
    if proposal:
        outcome = await _outcome(proposal, desk, context, saved)
        await _put_where_it_was_shown(outcome, proposal, context)
        await _tell_author(outcome, proposal, desk, context)


async def make_known(proposal: Proposal, desk: Desk, context: Context, *, saved: Entry | None) -> None:
    """Show in place of a proposal, wherever it was decided on, what was decided, and tell its author.

    `saved` is the entry that was made of it; None where it was declined.
    """
    outcome = await _outcome(proposal, desk, context, saved)
    await put_in_place(outcome.page, desk, context)
    if _shown(proposal) != (desk.message.chat_id, desk.message.message_id):
        await _put_where_it_was_shown(outcome, proposal, context)
    await _tell_author(outcome, proposal, desk, context)


async def _outcome(proposal: Proposal, desk: Desk, context: Context, saved: Entry | None) -> _Outcome:
    reach = await reach_of(saved, desk, context) if saved else None
    by = _proposer(proposal, desk)
    page = render_accepted(proposal, by, reach, desk.words) if reach else render_declined(proposal, desk.words)
    return _Outcome(page, reach)


async def _put_where_it_was_shown(outcome: _Outcome, proposal: Proposal, context: Context) -> None:
    chat, message = _shown(proposal)
    if message != ANSWERS_NOTHING:  # else the group did not let us write, or that message was left behind
        await try_to_edit(context.bot, outcome.page, chat, message)


async def _tell_author(outcome: _Outcome, proposal: Proposal, desk: Desk, context: Context) -> None:
    if proposal.person not in (None, desk.by.person):
        words = catalogue(proposal.content["language"])
        question = proposal.content["question"] if _was_left_behind(proposal) else ""
        await send(context.bot, render_outcome(words, outcome.reach, question), _place_of_author(proposal))


def _was_left_behind(proposal: Proposal) -> bool:
    """Tell whether a group became another chat since, where the numbers of its messages are those of others."""
    return bool(proposal.content.get(CHAT, proposal.chat) != proposal.chat)


def _place_of_author(proposal: Proposal) -> Place:
    """Return where the author of a proposal is told: below what they wrote, if that is in the group as it is now."""
    if _was_left_behind(proposal):
        return Place(proposal.chat, ANSWERS_NOTHING, None, is_private=False)
    return Place(proposal.chat, proposal.content["message"], proposal.content["thread"], is_private=False)


def _shown(proposal: Proposal) -> tuple[int, int]:
    """Return where a proposal was first put before the admins."""
    shown = ANSWERS_NOTHING if _was_left_behind(proposal) else proposal.content.get(SHOWN)
    return proposal.chat, shown or ANSWERS_NOTHING


def _proposer(proposal: Proposal, desk: Desk) -> str | None:
    """Return the name of who proposed, where the button pressed stands below their message."""
    proposed_in = replied_to(desk.message)
    author = proposed_in.from_user if proposed_in else None
    return author.full_name if author and author.id == proposal.person else None
