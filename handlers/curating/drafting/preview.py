"""Draft -> its preview: what it will look like to members, and do to other entries."""

from dataclasses import replace

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafted import Drafted, from_content, to_content
from handlers.curating.drafting.outlook import Outlook, look_ahead
from handlers.curating.drafting.previews import render_preview
from handlers.replies import Reply
from knowledge.storage import Draft


async def preview(desk: Desk, draft: Draft, context: Context, page: int = 0) -> Reply:
    """Return a page of what a draft will look like; from then on it has its id, and asks for nothing."""
    drafted = from_content(draft.content)
    outlook = await look_ahead(desk, drafted, context)
    seen = _seen(drafted, outlook)
    if seen != drafted:
        await context.drafts.keep(draft, to_content(seen), context.services.now)
    of = (desk.words, context.services.today)
    return render_preview(outlook, seen.written, draft.id, page, of=of)


def _seen(drafted: Drafted, outlook: Outlook) -> Drafted:
    same = outlook.answered_by
    written = drafted.written.model_copy(update={"id": outlook.own.entry.id})
    return replace(drafted, written=written, asks=None, is_guided=False, answered_by=same.id if same else "")
