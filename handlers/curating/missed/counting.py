"""Question, what was found -> the questions in it that have no answer, counted for the admins of the group."""

from collections.abc import Iterator

from telegram import CallbackQuery

from handlers.context import Context, Services
from handlers.markup import sendable, shortened
from handlers.pressed import chat_of
from handlers.reading import Question
from handlers.recalling import question_above
from knowledge import Abstain, Asked, Clarify, Matches, Outcome, Reason, Several, consult
from knowledge.storage import Why

TEXT_KEPT = 500  # signs of a question; the rest of a pasted page asks nothing
MISSED = (Reason.NOTHING_CLOSE, Reason.NOT_SURE)  # small talk asks nothing, and what is not ours is settled

Counted = tuple[tuple[int, str], ...]  # the ids under which questions are counted as missed, each with its text


async def count_missed(question: Question, matches: Matches, outcome: Outcome, services: Services) -> Counted:
    """Count what was asked of us in a group and has no answer; of private chats nothing is kept."""
    place = question.called_from
    if place.is_private:
        return ()
    return await _count(place.chat_id, tuple(_missed(question.text, matches, outcome)), services)


async def count_none_of_these(query: CallbackQuery, context: Context) -> Counted:
    """Count the question for which a group was offered a choice of answers, and none was meant."""
    message, services = query.message, context.services
    asked = question_above(message, context.bot.bot)
    if message is None or message.chat.id > 0 or not asked:
        return ()
    group = await chat_of(query, context)
    matches, outcome = consult(asked, (await services.libraries.of(group)).match)
    if not isinstance(outcome, Clarify):  # what Telegram shows is not the question, but who pointed us to it
        return ()
    return await _count(group, (Asked(asked, matches, outcome),), services)


def kept(text: str) -> str:
    """Return a question as it is kept: on one line, and no longer than needed."""
    return shortened(sendable(text), TEXT_KEPT)


def _missed(text: str, matches: Matches, outcome: Outcome) -> Iterator[Asked]:
    """Yield the questions without an answer, each whole: what one only calls "it" is named."""
    match outcome:
        case Several(questions):
            yield from (Asked(one.matches.question, one.matches, one.decision) for one in questions if _is_missed(one))
        case Abstain() if outcome.reason in MISSED:
            yield Asked(text, matches, outcome)


def _is_missed(one: Asked) -> bool:
    return isinstance(one.decision, Abstain) and one.decision.reason in MISSED


async def _count(group: int, asked: tuple[Asked, ...], services: Services) -> Counted:
    missing = services.storage.missing(group)
    counted = []
    for one in asked:
        text, nearest = kept(one.text), one.matches.best.entry.id if one.matches.best else None
        id_ = await missing.try_to_record(text, one.matches.language, Why.ABSTAINED, nearest, services.now)
        counted += [(id_, text)] if id_ else []
    return tuple(counted)
