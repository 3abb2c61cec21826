"""/edit: an entry, of the group or of the base, becomes a draft that starts from how it stands."""

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.context import Context
from handlers.curating.correcting.choosing import Waiting, how_to_name, settle
from handlers.curating.correcting.entry_presses import entry_pressed
from handlers.curating.correcting.kept import Kept
from handlers.curating.correcting.naming import BAR, named_by_reply, named_by_words
from handlers.curating.correcting.retiring import retired_already
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafts import begin_editing
from handlers.replies import Reply
from handlers.sending import acknowledge, send


async def edit(desk: Desk, text: str, context: Context) -> Reply | None:
    """Begin to edit the entry that is named, or that the answer replied to shows; its new answer is behind a bar."""
    name, _, said = (part.strip() for part in text.partition(BAR))
    named = await named_by_words(name, desk, context) if name else await named_by_reply(desk, context)
    if named is None:
        return how_to_name("edit", desk)
    return await settle(named, Waiting("edit", said), edit_entry, desk, context)


async def edit_entry(desk: Desk, kept: Kept, said: str, context: Context) -> Reply | None:
    """Begin to edit an entry, or with the `answer | source` said of it; one that is retired is to be restored first."""
    if kept.is_retired:
        return await retired_already(desk, kept, context)
    return await begin_editing(desk, kept.own, kept.upon, context, said)


async def edit_pressed(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Begin to edit the entry of the button; a list of entries stays where it is."""
    pressed = await entry_pressed(query, wanted, context)
    if pressed:
        await acknowledge(query)
        reply = await edit_entry(pressed.desk, pressed.kept, "", context)
        if reply:
            await send(context.bot, reply, pressed.desk.place)
