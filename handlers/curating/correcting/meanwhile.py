"""Saves one edit, unless somebody else changed the entry meanwhile: then whoever comes second is told what."""

from handlers.context import Context
from handlers.curating.correcting.changes import describe, differences_of
from handlers.curating.desk import Desk
from handlers.curating.saving import save
from handlers.markup import bold, paragraph, parts
from handlers.replies import Reply
from knowledge.storage import Deed, Edit, EditedMeanwhileError


async def try_to_save(desk: Desk, edit: Edit, deed: Deed, context: Context) -> Reply | None:
    """Save an edit; where the entry is no longer as it was, save nothing, and return who changed what."""
    try:
        await save(desk, [edit], deed, context)
    except EditedMeanwhileError:
        head = desk.words.say("Somebody changed this entry just before you. Your change was not saved.")
        end = desk.words.say("Send the command again if you still want it.")
        return await _clash(edit.id, head, end, desk, context)
    return None


async def changed_since(entry: str, desk: Desk, context: Context) -> Reply:
    """Return who changed what of an entry after a change of it was taken back, which therefore stays so."""
    head = desk.words.say("Somebody changed this entry since. It was not put back.")
    end = desk.words.say("/history shows how it stood. You can edit it to say that again.")
    return await _clash(entry, head, end, desk, context)


async def _clash(entry: str, head: str, end: str, desk: Desk, context: Context) -> Reply:
    words, base = desk.words, context.services.libraries.base
    told = [
        line
        for change in await desk.curation(context).history(entry, limit=1)
        for line in (describe(change, words, base), *differences_of(change.revisions[0], words, base))
    ]
    return Reply(desk.language, parts((paragraph(bold(head)), *told, paragraph(end)))[0])
