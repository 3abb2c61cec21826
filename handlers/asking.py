"""The main journey: update -> question -> matches -> decision -> reply."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from telegram import Message, Update

from handlers.context import Context, Services
from handlers.curating.drafting.taking_steps import take_step
from handlers.curating.missed.counting import count_missed
from handlers.knowing import Known, known_in, under_title
from handlers.reading import Question, as_question, read_question
from handlers.rendering import render, with_promises
from handlers.replies import Reply
from handlers.sending import send, try_to_edit
from handlers.speaking import reply_language
from knowledge import Abstain, Answer, Matches, Outcome, Reason, Several, consult
from knowledge.storage import PastReply

EDIT_WINDOW = timedelta(hours=1)  # an answer that changes long after it was read misleads more than it helps


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known where a question was asked, what it may mean, and what to do about it."""

    known: Known
    matches: Matches
    outcome: Outcome


async def answer(update: Update, context: Context) -> None:
    """Answer a message that asks something; what an unfinished draft waits for asks nothing."""
    if await take_step(update, context):
        return
    message = update.effective_message
    question = read_question(message, context.bot.bot) if message else None
    if question:
        await _answer(question, context)


async def answer_edited(update: Update, context: Context) -> None:
    """Answer an edited question anew, in the reply that it got; Telegram also reports edits that change no word."""
    message = update.effective_message
    if message is None or _is_old(message):
        return
    memory = context.services.storage.memory
    earlier = await memory.reply_to(message.chat_id, message.message_id)
    question = read_question(message, context.bot.bot) or (as_question(message) if earlier else None)
    if question is None or (earlier and earlier.question_digest == _digest(question.text)):
        return
    await _answer(question, context, earlier)


async def _answer(question: Question, context: Context, earlier: PastReply | None = None) -> None:
    services = context.services
    found = await _find(question, context)
    if question.pointed_at and isinstance(found.outcome, Abstain):  # "@bot can you answer this?"
        question = question.pointed_at
        found = await _find(question, context)
    if not (earlier or _deserves_reply(found.outcome, question)):
        return
    if earlier:  # should the edit get lost on its way, the next one must not pass for "nothing changed"
        await _remember(services, question, replace(earlier, question_digest=""))
    reply = await _reply(question, found, services)
    edited = earlier is not None and await try_to_edit(context.bot, reply, question.place.chat_id, earlier.message_id)
    place = question.place if isinstance(found.outcome, Answer | Several) else question.called_from
    sent = earlier.message_id if earlier and edited else await send(context.bot, reply, place)
    if sent:
        await _remember(services, question, PastReply(sent, _digest(question.text)))


async def _find(question: Question, context: Context) -> _Found:
    """Return what is known of a question where it was asked, and what to do about it."""
    known = await known_in(question.called_from.chat_id, context)
    return _Found(known, *consult(question.text, known.knowledge.match))


async def _reply(question: Question, found: _Found, services: Services) -> Reply:
    """Say it in the language of the person, and count what has no answer."""
    chosen = await services.storage.memory.language_of(question.person) if question.person else None
    language = reply_language(found.matches.language, chosen, question.client_language)
    reply = render(found.outcome, found.known.knowledge, language, services.today)
    reply = under_title(reply, found.known.title)
    return with_promises(reply, await count_missed(question, found.matches, found.outcome, services))


async def _remember(services: Services, question: Question, reply: PastReply) -> None:
    place = question.place
    await services.storage.memory.remember_reply(place.chat_id, place.message_id, reply, services.now)


def _deserves_reply(decision: Outcome, question: Question) -> bool:
    """Tell whether to reply: who says "thanks" in a group wants no answer, who calls us by name alone wants help."""
    asks_nothing = (Reason.NOT_A_QUESTION, Reason.THANKS)
    is_question = not (isinstance(decision, Abstain) and decision.reason in asks_nothing)
    return is_question or question.place.is_private or not question.text


def _is_old(message: Message) -> bool:
    return message.edit_date is not None and message.edit_date - message.date > EDIT_WINDOW


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
