"""Save, below a draft: asked once more where that breaks something, and never over somebody else's edit unseen."""

from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press, Verb
from handlers.context import Context
from handlers.curating.correcting.changes import describe, differences, who_made
from handlers.curating.desk import Desk
from handlers.curating.drafting.draft_presses import Opened, opened
from handlers.curating.drafting.drafted import Drafted, to_content
from handlers.curating.drafting.followups import FOLLOW_UPS
from handlers.curating.drafting.outlook import Outlook, look_ahead
from handlers.curating.drafting.preview import preview
from handlers.curating.drafting.previews import (
    render_broken,
    render_clash,
    render_rival,
    render_saved,
    render_unchanged,
)
from handlers.curating.drafting.reach import reach_of, say_who_gets_it
from handlers.curating.placing import put_in_place
from handlers.curating.saving import put_to_use
from handlers.entries import answer_of
from handlers.markup import Paragraph
from handlers.replies import Reply
from handlers.sending import acknowledge
from knowledge import OwnEntry
from knowledge.curating import in_place_of
from knowledge.storage import DecidedMeanwhileError, Deed, Edit, EditedMeanwhileError, Standing

CHANGES_TOLD = 3  # of those that others made meanwhile, by whom and when; what came of all of them is told anyway


async def save_draft(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Save a draft for who wrote it, if they may curate at this moment."""
    found = await opened(query, wanted, context, live=True)
    if found is None:
        return
    await acknowledge(query)
    if found.drafted.written.changes_nothing:
        await context.drafts.end(found.draft)
        await put_in_place(render_unchanged(found.desk.words), found.desk, context)
        return
    if not found.drafted.written.is_ready:  # an old preview of a draft that has lost its answer since
        return
    outlook = await look_ahead(found.desk, found.drafted, context)
    doubt = None if wanted.verb is Verb.SAVE_ANYWAY else await _doubt(outlook, found, context)
    await put_in_place(doubt or await _save(outlook, found, context), found.desk, context)


async def _doubt(outlook: Outlook, found: Opened, context: Context) -> Reply | None:
    """Return what speaks against saving that its writer has not seen yet; None where nothing does."""
    twin = outlook.answered_by
    if twin and twin.id != found.drafted.answered_by:
        return await preview(found.desk, found.draft, context)
    return render_broken(outlook, found.draft.id, found.desk.words) if outlook.breaks_something else None


async def _save(outlook: Outlook, found: Opened, context: Context) -> Reply | None:
    desk, drafted = found.desk, found.drafted
    edit = Edit(outlook.own.entry.id, outlook.own, upon=drafted.upon)
    try:
        drafted = await _saved(edit, desk, drafted, context)
    except EditedMeanwhileError as clash:
        await _clash(clash.standing, outlook, found, context)
        return None
    for follow_up in FOLLOW_UPS:
        await follow_up(desk, drafted, outlook.own.entry, context)
    then = say_who_gets_it(await reach_of(outlook.own.entry, desk, context), desk.words)
    return render_saved(outlook.own.entry, then, desk.words)


async def _saved(edit: Edit, desk: Desk, drafted: Drafted, context: Context) -> Drafted:
    """Save what a draft became, with all that it settles, and return it; without a proposal decided on meanwhile."""
    curation, asking = desk.curation(context), desk.asking(drafted.deed, context)
    try:
        await curation.save([edit], asking, accepting=drafted.proposal, settling=drafted.missed)
    except DecidedMeanwhileError:
        return await _saved(edit, desk, replace(drafted, proposal=None), context)
    await put_to_use(desk.group, context)
    return drafted


async def _clash(now: Standing | None, outlook: Outlook, found: Opened, context: Context) -> None:
    """Tell what somebody else changed, or added, which counts as seen from then on."""
    seen, rival = replace(found.drafted, upon=now.revision if now else 0), _rival(now, found)
    if rival:
        seen = replace(seen, written=in_place_of(rival, seen.written), deed=Deed.EDIT)
        reply = await _beside(rival, outlook, found, context)
    else:
        told = await _changed_meanwhile(now, outlook.own.entry.id, found, context)
        reply = render_clash(told, found.draft.id, found.desk.words)
    await put_in_place(reply, found.desk, context)
    await context.drafts.keep(found.draft, to_content(seen), context.services.now)


def _rival(now: Standing | None, found: Opened) -> OwnEntry | None:
    """Return the entry that somebody else added with the question of a new one; None where an entry was edited."""
    is_new = found.drafted.written.began is None
    return now.own if now and is_new and not now.is_retired else None


async def _beside(rival: OwnEntry, outlook: Outlook, found: Opened, context: Context) -> Reply:
    """Return the rival's answer as members get it, and how that of the draft differs."""
    desk, knowledge = found.desk, await found.desk.knowledge(context)
    entry = knowledge.entry(rival.entry.id) or rival.entry
    (last,) = await desk.curation(context).history(rival.entry.id, limit=1)
    given = answer_of(entry, knowledge, desk.words, context.services.today)
    other = differences(rival, outlook.own, desk.words)
    return render_rival(given, who_made(last, desk.words), other, found.draft.id, desk.words)


async def _changed_meanwhile(
    now: Standing | None, entry: str, found: Opened, context: Context
) -> tuple[Paragraph, ...]:
    desk, base = found.desk, context.services.libraries.base
    changes = [
        change
        for change in await desk.curation(context).history(entry, CHANGES_TOLD)
        if all(one.after is None or one.after.revision > found.drafted.upon for one in change.revisions)
    ]
    by_whom = tuple(describe(change, desk.words, base) for change in reversed(changes))
    return (*by_whom, *differences(found.drafted.written.began, now.own if now else None, desk.words))
