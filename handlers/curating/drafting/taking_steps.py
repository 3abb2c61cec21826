"""A text in answer to a draft's request -> the draft with it, and what is asked next."""

from dataclasses import replace
from datetime import timedelta

from telegram import Message, Update
from telegram.constants import ChatType

from handlers.buttons import Button, Verb
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafted import Drafted, from_content, is_of_an_entry
from handlers.curating.drafting.drafts import go_on
from handlers.curating.drafting.reading_steps import Reader, UnreadableError, with_message
from handlers.curating.drafting.steps import render_step
from handlers.curating.numbers import number_in
from handlers.curating.speakers import Masked, curator, speaker_of
from handlers.curating.tongues import tongue_of
from handlers.markup import paragraph
from handlers.reading import content, is_from_a_person, place_of, replied_to
from handlers.recalling import rows_below
from handlers.replies import Reply
from handlers.sending import send, try_to_delete
from handlers.speaking import language_for
from knowledge.storage import Curator, Draft

OF_DRAFTS = (Verb.CANCEL, Verb.BACK, Verb.START_NEW)  # one of them stands below every message of a draft
WAITS = timedelta(days=1)  # for a text in a private chat; later, a text is more likely a question of its own


async def take_step(update: Update, context: Context) -> bool:
    """Take a text for the draft that waits for it; False where none does, and the text is somebody's question."""
    message = update.effective_message
    if message is None or not content(message).strip() or not is_from_a_person(message, context.bot.bot):
        return False
    draft = await _draft_waiting(message, context)
    drafted = from_content(draft.content) if draft and is_of_an_entry(draft) else None
    if draft is None or drafted is None:
        return False
    if not (await context.services.rights.of(context.bot, draft.chat, draft.person)).curates:
        return await _say_whose_it_is(message, context)
    draft = replace(draft, chat=await context.services.storage.groups.where_now(draft.chat))  # asking may have told
    if drafted.asks is None:
        return await _say_how_to_change_it(message, draft, context)
    reply = await _take(message, draft, drafted, context)
    if await send(context.bot, reply, place_of(message)):
        await _clear_away(message, context)
    return True


async def _say_whose_it_is(message: Message, context: Context) -> bool:
    """Tell who replies to their draft, but curates no longer, who does; any other text of theirs is a question."""
    if not replied_to(message):
        return False
    words = catalogue(await language_for(message.from_user, context.services))
    said = words.say("That is for the admins of the group to decide.")
    await send(context.bot, Reply(words.language, (paragraph(said),), is_silent=True), place_of(message))
    return True


async def _say_how_to_change_it(message: Message, draft: Draft, context: Context) -> bool:
    """Tell who replies to a draft that asks for nothing what to press; False for a command, which asks for itself."""
    if content(message).startswith("/"):
        return False
    desk = await _desk(message, draft, context)
    said = desk.words.say("Press what you want to change, then reply to what I ask.")
    await send(context.bot, Reply(desk.language, (paragraph(said),), is_silent=True), desk.place)
    return True


async def _take(message: Message, draft: Draft, drafted: Drafted, context: Context) -> Reply:
    desk = await _desk(message, draft, context)
    knowledge = await desk.knowledge(context)
    reader = Reader(desk.words, context.services.today, lambda text: tongue_of(text, knowledge))
    try:
        grown = with_message(drafted, message, reader)
    except UnreadableError as problem:
        is_private = desk.place.is_private
        return render_step(drafted, draft.id, desk.words, is_private=is_private, problem=str(problem))
    return await go_on(desk, draft, grown, context)


async def _desk(message: Message, draft: Draft, context: Context) -> Desk:
    """Return the desk of who writes the draft; an admin who stays anonymous took it on under their name before."""
    is_masked = speaker_of(message) is Masked.ADMIN
    person = None if is_masked else message.from_user
    by = curator(person) if person else Curator(draft.person, "")
    return Desk(draft.chat, by, await language_for(person, context.services), message)


async def _draft_waiting(message: Message, context: Context) -> Draft | None:
    """Return the draft that its writer's message is for: the one replied to, or in private the latest that waits."""
    drafts, id_ = context.services.storage.drafts, _draft_below(replied_to(message))
    person = message.from_user.id if message.from_user and message.sender_chat is None else None
    if id_ is not None:
        draft = await drafts.in_chat(message.chat_id, id_)
        is_theirs = draft is not None and (draft.person == person or speaker_of(message) is Masked.ADMIN)
        return draft if is_theirs else None
    if message.chat.type != ChatType.PRIVATE or replied_to(message) or person is None:
        return None
    since = context.services.now - WAITS
    return next((one for one in await drafts.of(message.chat_id, person) if _waits(one) and one.at > since), None)


def _waits(draft: Draft) -> bool:
    return is_of_an_entry(draft) and draft.content["asks"] is not None


def _draft_below(message: Message | None) -> int | None:
    """Return the id of the draft that the buttons below a message are about, None where there is none."""
    pressed = (button.press for row in rows_below(message) for button in row if isinstance(button, Button))
    return next((number_in(press.about) for press in pressed if press.verb in OF_DRAFTS), None)


async def _clear_away(message: Message, context: Context) -> None:
    """Remove a request from a group once it has been answered and the next one is there: one at a time is enough."""
    prompt = replied_to(message)
    if prompt and message.chat.type != ChatType.PRIVATE:
        await try_to_delete(context.bot, prompt.chat_id, prompt.message_id)
