"""/cancel: the entry that a curator has not finished here is dropped."""

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafted import from_content
from handlers.curating.drafting.drafts import unfinished
from handlers.curating.drafting.unfinished import render_cancelled
from handlers.replies import Reply


async def cancel_unfinished(desk: Desk, _: str, context: Context) -> Reply:
    """Drop the draft that the curator went on with last here, and say which one that was."""
    draft = await unfinished(desk, context)
    if draft:
        await context.drafts.end(draft)
    return render_cancelled(from_content(draft.content) if draft else None, desk.words)
