"""Tells those who asked in vain that there is an answer now: once, in one message below the question asked last."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from telegram.error import TelegramError, TimedOut

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.missed.looking_up import look_up
from handlers.entries import render_entry
from handlers.markup import paragraph, parts, quoted
from handlers.reading import ANSWERS_NOTHING, Place
from handlers.replies import Reply
from handlers.sending import send
from knowledge import Answer, Entry
from knowledge.storage import MissedQuestion, Waiting

log = logging.getLogger(__name__)

AT_ONCE = 10  # messages into one group; Telegram lets about 20 a minute through, and members ask meanwhile

Waits = Sequence[tuple[MissedQuestion, Waiting]]


async def tell_who_waited(group: int, context: Context) -> None:
    """Look up again what members of a group wait for, and tell them what is answered now; if many, the first ones."""
    waits = await _waits(group, context)
    if waits:
        outcomes = await look_up([question for question, _ in waits], await context.services.libraries.of(group))
        answers = {id_: one.match.entry for id_, one in outcomes.items() if isinstance(one, Answer)}
        await _tell_all(group, waits, answers, context)


async def tell_of(saved: Entry, group: int, ids: Sequence[int], context: Context) -> None:
    """Tell an entry to who waits for the questions that it was written for, whatever words they asked in."""
    entry = (await context.services.libraries.of(group)).entry(saved.id)
    if entry:
        await _tell_all(group, await _waits(group, context), dict.fromkeys(ids, entry), context)


async def _waits(group: int, context: Context) -> Waits:
    """Return who waits in a group, nobody in one that the bot left."""
    storage = context.services.storage
    is_gone = (await storage.groups.group(group)).left_at is not None
    return () if is_gone else await storage.missing(group).waited_for()


async def _tell_all(group: int, waits: Waits, answers: Mapping[int, Entry], context: Context) -> None:
    for some in _by_answer(waits, answers)[:AT_ONCE]:
        await _tell(group, some, answers[some[0][0].id], context)


def _by_answer(waits: Waits, answers: Mapping[int, Entry]) -> list[Waits]:
    """Return together those whom one message tells: who get one answer, in one topic and language."""
    found: dict[tuple[str, int | None, str], list[tuple[MissedQuestion, Waiting]]] = defaultdict(list)
    for question, who in waits:
        if question.id in answers:
            found[answers[question.id].id, who.thread, who.language].append((question, who))
    return list(found.values())


async def _tell(group: int, waits: Waits, entry: Entry, context: Context) -> None:
    """Tell people, each of whom first stops waiting, and waits again if it was not delivered, whatever the reason."""
    missing, told, is_over = context.services.storage.missing(group), [], False
    try:
        for question, who in waits:
            told += [(question, who)] if await missing.stop_waiting(question.id, who.person) else []
        is_over = not told or await _tell_below_last(group, told, entry, context)
    finally:
        for question, who in () if is_over else told:
            await missing.wait(question.id, who)


async def _tell_below_last(group: int, waits: Waits, entry: Entry, context: Context) -> bool:
    """Tell people below the question asked last; False where it was surely not delivered."""
    question, last = max(waits, key=lambda wait: wait[1].message)
    asked = question.text if last.message == ANSWERS_NOTHING else ""
    reply = await _answer(group, entry, (len({who.person for _, who in waits}), asked), last.language, context)
    place = Place(group, last.message, last.thread, is_private=False, quote=question.text)
    return await _try_to_send(reply, place, context)


async def _answer(group: int, entry: Entry, by: tuple[int, str], language: str, context: Context) -> Reply:
    """Return the answer under a line that says why it comes now, where one message has room for both.

    `by` is how many people asked, and what, where it does not come below the question: that was left behind in a move.
    """
    knowledge, words = await context.services.libraries.of(group), catalogue(language)
    people, question = by
    reply = render_entry(entry, knowledge, language, context.services.today)
    asked = words.say_many("{count} of you asked this.", "{count} of you asked this.", people) + " "
    lead = paragraph(asked if people > 1 else "", words.say("There is an answer to this now:"))
    above = (quoted(question),) if question else ()
    whole = replace(reply, paragraphs=(*above, lead, *reply.paragraphs))
    return whole if len(parts(whole.paragraphs)) == 1 else reply


async def _try_to_send(reply: Reply, place: Place, context: Context) -> bool:
    """Send a reply; False where it was surely not delivered."""
    try:
        return await send(context.bot, reply, place) is not None
    except TimedOut:
        log.warning("whether chat %s was told of an answer is not known", place.chat_id)
        return True
    except TelegramError as error:
        log.warning("chat %s could not be told of an answer: %s", place.chat_id, error.message)
        return False
