"""/alias: more phrasings lead to an entry, unless that takes questions from others, which is asked first."""

import asyncio

from telegram import Message

from handlers.buttons import Button, Press, Verb
from handlers.context import Context
from handlers.curating.calling import called, enumerated
from handlers.curating.correcting.aftermath import what_members_get
from handlers.curating.correcting.choosing import Waiting, cancel_button, keep_waiting, settle
from handlers.curating.correcting.contests import contests_of
from handlers.curating.correcting.kept import Kept
from handlers.curating.correcting.meanwhile import try_to_save
from handlers.curating.correcting.naming import named_by_reply, named_by_words, parted
from handlers.curating.correcting.phrasing import new_phrasings, with_phrasings
from handlers.curating.correcting.retiring import retired_already
from handlers.curating.desk import Desk
from handlers.markup import Paragraph, bold, paragraph, parts
from handlers.reading import content, read_question
from handlers.replies import Reply
from knowledge import OwnEntry
from knowledge.curating import review
from knowledge.storage import Deed

ALIAS, ANYWAY = "alias", "alias anyway"

Phrasings = tuple[str, ...]


async def alias(desk: Desk, text: str, context: Context) -> Reply | None:
    """Add a phrasing to an entry: the text in reply to our answer, the question replied to, or what is behind a bar."""
    shown = await named_by_reply(desk, context)
    if shown and text:
        return await settle(shown, Waiting(ALIAS, text), add_phrasing, desk, context)
    name, phrasing = await parted(text, desk, context)
    name, phrasing = (name, phrasing) if phrasing else (text, _question_replied_to(desk.message, context))
    if not (name and phrasing):
        return _how_to_alias(desk)
    named = await named_by_words(name, desk, context)
    return await settle(named, Waiting(ALIAS, phrasing), add_phrasing, desk, context)


async def add_phrasing(desk: Desk, kept: Kept, said: str, context: Context) -> Reply | None:
    """Add phrasings, one on a line, to an entry; where that takes questions from others, say which, and ask first."""
    if kept.is_retired:
        return await retired_already(desk, kept, context)
    phrasings = new_phrasings(kept.entry, said)
    contests = await _contests(await _grown(kept, phrasings, desk, context), phrasings, desk, context)
    if phrasings and contests:
        return await _ask_first(contests, kept, phrasings, desk, context)
    return await add_phrasing_anyway(desk, kept, said, context)


async def add_phrasing_anyway(desk: Desk, kept: Kept, said: str, context: Context) -> Reply | None:
    """Add phrasings, one on a line, to an entry, whatever else they lead to."""
    phrasings = new_phrasings(kept.entry, said)
    if not phrasings:
        already = desk.words.say("That is a phrasing of {question} already.", question=_called(kept, desk))
        return Reply(desk.language, (paragraph(already),))
    own = await _grown(kept, phrasings, desk, context)
    refused = await try_to_save(desk, kept.edited(own), Deed.ALIAS, context)
    return refused or await _added(kept, phrasings, desk, context)


async def _added(kept: Kept, phrasings: Phrasings, desk: Desk, context: Context) -> Reply:
    added = _enumerated(phrasings, desk)
    head = desk.words.say("Added to {question}: {phrasing}", question=_called(kept, desk), phrasing=added)
    then = await _what_members_get(kept, phrasings, desk, context)
    was_of_base = not (kept.standing and kept.standing.own)
    copied = desk.words.say("That entry was from the base; your group has its own copy of it from now on.")
    undo = paragraph(desk.words.say("/undo takes it back."))
    said = (paragraph(bold(head)), *then, *((paragraph(copied),) if was_of_base else ()), undo)
    return Reply(desk.language, parts(said)[0])


async def _what_members_get(kept: Kept, phrasings: Phrasings, desk: Desk, context: Context) -> tuple[Paragraph, ...]:
    """Return what comes of asking the phrasings: in one sentence, or in one for each where they fare differently."""
    found = {one: await what_members_get(kept.entry, desk, context, asking=one) for one in phrasings}
    if len(set(found.values())) == 1:
        return (paragraph(found[phrasings[0]]),)
    return tuple(paragraph(called(phrasing, desk.words), "\n", then) for phrasing, then in found.items())


async def _grown(kept: Kept, phrasings: Phrasings, desk: Desk, context: Context) -> OwnEntry:
    return with_phrasings(kept.own, phrasings, await desk.knowledge(context))


async def _contests(own: OwnEntry, phrasings: Phrasings, desk: Desk, context: Context) -> tuple[Paragraph, ...]:
    services = context.services
    before, after = await desk.knowledge(context), await services.libraries.supposing(desk.group, own)
    cautions = await asyncio.to_thread(review, own, before, after, services.today)
    return contests_of(cautions, phrasings, desk.words)


async def _ask_first(
    contests: tuple[Paragraph, ...], kept: Kept, phrasings: Phrasings, desk: Desk, context: Context
) -> Reply:
    draft = await keep_waiting([kept], Waiting(ANYWAY, "\n".join(phrasings)), desk, context)
    anyway = Button(desk.words.say("Add it anyway"), Press(Verb.PICK, desk.language, str(draft.id)))
    head = desk.words.say("Not added yet: {phrasing}", phrasing=_enumerated(phrasings, desk))
    return Reply(desk.language, (paragraph(bold(head)), *contests), ((anyway, cancel_button(draft, desk.words)),))


def _enumerated(phrasings: Phrasings, desk: Desk) -> str:
    return enumerated([called(one, desk.words) for one in phrasings], desk.words)


def _question_replied_to(message: Message, context: Context) -> str:
    """Return what somebody else asked in the message, or the passage of it, that is replied to; "" if nothing."""
    asked_in = message.reply_to_message
    if asked_in is None or asked_in.from_user == context.bot.bot:
        return ""
    question = read_question(asked_in, context.bot.bot)
    asked = message.quote.text if message.quote else question.text if question else content(asked_in)
    return " ".join(asked.split())


def _how_to_alias(desk: Desk) -> Reply:
    said = desk.words.say(
        "Reply to my answer with /alias and the other phrasing. Or reply to a question that I missed with /alias "
        "and some words of the entry. Or write: /alias words of the entry | other phrasing"
    )
    return Reply(desk.language, (paragraph(said),))


def _called(kept: Kept, desk: Desk) -> str:
    return called(kept.question(desk.language), desk.words)
