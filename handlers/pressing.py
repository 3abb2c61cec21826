"""Pressed buttons: what each one does, in the language that it carries."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType

from handlers.button_forms import press_of
from handlers.buttons import Press, Verb
from handlers.catalogues import LANGUAGES, catalogue
from handlers.context import Context
from handlers.curating.missed.awaiting import tell_me
from handlers.curating.missed.counting import count_none_of_these
from handlers.curating.presses import CURATING
from handlers.curating.proposing.prompting import ask_for_answer
from handlers.forgetting import forget
from handlers.helping import show_all_commands
from handlers.knowing import known_in, under_title
from handlers.pages import page_of
from handlers.pressed import chat_of
from handlers.reading import Place, place_of
from handlers.rendering import with_promises
from handlers.replies import Reply
from handlers.sending import acknowledge, send, try_to_edit
from handlers.speaking import reply_language
from handlers.voting import call_outdated, say_it_is_gone, vote

BELOW = {Verb.RELATED, Verb.SOURCES}  # shown below the message; the others in its place
THE_ASKERS = {Verb.CHOOSE, Verb.TOPIC, Verb.TOPICS}  # in its place for who asked; for anybody else below as well


async def press(update: Update, context: Context) -> None:
    """Do what a pressed button says; every press is acknowledged, whatever came of it."""
    query = update.callback_query
    if query is None:
        return
    wanted = press_of(query.data or "")
    words = catalogue(_language(wanted, query))
    if wanted is None or query.message is None:
        await acknowledge(query, words.say("This button is from an earlier time. Please ask again."), as_alert=True)
    elif wanted.verb is Verb.NONE_OF_THESE and _is_somebody_elses(query):
        await acknowledge(query, words.say("That is for the person who asked to say."), as_alert=True)
    else:
        await PRESSES.get(wanted.verb, _show)(query, wanted, context)


async def _show(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Show what the button leads to, below or in place of its message; say so where it leads nowhere any more."""
    known = await known_in(await chat_of(query, context), context)
    reply = page_of(wanted, known.knowledge, context.services.today)
    if reply is None:
        await say_it_is_gone(query, catalogue(wanted.language))
        return
    await acknowledge(query)
    reply = under_title(reply, known.title)
    if wanted.verb is Verb.NONE_OF_THESE:
        reply = with_promises(reply, await count_none_of_these(query, context))
    below = wanted.verb in BELOW or (wanted.verb in THE_ASKERS and _is_somebody_elses(query))
    await _place(reply, query, context, below=below)


async def _place(reply: Reply, query: CallbackQuery, context: Context, *, below: bool) -> None:
    """Put a reply where it belongs; where a message is too old to be edited, or gone, the reply comes anew."""
    message = query.message
    if message is None:
        return
    is_in_place = isinstance(message, Message) and not below
    if not is_in_place or not await try_to_edit(context.bot, reply, message.chat.id, message.message_id):
        await send(context.bot, reply, _below(message))


def _below(message: MaybeInaccessibleMessage) -> Place:
    if isinstance(message, Message):
        return place_of(message)
    return Place(message.chat.id, message.message_id, None, message.chat.type == ChatType.PRIVATE)


async def _choose_language(query: CallbackQuery, wanted: Press, context: Context) -> None:
    chosen = wanted.language if wanted.language in LANGUAGES else None
    await context.services.storage.memory.choose_language(query.from_user.id, chosen)
    words = catalogue(chosen or reply_language(None, None, query.from_user.language_code))
    said = (
        words.say("From now on: {language}.", language=LANGUAGES[chosen])
        if chosen
        else words.say("From now on: as you write.")
    )
    await acknowledge(query, said)


PRESSES: Mapping[Verb, Callable[[CallbackQuery, Press, Context], Awaitable[None]]] = {
    **CURATING,
    Verb.HELPFUL: vote,
    Verb.UNHELPFUL: vote,
    Verb.OUTDATED: call_outdated,
    Verb.TELL_ME: tell_me,
    Verb.SUGGEST: ask_for_answer,
    Verb.LANGUAGE: _choose_language,
    Verb.FORGET: forget,
    Verb.HELP: show_all_commands,
}  # all others show what can be asked, or an answer


def _language(wanted: Press | None, query: CallbackQuery) -> str:
    return wanted.language if wanted and wanted.language else reply_language(None, None, query.from_user.language_code)


def _is_somebody_elses(query: CallbackQuery) -> bool:
    """Tell whether the message of the button answers another person than the one who pressed it."""
    message = query.message
    asked_in = message.reply_to_message if isinstance(message, Message) else None
    asker = asked_in.from_user if asked_in and asked_in.sender_chat is None else None
    return asker is not None and not asker.is_bot and asker.id != query.from_user.id
