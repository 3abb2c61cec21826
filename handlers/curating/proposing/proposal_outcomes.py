"""A decision on a proposal -> what stands in its place, and what its author is told, once."""

from collections.abc import Sequence

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.reach import reach_of
from handlers.curating.proposing.proposal_pages import render_accepted, render_declined, render_outcome
from handlers.curating.proposing.proposed import SHOWN
from handlers.reading import ANSWERS_NOTHING, Place, replied_to
from handlers.sending import send, try_to_edit
from knowledge import Entry
from knowledge.storage import Proposal


async def make_edited_known(desk: Desk, proposal_id: int, saved: Entry, context: Context) -> None:
    """Show in place of a proposal that its edited form was accepted, and tell its author."""
    proposal = await desk.proposals(context).get(proposal_id)
    if proposal:
        await _make_known(proposal, (_shown(proposal),), desk, context, saved=saved)


async def make_known(proposal: Proposal, desk: Desk, context: Context, *, saved: Entry | None) -> None:
    """Show in place of a proposal, wherever it was decided on, what was decided, and tell its author.

    `saved` is the entry that was made of it; None where it was declined.
    """
    decided_at = (desk.message.chat_id, desk.message.message_id)
    places = tuple(dict.fromkeys((decided_at, _shown(proposal))))
    await _make_known(proposal, places, desk, context, saved=saved)


async def _make_known(
    proposal: Proposal, places: Sequence[tuple[int, int]], desk: Desk, context: Context, *, saved: Entry | None
) -> None:
    by = _proposer(proposal, desk)
    reach = await reach_of(saved, desk, context) if saved else None
    page = render_accepted(proposal, by, reach, desk.words) if reach else render_declined(proposal, desk.words)
    for chat, message in places:
        if message:  # else it was never shown, as the group did not let us write
            await try_to_edit(context.bot, page, chat, message)
    if proposal.person not in (None, desk.by.person):
        words = catalogue(proposal.content["language"])
        place = Place(proposal.chat, proposal.content["message"], proposal.content["thread"], is_private=False)
        await send(context.bot, render_outcome(words, reach), place)


def _shown(proposal: Proposal) -> tuple[int, int]:
    """Return where a proposal was first put before the admins."""
    return proposal.chat, proposal.content.get(SHOWN) or ANSWERS_NOTHING


def _proposer(proposal: Proposal, desk: Desk) -> str | None:
    """Return the name of who proposed, where the button pressed stands below their message."""
    proposed_in = replied_to(desk.message)
    author = proposed_in.from_user if proposed_in else None
    return author.full_name if author and author.id == proposal.person else None
