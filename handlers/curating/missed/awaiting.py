"""The button "Tell me when there is an answer": who presses it waits, and is told once."""

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message

from handlers.buttons import Press
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.numbers import number_in
from handlers.pressed import chat_of
from handlers.reading import ANSWERS_NOTHING
from handlers.rendering import render
from handlers.sending import acknowledge, try_to_edit
from knowledge import Answer, consult
from knowledge.storage import Fate, MissedQuestion, Waiting

LEFT_ALONE = (Fate.NOT_OURS, Fate.IGNORED)


async def tell_me(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let a person wait for the answer to a question; where there is one by now, show it at once."""
    words = catalogue(wanted.language)
    question = await _asked(query, wanted, context)
    if question is None:
        said = words.say("I no longer have this question. Please ask it again.")
        await acknowledge(query, said, as_alert=True)
    elif await _show_answer(question, query, wanted, context):
        await acknowledge(query)
    elif question.fate in LEFT_ALONE:
        said = words.say("The admins of this group have decided to leave this question unanswered.")
        await acknowledge(query, said, as_alert=True)
    else:
        await _let_wait(question, query, wanted, context)
        await acknowledge(query, words.say("Noted. I will write here if the admins answer it within 30 days."))


async def _asked(query: CallbackQuery, wanted: Press, context: Context) -> MissedQuestion | None:
    id_ = number_in(wanted.about)
    if query.message is None or id_ is None:
        return None
    found = await context.services.storage.missing(await chat_of(query, context)).get([id_])
    return next(iter(found), None)


async def _show_answer(question: MissedQuestion, query: CallbackQuery, wanted: Press, context: Context) -> bool:
    """Put the answer that there is by now in place of the message that says there is none."""
    message = query.message
    if message is None:
        return False
    knowledge = await context.services.libraries.of(await chat_of(query, context))
    _, outcome = consult(question.text, knowledge.match)
    if not isinstance(outcome, Answer):
        return False
    reply = render(outcome, knowledge, wanted.language, context.services.today)
    return await try_to_edit(context.bot, reply, message.chat.id, message.message_id)


async def _let_wait(question: MissedQuestion, query: CallbackQuery, wanted: Press, context: Context) -> None:
    if query.message is not None:
        group = await chat_of(query, context)
        is_there = query.message.chat.id == group  # where it became a supergroup, its messages have other numbers
        message, thread = _place_of_question(query.message) if is_there else (ANSWERS_NOTHING, None)
        who = Waiting(query.from_user.id, message, thread, wanted.language, context.services.now)
        await context.services.storage.missing(group).wait(question.id, who)


def _place_of_question(message: MaybeInaccessibleMessage) -> tuple[int, int | None]:
    """Return the message that asked, or ours where Telegram no longer shows that one, and its topic."""
    if not isinstance(message, Message):
        return message.message_id, None
    asked_in = message.reply_to_message
    thread = message.message_thread_id if message.is_topic_message else None
    return asked_in.message_id if asked_in else message.message_id, thread
