"""Open questions that a group leaves unanswered: none of its business, or not worth it; and the way back."""

import asyncio

from telegram import CallbackQuery

from handlers.buttons import Press, Verb
from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.calling import called
from handlers.curating.desk import Desk
from handlers.curating.missed.gap_names import gap_name
from handlers.curating.missed.gap_pages import take_back_button
from handlers.curating.missed.gaps import Gap, gaps_of, together
from handlers.curating.missed.unanswered import desk_of_gap, gap_among, show_what_happened
from handlers.markup import bold, paragraph
from handlers.sending import acknowledge
from knowledge.storage import Fate, MissedQuestion

LIKE_SHOWN = 3  # questions that were closed with another; of more the first ones tell what they are
FATES = {Verb.NOT_OURS: Fate.NOT_OURS, Verb.IGNORE: Fate.IGNORED}

Questions = tuple[MissedQuestion, ...]


async def dismiss(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Leave a question unanswered from now on; the same button with a number takes that back."""
    desk = await desk_of_gap(query, wanted, context, live=True)
    if desk and wanted.number:
        await _reopen(desk, query, wanted, context)
        return
    gaps = await gaps_of(desk.group, context) if desk else ()
    gap = await gap_among(gaps, desk, query, wanted, context) if desk else None
    if desk and gap:
        await acknowledge(query)
        await _close(gap.asked, FATES[wanted.verb], desk, context)
        back = take_back_button(wanted.verb, desk.group, gap.ids[0], desk.words)
        said = (paragraph(bold(_closed(gap, wanted.verb, desk.words))),)
        left = [one for one in gaps if one is not gap] if wanted.verb is Verb.IGNORE else None
        await show_what_happened(said, ((back,),), desk, context, left)


async def _reopen(desk: Desk, query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Open a question again, with those that were counted with it."""
    dismissed, name = await desk.missing(context).of_fate(FATES[wanted.verb]), gap_name(wanted.about)
    gathered = await asyncio.to_thread(together, dismissed, await desk.knowledge(context))
    asked = next((one for one in gathered if name and name.question in (each.id for each in one)), None)
    if asked is None:
        await acknowledge(query, desk.words.say("This question has been dealt with already."))
        return
    await acknowledge(query)
    is_disowned = wanted.verb is Verb.NOT_OURS
    await desk.missing(context).reopen([one.id for one in asked], [one.text for one in asked] if is_disowned else [])
    if is_disowned:
        await context.services.libraries.renew(desk.group)
    said = desk.words.say("Open again: {question}", question=called(asked[0].text, desk.words))
    await show_what_happened((paragraph(bold(said)),), (), desk, context)


async def _close(asked: Questions, fate: Fate, desk: Desk, context: Context) -> None:
    ids, missing = [one.id for one in asked], desk.missing(context)
    if fate is Fate.NOT_OURS:
        await missing.disown([one.text for one in asked], context.services.now, settling=ids)
        await context.services.libraries.renew(desk.group)
    else:
        await missing.settle(ids, fate)


def _closed(gap: Gap, verb: Verb, words: Catalogue) -> str:
    """Return what was closed, with the like questions that went with it, which nobody may have seen."""
    first, like = called(gap.text, words), [called(one.text, words) for one in gap.asked[1:]]
    if verb is Verb.NOT_OURS and not like:
        return words.say("Not ours: {question}. I will not answer it.", question=first)
    if not like:
        return words.say("Ignored: {question}. I will not list it again.", question=first)
    count = words.say_many("and {count} like it", "and {count} like it", len(like))
    more = ", …" if len(like) > LIKE_SHOWN else ""
    asked = f"{first}, {count} ({', '.join(like[:LIKE_SHOWN])}{more})"
    if verb is Verb.NOT_OURS:
        return words.say("Not ours: {questions}. I will not answer these.", questions=asked)
    return words.say("Ignored: {questions}. I will not list these again.", questions=asked)
