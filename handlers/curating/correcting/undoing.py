"""/undo: takes back the last change, and the next time the one before; what is somebody else's only when confirmed."""

from handlers.buttons import Button, Press, Verb
from handlers.context import Context
from handlers.curating.correcting.changes import deed_done, describe, who_made
from handlers.curating.correcting.choosing import Waiting, cancel_button, keep_waiting
from handlers.curating.correcting.reverted import what_holds
from handlers.curating.desk import Desk
from handlers.curating.saving import take_back
from handlers.markup import bold, paragraph, parts
from handlers.replies import Reply
from knowledge.storage import Change

UNDO = "undo"


async def undo(desk: Desk, text: str, context: Context) -> Reply | None:
    """Take back the last change of the group that still holds; if it is somebody else's, say whose, and ask first."""
    if text:
        return _only_the_last(desk)
    last = await desk.curation(context).last()
    if last is None:
        return Reply(desk.language, (paragraph(desk.words.say("There is nothing to take back.")),))
    if last.asked.by.person != desk.by.person:
        return await _ask_first(last, desk, context)
    return await undo_change(last.number, desk, context)


async def undo_change(number: int, desk: Desk, context: Context) -> Reply:
    """Take back a change, and say whose it was and what holds now; if it is no longer the last one, say that."""
    undone = await take_back(desk, number, context)
    if undone is None:
        said = desk.words.say("There has been another change meanwhile. Nothing was taken back.")
        return Reply(desk.language, (paragraph(said),))
    told = describe(undone, desk.words, context.services.libraries.base)
    again = paragraph(desk.words.say("/undo again takes back the change before that."))
    head = paragraph(bold(desk.words.say("Taken back:")))
    holds = await what_holds([(one.entry, one.after, one.before) for one in undone.revisions], desk, context)
    back = Button(desk.words.say("Put it back"), Press(Verb.REDO, desk.language, f"{desk.group}/{undone.number}"))
    return Reply(desk.language, parts((head, told, *holds, again))[0], ((back,),))


async def _ask_first(last: Change, desk: Desk, context: Context) -> Reply:
    words = desk.words
    draft = await keep_waiting((), Waiting(UNDO, str(last.number)), desk, context)
    done = deed_done(last, words, context.services.libraries.base)
    asked = words.say("The last change is {name}'s: {deed}. Take it back?", name=who_made(last, words), deed=done)
    take = Button(words.say("Take it back"), Press(Verb.UNDO, words.language, str(draft.id)))
    return Reply(desk.language, (paragraph(asked),), ((take, cancel_button(draft, words)),))


def _only_the_last(desk: Desk) -> Reply:
    said = desk.words.say("I can take back only the last change. Send /undo with nothing after it.")
    return Reply(desk.language, (paragraph(said),))
