"""Pressed buttons: what each one does, in the language that it carries."""

import logging

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType

from handlers.buttons import Press, Verb, from_data
from handlers.catalogues import LANGUAGES, Catalogue, catalogue
from handlers.context import Context
from handlers.pages import page_of
from handlers.reading import Place, place_of
from handlers.replies import Reply
from handlers.sending import acknowledge, send, try_to_edit
from handlers.speaking import reply_language

log = logging.getLogger(__name__)

BELOW = {Verb.RELATED, Verb.SOURCES}  # shown below the message; the others in its place
THE_ASKERS = {Verb.CHOOSE, Verb.TOPIC, Verb.TOPICS}  # in its place for who asked; for anybody else below as well


async def press(update: Update, context: Context) -> None:
    """Do what a pressed button says; every press is acknowledged, whatever came of it."""
    query = update.callback_query
    if query is None:
        return
    wanted = from_data(query.data or "")
    words = catalogue(_language(wanted, query))
    if wanted is None or query.message is None:
        await acknowledge(query, words.say("This button is from an earlier time. Please ask again."), as_alert=True)
    elif wanted.verb is Verb.NONE_OF_THESE and _is_somebody_elses(query):
        await acknowledge(query, words.say("That is for the person who asked to say."), as_alert=True)
    elif wanted.verb in (Verb.HELPFUL, Verb.UNHELPFUL):
        await _vote(query, wanted, words, context)
    elif wanted.verb is Verb.LANGUAGE:
        await _choose_language(query, wanted, context)
    else:
        await _show(query, wanted, words, context)


async def _show(query: CallbackQuery, wanted: Press, words: Catalogue, context: Context) -> None:
    """Show what the button leads to, below or in place of its message; say so where it leads nowhere any more."""
    reply = page_of(wanted, context.services)
    if reply is None:
        await _say_it_is_gone(query, words)
        return
    await acknowledge(query)
    below = wanted.verb in BELOW or (wanted.verb in THE_ASKERS and _is_somebody_elses(query))
    await _place(reply, query, context, below=below)


async def _say_it_is_gone(query: CallbackQuery, words: Catalogue) -> None:
    said = words.say("This answer is no longer here. Please ask in your own words.")
    await acknowledge(query, said, as_alert=True)


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


async def _vote(query: CallbackQuery, wanted: Press, words: Catalogue, context: Context) -> None:
    votes = context.services.votes
    helped = wanted.verb is Verb.HELPFUL
    if context.services.knowledge.entry(wanted.about) is None:
        await _say_it_is_gone(query, words)
        return
    if query.message:
        votes.count((query.message.chat.id, query.message.message_id, query.from_user.id), wanted.about, helped=helped)
        log.info(
            "%s: %d found it helpful, %d did not",
            wanted.about,
            votes.totals[wanted.about, True],
            votes.totals[wanted.about, False],
        )
    thanks = (
        words.say("Thank you. Glad it helped.")
        if helped
        else words.say("Thank you. I have noted that it did not help.")
    )
    await acknowledge(query, thanks)


async def _choose_language(query: CallbackQuery, wanted: Press, context: Context) -> None:
    chosen = wanted.language if wanted.language in LANGUAGES else None
    context.services.memory.choose_language(query.from_user.id, chosen)
    words = catalogue(chosen or reply_language(None, None, query.from_user.language_code))
    said = (
        words.say("From now on: {language}.", language=LANGUAGES[chosen])
        if chosen
        else words.say("From now on: as you write.")
    )
    await acknowledge(query, said)


def _language(wanted: Press | None, query: CallbackQuery) -> str:
    return wanted.language if wanted and wanted.language else reply_language(None, None, query.from_user.language_code)


def _is_somebody_elses(query: CallbackQuery) -> bool:
    """Tell whether the message of the button answers another person than the one who pressed it."""
    message = query.message
    asked_in = message.reply_to_message if isinstance(message, Message) else None
    asker = asked_in.from_user if asked_in and asked_in.sender_chat is None else None
    return asker is not None and not asker.is_bot and asker.id != query.from_user.id
