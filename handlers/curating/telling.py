"""Tells those who asked in vain that there is an answer now: once, where they asked, below their question."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from telegram.error import TelegramError, TimedOut

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.missed.looking_up import look_up
from handlers.entries import render_entry
from handlers.markup import paragraph, parts
from handlers.reading import Place
from handlers.replies import Reply
from handlers.sending import send
from knowledge import Answer, Entry
from knowledge.storage import Fate, MissedQuestion, Waiting

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


async def settle_with(saved: Entry, group: int, ids: Sequence[int], context: Context) -> None:
    """Settle questions for which a curator wrote an entry, and tell it to who waits, whatever words they asked in."""
    await context.services.storage.missing(group).settle(ids, Fate.ANSWERED)
    entry = (await context.services.libraries.of(group)).entry(saved.id)
    if entry:
        await _tell_all(group, await _waits(group, context), dict.fromkeys(ids, entry), context)


async def _waits(group: int, context: Context) -> Waits:
    """Return who waits in a group, nobody in one that the bot left."""
    storage = context.services.storage
    is_gone = (await storage.groups.group(group)).left_at is not None
    return () if is_gone else await storage.missing(group).waited_for()


async def _tell_all(group: int, waits: Waits, answers: Mapping[int, Entry], context: Context) -> None:
    for question, people in _by_message([wait for wait in waits if wait[0].id in answers])[:AT_ONCE]:
        reply = await _answer(group, answers[question.id], people[0].language, context)
        await _tell(group, question, people, reply, context)


def _by_message(waits: Waits) -> list[tuple[MissedQuestion, list[Waiting]]]:
    """Return those who wait below the same question together: one message tells them all."""
    found: dict[tuple[int, int], list[Waiting]] = defaultdict(list)
    for question, who in waits:
        found[question.id, who.message].append(who)
    questions = {question.id: question for question, _ in waits}
    return [(questions[id_], people) for (id_, _), people in found.items()]


async def _answer(group: int, entry: Entry, language: str, context: Context) -> Reply:
    """Return the answer under a line that says why it comes now, where one message has room for both."""
    knowledge = await context.services.libraries.of(group)
    reply = render_entry(entry, knowledge, language, context.services.today)
    lead = paragraph(catalogue(language).say("There is an answer to this now:"))
    whole = replace(reply, paragraphs=(lead, *reply.paragraphs))
    return whole if len(parts(whole.paragraphs)) == 1 else reply


async def _tell(
    group: int, question: MissedQuestion, people: Sequence[Waiting], reply: Reply, context: Context
) -> None:
    """Tell people, who first stop waiting so that nobody is told twice; what was not delivered is waited for again."""
    missing = context.services.storage.missing(group)
    told = [who for who in people if await missing.stop_waiting(question.id, who.person)]
    if told:
        place = Place(group, told[0].message, told[0].thread, is_private=False, quote=question.text)
        if not await _try_to_send(reply, place, context):
            for who in told:
                await missing.wait(question.id, who)


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
