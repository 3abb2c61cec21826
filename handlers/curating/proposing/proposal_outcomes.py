"""A decision on a proposal -> what stands in its place, and what its author is told, once."""

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.proposing.proposal_pages import render_accepted, render_declined, render_outcome
from handlers.curating.proposing.proposed import SHOWN
from handlers.reading import Place, replied_to
from handlers.sending import send, try_to_edit
from knowledge.storage import Proposal, State


async def accept_as_edited(desk: Desk, proposal_id: int, context: Context) -> None:
    """Let a proposal count as accepted whose edited form was saved, unless it was decided on meanwhile."""
    proposal = await desk.proposals(context).get(proposal_id)
    if proposal and await desk.proposals(context).decide(proposal_id, State.ACCEPTED):
        await make_known(proposal, desk, context, accepted=True)


async def make_known(proposal: Proposal, desk: Desk, context: Context, *, accepted: bool) -> None:
    """Show in place of a proposal what was decided, and tell its author."""
    shown = proposal.content.get(SHOWN) or desk.message.message_id
    page = render_accepted(proposal, _proposer(desk), desk.words) if accepted else render_declined(proposal, desk.words)
    await try_to_edit(context.bot, page, proposal.chat, shown)
    if proposal.person not in (None, desk.by.person):
        words = catalogue(proposal.content["language"])
        place = Place(proposal.chat, proposal.content["message"], proposal.content["thread"], is_private=False)
        await send(context.bot, render_outcome(words, accepted=accepted), place)


def _proposer(desk: Desk) -> str | None:
    """Return the name of who proposed, where the button pressed stands below their message."""
    proposed_in = replied_to(desk.message)
    author = proposed_in.from_user if proposed_in else None
    return author.full_name if author and not author.is_bot else None
