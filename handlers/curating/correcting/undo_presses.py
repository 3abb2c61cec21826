"""The buttons of /undo: take back what somebody else changed; let stand again what was taken back."""

from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.confirming import draft_of_press, say_it_is_done
from handlers.curating.correcting.changes import describe
from handlers.curating.correcting.meanwhile import changed_since
from handlers.curating.correcting.reverted import what_holds
from handlers.curating.correcting.undoing import UNDO, undo_change
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.numbers import number_in
from handlers.curating.placing import put_in_place
from handlers.curating.saving import put_back
from handlers.markup import bold, paragraph, parts
from handlers.replies import Reply
from handlers.sending import acknowledge, send
from knowledge.storage import Change, EditedMeanwhileError


async def take_back_pressed(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Take back the change that was asked about, if it still is the last one."""
    draft = await draft_of_press(query, wanted, context)
    if draft is None or draft.content.get("command") != UNDO:
        await say_it_is_done(query, wanted)
        return
    desk = await desk_of_press(query, draft.chat, context, live=True)
    if desk:
        await acknowledge(query)
        reply = await undo_change(int(draft.content["said"]), replace(desk, draft=draft.id), context)
        await context.drafts.end(draft)
        await put_in_place(reply, desk, context)


async def put_back_pressed(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let a change hold again, unless its entries were changed since it was taken back."""
    chat, _, about = wanted.about.partition("/")
    group, number = number_in(chat), number_in(about)
    if group is None or number is None:
        await say_it_is_done(query, wanted)
        return
    desk = await desk_of_press(query, await context.services.storage.groups.where_now(group), context, live=True)
    if desk:
        await _put_back(number, query, wanted, desk, context)


async def _put_back(number: int, query: CallbackQuery, wanted: Press, desk: Desk, context: Context) -> None:
    try:
        change = await put_back(desk, number, context)
    except EditedMeanwhileError as clash:
        await acknowledge(query)
        await send(context.bot, await changed_since(clash.entry, desk, context), desk.place)
        return
    if change is None:
        await say_it_is_done(query, wanted)
    else:
        await acknowledge(query)
        await put_in_place(await _stands_again(change, desk, context), desk, context)


async def _stands_again(change: Change, desk: Desk, context: Context) -> Reply:
    head = paragraph(bold(desk.words.say("Put back:")))
    told = describe(change, desk.words, context.services.libraries.base)
    holds = await what_holds([(one.entry, one.before, one.after) for one in change.revisions], desk, context)
    return Reply(desk.language, parts((head, told, *holds))[0])
