"""/import: a file -> a summary of what it would change, which waits to be confirmed."""

import hashlib
from functools import partial

from telegram import Document, Message
from telegram.error import BadRequest

from handlers.context import Context
from handlers.curating.carrying.import_pages import (
    how_to_import,
    not_handed_out,
    nothing_to_import,
    reading_page,
    summary,
    too_large,
)
from handlers.curating.carrying.plans import Plan, plan_of
from handlers.curating.carrying.progressing import progress_shown
from handlers.curating.carrying.refusals import refusals_caption, refusals_list
from handlers.curating.desk import Desk
from handlers.inquiring import content_of
from handlers.replies import Reply
from handlers.sending import send, send_file, try_to_edit
from knowledge.exchange import MOST_BYTES

FILE = "file"  # under which a draft holds the file that waits; Telegram keeps the content, we know it by its digest
UPON = "upon"  # and these revisions of entries, as they were when it was shown what would change
NAMELESS = "file"
LIST_NAME = "left-out.txt"


async def import_entries(desk: Desk, _: str, context: Context) -> Reply | None:
    """Read the file that the command stands below or replies to, and show what it would change."""
    document = document_of(desk.message)
    if document is None:
        return how_to_import(desk.words)
    if (document.file_size or 0) > MOST_BYTES:
        return too_large(desk.words)
    name = document.file_name or NAMELESS
    shown = await send(context.bot, reading_page(name, 0, 0, desk.words), desk.place)
    if shown:
        await _read(document, desk, shown, context)
    return None


def document_of(message: Message) -> Document | None:
    """Return the file that a message is or replies to."""
    replied_to = message.reply_to_message
    return message.document or (replied_to.document if replied_to else None)


async def read_plan(file_id: str, name: str, desk: Desk, shown: int, context: Context) -> tuple[Plan, str] | None:
    """Fetch and read a file, showing how far that is; return the plan and the file's digest, None if it is not got."""
    try:
        data = await content_of(context.bot, file_id)
    except BadRequest:
        return None
    page = partial(reading_page, name, words=desk.words)
    async with progress_shown(page, desk.message.chat_id, shown, context) as progress:
        plan = await plan_of(name, data, desk, context, progress)
    return plan, hashlib.sha256(data).hexdigest()


async def _read(document: Document, desk: Desk, shown: int, context: Context) -> None:
    name = document.file_name or NAMELESS
    read = await read_plan(document.file_id, name, desk, shown, context)
    if read is None:
        await try_to_edit(context.bot, not_handed_out(desk.words), desk.message.chat_id, shown)
        return
    plan, digest = read
    file = {"id": document.file_id, "name": name, "sha256": digest}
    reply = await _summed_up(plan, file, desk, context) if plan.edits else nothing_to_import(name, plan, desk.words)
    await try_to_edit(context.bot, reply, desk.message.chat_id, shown)
    if listed := refusals_list(plan.refused, desk.words):
        await send_file(context.bot, refusals_caption(desk.words), LIST_NAME, listed.encode(), desk.place)


async def _summed_up(plan: Plan, file: dict[str, str], desk: Desk, context: Context) -> Reply:
    """Let the file wait, and return what importing it would change."""
    kept, home = {FILE: file, UPON: plan.upon}, desk.message.chat_id
    draft = await context.drafts.begin(desk.group, desk.by.person or 0, home, kept, context.services.now)
    return summary(file["name"], plan, draft.id, (), desk.words)
