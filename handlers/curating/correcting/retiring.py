"""/retire: members get an entry no longer, be it the group's own or of the base, until it is restored."""

from telegram import CallbackQuery

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.calling import called
from handlers.curating.correcting.aftermath import what_members_get
from handlers.curating.correcting.changes import deed_of
from handlers.curating.correcting.choosing import Waiting, how_to_name, settle
from handlers.curating.correcting.entry_presses import entry_pressed
from handlers.curating.correcting.kept import Kept
from handlers.curating.correcting.meanwhile import try_to_save
from handlers.curating.correcting.naming import named_by_reply, named_by_words, parted
from handlers.curating.desk import Desk
from handlers.curating.placing import put_in_place
from handlers.markup import bold, paragraph, shortened
from handlers.replies import Reply
from handlers.sending import acknowledge
from knowledge.storage import Change, Deed

REASON_SHOWN = 1000  # signs, so that all fits into one message


async def retire(desk: Desk, text: str, context: Context) -> Reply | None:
    """Retire the entry that is named, or that the answer replied to shows, for the reason given, if any."""
    shown = await named_by_reply(desk, context)
    name, reason = ("", text) if shown else await parted(text, desk, context)
    if not (shown or name):
        return how_to_name("retire", desk)
    named = shown or await named_by_words(name, desk, context)
    return await settle(named, Waiting("retire", reason), retire_entry, desk, context)


async def retire_entry(desk: Desk, kept: Kept, reason: str, context: Context) -> Reply | None:
    """Retire an entry, and say what members get now; of one that is retired, say who did that."""
    if kept.is_retired:
        return await retired_already(desk, kept, context)
    refused = await try_to_save(desk, kept.retired(reason), Deed.RETIRE, context)
    if refused:
        return refused
    head = desk.words.say("Retired: {question}", question=called(kept.question(desk.language), desk.words))
    then = await what_members_get(kept.entry, desk, context)
    return Reply(desk.language, (paragraph(bold(head)), paragraph(then)), _restoring(kept, desk.words))


async def retired_already(desk: Desk, kept: Kept, context: Context) -> Reply:
    """Return who retired an entry, when and why, with the way back."""
    history = await desk.curation(context).history(kept.entry.id)
    who = next((deed_of(change, desk.words) for change in history if _retires(change)), ())
    reason = kept.standing.retired if kept.standing else ""
    why = (paragraph(desk.words.say("Reason: {reason}", reason=shortened(reason, REASON_SHOWN))),) if reason else ()
    head = desk.words.say("{question} is retired.", question=called(kept.question(desk.language), desk.words))
    return Reply(desk.language, (paragraph(bold(head)), paragraph(*who), *why), _restoring(kept, desk.words))


async def restore(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let members get a retired entry again."""
    pressed = await entry_pressed(query, wanted, context, live=True)
    if pressed is None:
        return
    desk, kept = pressed.desk, pressed.kept
    if not kept.is_retired:
        await acknowledge(query, desk.words.say("It has been restored already."), as_alert=True)
        return
    await acknowledge(query)
    refused = await try_to_save(desk, kept.retired(None), Deed.RESTORE, context)
    await put_in_place(refused or await _restored(desk, kept, context), desk, context)


async def _restored(desk: Desk, kept: Kept, context: Context) -> Reply:
    head = desk.words.say("Restored: {question}", question=called(kept.question(desk.language), desk.words))
    then = await what_members_get(kept.entry, desk, context)
    return Reply(desk.language, (paragraph(bold(head)), paragraph(then)))


def _restoring(kept: Kept, words: Catalogue) -> Rows:
    return ((Button(words.say("Restore"), Press(Verb.RESTORE, words.language, kept.entry.id)),),)


def _retires(change: Change) -> bool:
    """Tell whether a change made its entry retired, by /retire or by bringing that back."""
    return any(
        one.after is not None and one.after.is_retired and not (one.before and one.before.is_retired)
        for one in change.revisions
    )
