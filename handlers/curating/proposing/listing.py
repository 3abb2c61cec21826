"""/proposals: what is still to be decided on, the oldest first."""

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.proposing.proposal_pages import render_no_proposals, render_proposals
from handlers.curating.proposing.showing import shown_to_admins
from handlers.replies import Reply


async def list_proposals(desk: Desk, _: str, context: Context) -> Reply | None:
    """List the open proposals as buttons that lead to them; the only one is shown at once."""
    waiting = await desk.proposals(context).open()
    if not waiting:
        return render_no_proposals(desk.words)
    if len(waiting) == 1:
        return await shown_to_admins(waiting[0], desk.words, context)
    return render_proposals(waiting, desk.words)
