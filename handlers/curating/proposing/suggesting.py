"""/suggest: what a member proposes -> one message for the admins to decide on."""

from datetime import timedelta

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import TimedOut

from handlers.catalogues import Catalogue, catalogue
from handlers.context import Context
from handlers.curating.desk import behind_command
from handlers.curating.proposing.proposal_pages import render_how_to
from handlers.curating.proposing.proposed import CHAT, SHOWN, Proposed, read_proposed, to_content
from handlers.curating.proposing.showing import shown_to_admins
from handlers.curating.speakers import speaker_of
from handlers.markup import paragraph
from handlers.reading import content, is_from_a_person, place_of, replied_to
from handlers.replies import Reply
from handlers.sending import send
from handlers.speaking import language_for
from knowledge.storage import Curator, Proposal

A_DAY = timedelta(days=1)
A_DAYS_PROPOSALS = 3  # of a person in a group; more at a time nobody decides on with care
LONGEST = 3000  # signs; with what stands around them they are read in one message


async def suggest(update: Update, context: Context) -> None:
    """Put the answer that a member proposes before the admins."""
    message = update.effective_message
    if message is None or not is_from_a_person(message, context.bot.bot):
        return
    replied = replied_to(message)
    answer = content(replied) if replied and replied.from_user != context.bot.bot else ""
    await propose(read_proposed(behind_command(message), answer), message, context)


async def propose(proposed: Proposed, message: Message, context: Context) -> bool:
    """Put a proposal before the admins of the group; False, and its author is told, where it is not taken."""
    words = catalogue(await language_for(message.from_user, context.services))
    speaker = speaker_of(message)
    if not isinstance(speaker, Curator) or speaker.person is None:
        await _refuse_masked(message, words, context)
        return False
    why_not = _unfit(proposed, message, words) or await _too_many(speaker.person, message, words, context)
    if why_not:
        await send(context.bot, why_not, place_of(message))
        return False
    proposal = await _keep(proposed, speaker.person, message, words, context)
    try:
        await _put_forward(proposal, speaker.person, message, words, context)
    except TimedOut:  # it may be there all the same, with its buttons
        raise
    except Exception:  # nobody would ever see it, and it would count among the few of a day
        await context.services.storage.proposals(proposal.chat).withdraw(proposal.id)
        raise
    return True


async def _put_forward(proposal: Proposal, person: int, message: Message, words: Catalogue, context: Context) -> None:
    """Show a proposal to the admins, and keep where, so that the decision can take its place."""
    right = await context.services.rights.of(context.bot, message.chat_id, person)
    reply = await shown_to_admins(proposal, words, context, curates=right.curates)
    shown = await send(context.bot, reply, place_of(message))
    if shown:
        await context.services.storage.proposals(proposal.chat).keep(proposal, {**proposal.content, SHOWN: shown})


def _unfit(proposed: Proposed, message: Message, words: Catalogue) -> Reply | None:
    if message.chat.type == ChatType.PRIVATE:
        return _only(words.say("Send /suggest in the group that your answer is for."), words)
    if not (proposed.question and proposed.answer):
        return render_how_to(words)
    if len(proposed.question) + len(proposed.answer) + len(proposed.source) > LONGEST:
        return _only(words.say("That is too long to decide on at a glance. Please put it in fewer words."), words)
    return None


async def _too_many(person: int, message: Message, words: Catalogue, context: Context) -> Reply | None:
    services = context.services
    made = await services.storage.proposals(message.chat_id).made_since(person, services.now - A_DAY)
    if made < A_DAYS_PROPOSALS:
        return None
    said = words.say("Thank you, that is enough for the admins today. Please propose more tomorrow.")
    return _only(said, words)


async def _keep(proposed: Proposed, person: int, message: Message, words: Catalogue, context: Context) -> Proposal:
    """Keep a proposal with where its author is to be told what became of it."""
    place = place_of(message)
    where = {CHAT: place.chat_id, "message": place.message_id, "thread": place.thread_id, "language": words.language}
    proposals = context.services.storage.proposals(message.chat_id, context.order)
    return await proposals.propose(person, to_content(proposed) | where, context.services.now)


async def _refuse_masked(message: Message, words: Catalogue, context: Context) -> None:
    """Tell somebody whom Telegram does not name, once, that nobody could be told what became of the proposal."""
    sender = message.sender_chat.id if message.sender_chat else 0
    if context.services.rights.refuses_first(message.chat_id, sender):
        said = words.say("To propose an answer, write under your own name. Anonymous admins can use /add.")
        await send(context.bot, _only(said, words), place_of(message))


def _only(said: str, words: Catalogue) -> Reply:
    return Reply(words.language, (paragraph(said),), is_silent=True)
