"""The main journey: update -> question -> matches -> decision -> reply."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from telegram import Message, Update

from handlers.context import Context, Services
from handlers.memory import PastReply
from handlers.reading import Question, as_question, read_question
from handlers.rendering import render
from handlers.replies import Reply
from handlers.sending import send, try_to_edit
from handlers.speaking import reply_language
from knowledge import Abstain, Answer, Outcome, Reason, Several, consult

EDIT_WINDOW = timedelta(hours=1)  # an answer that changes long after it was read misleads more than it helps


async def answer(update: Update, context: Context) -> None:
    """Answer a message that asks something."""
    message = update.effective_message
    question = read_question(message, context.bot.bot) if message else None
    if question:
        await _answer(question, context)


async def answer_edited(update: Update, context: Context) -> None:
    """Answer an edited question anew, in the reply that it got; Telegram also reports edits that change no word."""
    message = update.effective_message
    if message is None or _is_old(message):
        return
    memory = context.services.memory
    earlier = memory.reply_to(message.chat_id, message.message_id)
    question = read_question(message, context.bot.bot) or (as_question(message) if earlier else None)
    if question is None or (earlier and earlier.question_digest == _digest(question.text)):
        return
    await _answer(question, context, earlier)


async def _answer(question: Question, context: Context, earlier: PastReply | None = None) -> None:
    services = context.services
    decision, reply = decide_reply(question, services)
    if question.pointed_at and isinstance(decision, Abstain):  # "@bot can you answer this?"
        question = question.pointed_at
        decision, reply = decide_reply(question, services)
    if not (earlier or _deserves_reply(decision, question)):
        return
    chat, asked = question.place.chat_id, question.place.message_id
    if earlier:  # should the edit get lost on its way, the next one must not pass for "nothing changed"
        services.memory.remember_reply(chat, asked, replace(earlier, question_digest=""))
    edited = earlier is not None and await try_to_edit(context.bot, reply, chat, earlier.message_id)
    place = question.place if isinstance(decision, Answer | Several) else question.called_from
    sent = earlier.message_id if earlier and edited else await send(context.bot, reply, place)
    if sent:
        services.memory.remember_reply(chat, asked, PastReply(sent, _digest(question.text)))


def decide_reply(question: Question, services: Services) -> tuple[Outcome, Reply]:
    """Return what to do about a question, and how to say it in the language of the person."""
    matches, decision = consult(question.text, services.knowledge.match)
    chosen = services.memory.language_of(question.person) if question.person else None
    language = reply_language(matches.language, chosen, question.client_language)
    return decision, render(decision, services.knowledge, language, services.today())


def _deserves_reply(decision: Outcome, question: Question) -> bool:
    """Tell whether to reply: who says "thanks" in a group wants no answer, who calls us by name alone wants help."""
    asks_nothing = (Reason.NOT_A_QUESTION, Reason.THANKS)
    is_question = not (isinstance(decision, Abstain) and decision.reason in asks_nothing)
    return is_question or question.place.is_private or not question.text


def _is_old(message: Message) -> bool:
    return message.edit_date is not None and message.edit_date - message.date > EDIT_WINDOW


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
