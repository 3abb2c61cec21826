"""What follows once a draft is saved, by what it was begun for."""

from collections.abc import Awaitable, Callable

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafted import Drafted
from handlers.curating.proposing.proposal_outcomes import accept_as_edited
from handlers.curating.telling import settle_with
from knowledge import Entry

FollowUp = Callable[[Desk, Drafted, Entry, Context], Awaitable[None]]


async def settle_missed(desk: Desk, drafted: Drafted, saved: Entry, context: Context) -> None:
    """Settle the missed questions that an entry was written for, and tell it to who waits for them."""
    if drafted.missed:
        await settle_with(saved, desk.group, drafted.missed, context)


async def settle_proposal(desk: Desk, drafted: Drafted, saved: Entry, context: Context) -> None:
    """Let the proposal that an entry was made from count as accepted, and tell its author."""
    if drafted.proposal:
        await accept_as_edited(desk, drafted.proposal, saved, context)


FOLLOW_UPS: tuple[FollowUp, ...] = (settle_missed, settle_proposal)
