"""The Import button: the file is read and compared again, and saved if all still stands as it was shown."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.alongside import go_on_alongside
from handlers.curating.carrying.import_pages import (
    imported,
    indexing_page,
    not_handed_out,
    nothing_to_import,
    saving_page,
    summary,
)
from handlers.curating.carrying.importing import FILE, UPON, read_plan
from handlers.curating.carrying.plans import Plan
from handlers.curating.carrying.progressing import progress_shown
from handlers.curating.confirming import draft_of_press, say_it_is_done
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.placing import put_in_place
from handlers.curating.saving import save
from handlers.replies import Reply
from handlers.sending import acknowledge, try_to_edit
from knowledge.storage import Deed, Draft, EditedMeanwhileError


async def import_now(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Take in a file that waits, if who pressed may curate the group now, alongside what is asked meanwhile."""
    draft = await draft_of_press(query, wanted, context)
    if draft is None or FILE not in draft.content:
        await say_it_is_done(query, wanted)
        return
    desk = await desk_of_press(query, draft.chat, context, live=True)
    if desk:
        await acknowledge(query)
        go_on_alongside(_import(draft, replace(desk, draft=draft.id), context), desk, context, upon=draft)


async def _import(draft: Draft, desk: Desk, context: Context) -> None:
    file = draft.content[FILE]
    read = await read_plan(file["id"], file["name"], desk, desk.message.message_id, context)
    if read is None or read[1] != file["sha256"]:
        await _end(draft, not_handed_out(desk.words), desk, context)
        return
    plan, _ = read
    if not plan.edits:
        await _end(draft, nothing_to_import(file["name"], plan, desk.words), desk, context)
    elif meanwhile := plan.changed_since(draft.content[UPON]):
        await _show_again(plan, draft, meanwhile, desk, context)
    else:
        await _save(plan, draft, desk, context)


async def _save(plan: Plan, draft: Draft, desk: Desk, context: Context) -> None:
    saving = saving_page(len(plan.edits), desk.words)
    await try_to_edit(context.bot, saving, desk.message.chat_id, desk.message.message_id)
    try:
        await _save_and_index(plan, desk, context)
    except EditedMeanwhileError as clash:
        await _show_again(plan, draft, [clash.entry], desk, context)
    else:
        await _end(draft, imported(plan.comparison, desk.words), desk, context)


async def _save_and_index(plan: Plan, desk: Desk, context: Context) -> None:
    page = partial(indexing_page, words=desk.words)
    async with progress_shown(page, desk.message.chat_id, desk.message.message_id, context) as progress:
        await save(desk, plan.edits, Deed.IMPORT, context, progress)


async def _show_again(plan: Plan, draft: Draft, meanwhile: Sequence[str], desk: Desk, context: Context) -> None:
    """Show what importing would change by now, with what changed meanwhile, to be confirmed anew."""
    content = draft.content | {UPON: plan.upon}
    await context.drafts.keep(draft, content, context.services.now)
    reply = summary(draft.content[FILE]["name"], plan, draft.id, plan.entries(meanwhile), desk.words)
    await put_in_place(reply, desk, context)


async def _end(draft: Draft, reply: Reply, desk: Desk, context: Context) -> None:
    """Let a file wait no longer; only once it was saved, so that after a crash it can be confirmed again."""
    await context.drafts.end(draft)
    await put_in_place(reply, desk, context)
