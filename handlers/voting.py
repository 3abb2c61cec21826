"""👍, 👎 and "out of date" below an answer: counted, and what is found wanting is kept for the admins of the group."""

from telegram import CallbackQuery

from handlers.buttons import Button, LinkButton, Press, Rows, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.context import Context
from handlers.curating.missed.counting import kept
from handlers.knowing import known_in
from handlers.pressed import chat_of
from handlers.recalling import question_above, question_for, rows_below
from handlers.sending import acknowledge, try_to_set_buttons
from knowledge import Entry
from knowledge.storage import Verdict, Voter, Why

COMPLAINTS = {Verdict.UNHELPFUL: Why.UNHELPFUL, Verdict.OUTDATED: Why.OUTDATED}


async def vote(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Count whether an answer helped; in a group the question that it did not help with is kept."""
    words, entry = catalogue(wanted.language), await _entry(query, wanted, context)
    if entry is None:
        await say_it_is_gone(query, words)
        return
    helped = wanted.verb is Verb.HELPFUL
    is_new = await _judge(query, entry, Verdict.HELPFUL if helped else Verdict.UNHELPFUL, context)
    await acknowledge(query, _thanks(words, helped=helped))
    if is_new and not helped:
        await _show_buttons(query, (*_without_outdated(query), _outdated(wanted, words)), context)


async def call_outdated(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Keep a question with the answer that somebody calls out of date, instead of one that did not help."""
    words, entry = catalogue(wanted.language), await _entry(query, wanted, context)
    if entry is None:
        await say_it_is_gone(query, words)
        return
    await _judge(query, entry, Verdict.OUTDATED, context)
    await acknowledge(query, words.say("Thank you. The admins of this group will see that it is out of date."))
    await _show_buttons(query, _without_outdated(query), context)


async def say_it_is_gone(query: CallbackQuery, words: Catalogue) -> None:
    """Tell who pressed a button that what it is about is no longer here."""
    said = words.say("This answer is no longer here. Please ask in your own words.")
    await acknowledge(query, said, as_alert=True)


def _thanks(words: Catalogue, *, helped: bool) -> str:
    if helped:
        return words.say("Thank you. Glad it helped.")
    return words.say("Thank you. I have noted that it did not help.")


async def _entry(query: CallbackQuery, wanted: Press, context: Context) -> Entry | None:
    if query.message is None:
        return None
    return (await known_in(await chat_of(query, context), context)).knowledge.entry(wanted.about)


async def _judge(query: CallbackQuery, entry: Entry, verdict: Verdict, context: Context) -> bool:
    """Count a verdict, and keep the question if it is a complaint, in place of what the person said before.

    False where they said the same before.
    """
    earlier = await _count(query, entry, verdict, context)
    if earlier in COMPLAINTS and earlier is not verdict:
        await _withdraw(query, entry, COMPLAINTS[earlier], context)
    if verdict in COMPLAINTS and earlier is not verdict:
        await _keep(query, entry, COMPLAINTS[verdict], context)
    return earlier is not verdict


async def _count(query: CallbackQuery, entry: Entry, verdict: Verdict, context: Context) -> Verdict | None:
    """Count a verdict, and return the earlier one of the same person, None if there was none."""
    if query.message is None:
        return None
    voter = Voter(await chat_of(query, context), query.message.message_id, query.from_user.id)
    services = context.services
    return await services.storage.memory.vote(voter, entry.id, verdict, services.now)


async def _keep(query: CallbackQuery, entry: Entry, why: Why, context: Context) -> None:
    """Keep the question with the answer that was found wanting; of private chats nothing is kept."""
    services, group = context.services, await chat_of(query, context)
    if group < 0:
        text = await _question(query, entry, context)
        await services.storage.missing(group).try_to_record(text, None, why, entry.id, services.now)


async def _withdraw(query: CallbackQuery, entry: Entry, why: Why, context: Context) -> None:
    group = await chat_of(query, context)
    if group < 0:
        text = await _question(query, entry, context)
        await context.services.storage.missing(group).withdraw(text, why)


async def _question(query: CallbackQuery, entry: Entry, context: Context) -> str:
    knowledge = await context.services.libraries.of(await chat_of(query, context))
    asked = question_above(query.message, context.bot.bot)
    return kept(question_for(entry, asked, knowledge, "en"))


async def _show_buttons(query: CallbackQuery, rows: Rows, context: Context) -> None:
    if query.message and query.message.chat.id < 0 and rows_below(query.message):
        await try_to_set_buttons(context.bot, rows, query.message.chat.id, query.message.message_id)


def _without_outdated(query: CallbackQuery) -> Rows:
    """Return the buttons as they stand, but for the one that calls an answer out of date."""
    below = rows_below(query.message)
    return tuple(row for row in below if not any(_does(button, Verb.OUTDATED) for button in row))


def _outdated(wanted: Press, words: Catalogue) -> tuple[Button, ...]:
    return (Button(words.say("It is out of date"), Press(Verb.OUTDATED, words.language, wanted.about)),)


def _does(button: Button | LinkButton, verb: Verb) -> bool:
    return isinstance(button, Button) and button.press.verb is verb
