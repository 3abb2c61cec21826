"""Saves one edit, unless somebody else changed the entry meanwhile: then whoever comes second is told what."""

from handlers.context import Context
from handlers.curating.correcting.changes import describe, differences_of
from handlers.curating.desk import Desk
from handlers.curating.saving import save
from handlers.markup import bold, paragraph, parts
from handlers.replies import Reply
from knowledge.storage import Change, Deed, Edit, EditedMeanwhileError


async def try_to_save(desk: Desk, edit: Edit, deed: Deed, context: Context) -> Reply | None:
    """Save an edit; where the entry is no longer as it was, save nothing, and return who changed what."""
    try:
        await save(desk, [edit], deed, context)
    except EditedMeanwhileError:
        latest = await desk.curation(context).history(edit.id, limit=1)
        return _clash(latest, desk, context)
    return None


def _clash(latest: tuple[Change, ...], desk: Desk, context: Context) -> Reply:
    words, base = desk.words, context.services.libraries.base
    told = [
        line
        for change in latest
        for line in (describe(change, words, base), *differences_of(change.revisions[0], words, base))
    ]
    head = words.say("Somebody changed this entry just before you. Your change was not saved.")
    end = words.say("Send the command again if you still want it.")
    return Reply(desk.language, parts((paragraph(bold(head)), *told, paragraph(end)))[0])
