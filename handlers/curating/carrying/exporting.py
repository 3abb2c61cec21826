"""/export: the group's own entries as a file, in the form that is asked for."""

import asyncio

from handlers.context import Context
from handlers.curating.carrying.export_pages import caption_of, file_name, how_to_export, nothing_to_export
from handlers.curating.desk import Desk
from handlers.replies import Reply
from handlers.sending import send_file
from knowledge.exchange import Format, write_entries


async def export(desk: Desk, form: str, context: Context) -> Reply | None:
    """Send the entries that members of the group get and that are its own, as YAML unless another form is named."""
    wanted = form.lower() or Format.YAML
    if wanted not in list(Format):
        return how_to_export(desk.words)
    standings = await desk.curation(context).standings()
    entries = [one.own for one in standings if one.own and not one.is_retired]
    if not entries:
        return nothing_to_export(desk.words)
    title = await _title(desk, context)
    data = await asyncio.to_thread(write_entries, entries, Format(wanted), title)
    name = file_name(title, context.services.today, wanted)
    await send_file(context.bot, caption_of(len(entries), desk.words), name, data, desk.place)
    return None


async def _title(desk: Desk, context: Context) -> str:
    """Return what the group is called, which in private only we can know."""
    is_there = desk.message.chat_id == desk.group
    kept = await context.services.storage.groups.group(desk.group)
    return (desk.message.chat.title if is_there else kept.title) or kept.title or str(desk.group)
