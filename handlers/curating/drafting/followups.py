"""Who is told once a draft is saved, by what it was begun for."""

from collections.abc import Awaitable, Callable

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafted import Drafted
from handlers.curating.proposing.proposal_outcomes import make_edited_known
from handlers.curating.telling import tell_of
from knowledge import Entry

FollowUp = Callable[[Desk, Drafted, Entry, Context], Awaitable[None]]


async def tell_who_asked(desk: Desk, drafted: Drafted, saved: Entry, context: Context) -> None:
    """Tell an entry to who waits for the missed questions that it was written for."""
    if drafted.missed:
        await tell_of(saved, desk.group, drafted.missed, context)


async def tell_who_proposed(desk: Desk, drafted: Drafted, saved: Entry, context: Context) -> None:
    """Show that the proposal was accepted which an entry was made from, and tell its author."""
    if drafted.proposal:
        await make_edited_known(desk, drafted.proposal, saved, context)


FOLLOW_UPS: tuple[FollowUp, ...] = (tell_who_asked, tell_who_proposed)
