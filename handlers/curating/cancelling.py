"""The Cancel button below a draft, or below a command that waits for an admin to confirm it."""

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.confirming import NOBODY, draft_of_press, say_it_is_done
from handlers.curating.desk import desk_of_press
from handlers.markup import paragraph
from handlers.replies import Reply
from handlers.sending import acknowledge, try_to_edit
from knowledge.storage import Draft


async def cancel(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """End a draft, if who pressed began it; a command that waits any curator may end."""
    draft = await draft_of_press(query, wanted, context)
    if draft is None:
        await say_it_is_done(query, wanted)
    elif await _may_cancel(query, wanted, draft, context):
        await context.drafts.end(draft)
        await acknowledge(query)
        if query.message:
            said = catalogue(wanted.language).say("Cancelled.")
            reply = Reply(wanted.language, (paragraph(said),))
            await try_to_edit(context.bot, reply, query.message.chat.id, query.message.message_id)


async def _may_cancel(query: CallbackQuery, wanted: Press, draft: Draft, context: Context) -> bool:
    """Tell whether who pressed may end the draft; they are told where not."""
    if draft.person == NOBODY:
        return await desk_of_press(query, draft.chat, context) is not None
    is_theirs = draft.person == query.from_user.id
    if not is_theirs:
        said = catalogue(wanted.language).say("That is for the person who began this.")
        await acknowledge(query, said, as_alert=True)
    return is_theirs
