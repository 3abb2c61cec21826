"""/undo: takes back the last change, and the next time the one before."""

from handlers.context import Context
from handlers.curating.correcting.aftermath import what_members_get
from handlers.curating.correcting.changes import describe, differences, said_by
from handlers.curating.desk import Desk
from handlers.curating.saving import take_back
from handlers.markup import Paragraph, bold, paragraph, parts
from handlers.replies import Reply
from knowledge.storage import Change, Revision


async def undo(desk: Desk, _: str, context: Context) -> Reply | None:
    """Take back the last change of the group that still holds, and say whose it was and what holds now."""
    undone = await take_back(desk, context)
    if undone is None:
        return Reply(desk.language, (paragraph(desk.words.say("There is nothing to take back.")),))
    told = describe(undone, desk.words, context.services.libraries.base)
    again = paragraph(desk.words.say("/undo again takes back the change before that."))
    head = paragraph(bold(desk.words.say("Taken back:")))
    lines = (head, told, *await _what_holds(undone, desk, context), again)
    return Reply(desk.language, parts(lines)[0])


async def _what_holds(undone: Change, desk: Desk, context: Context) -> tuple[Paragraph, ...]:
    """Return how the entry of a change stands again; of many, how many do."""
    if len(undone.revisions) > 1:
        count = len(undone.revisions)
        said = desk.words.say_many("{count} entry is as before.", "{count} entries are as before.", count)
        return (paragraph(said),)
    return tuple([line for one in undone.revisions for line in await _stands_again(one, desk, context)])


async def _stands_again(revision: Revision, desk: Desk, context: Context) -> tuple[Paragraph, ...]:
    base = context.services.libraries.base
    now, was = (said_by(one, revision.entry, base) for one in (revision.before, revision.after))
    altered = differences(was, now, desk.words) if now and was else ()
    either = now or was
    return (*altered, *((paragraph(await what_members_get(either.entry, desk, context)),) if either else ()))
