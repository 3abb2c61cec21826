""" "Propose an answer" below an unanswered question -> a request whose reply is the proposal."""

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.ext.filters import MessageFilter

from handlers.buttons import Press, Verb, from_data
from handlers.catalogues import Catalogue, catalogue
from handlers.context import Context
from handlers.curating.numbers import number_in
from handlers.curating.proposing.proposal_pages import PROMPT, render_prompt
from handlers.curating.proposing.proposed import read_answer
from handlers.curating.proposing.suggesting import propose
from handlers.markup import paragraph
from handlers.pressed import chat_of
from handlers.reading import content, is_from_a_person, place_of, replied_to
from handlers.replies import Reply
from handlers.sending import acknowledge, send, try_to_edit
from handlers.speaking import language_for
from knowledge.storage import Draft, MissedQuestion

ASKED = "asked"  # under which a draft holds the id of the question that an answer is proposed to


class ToPrompt(MessageFilter):
    """Lets through what replies to a request for an answer, which is known by its button."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message replies to such a request."""
        return _draft_below(message) is not None


async def ask_for_answer(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Ask who pressed below an unanswered question for its answer, once."""
    words, question = catalogue(wanted.language), await _question(query, wanted, context)
    if question is None or not isinstance(query.message, Message):
        said = words.say("I no longer have this question. Please ask it again.")
        await acknowledge(query, said, as_alert=True)
    elif await _is_asked(query, question, context):
        said = words.say("I have asked you already: reply to that message of mine with the answer.")
        await acknowledge(query, said, as_alert=True)
    else:
        await acknowledge(query)
        await _ask(question, query, query.message, words, context)


async def take_answer(update: Update, context: Context) -> None:
    """Propose what somebody replies to the request for an answer."""
    message = update.effective_message
    id_ = _draft_below(message) if message else None
    if message is None or id_ is None or not is_from_a_person(message, context.bot.bot):
        return
    words = catalogue(await language_for(message.from_user, context.services))
    draft = await context.services.storage.drafts.in_chat(message.chat_id, id_)
    question = await _of_draft(draft, context) if draft else None
    if draft is None or question is None:
        said = words.say("This request is closed. You can propose an answer with /suggest.")
        await send(context.bot, Reply(words.language, (paragraph(said),), is_silent=True), place_of(message))
    elif await propose(read_answer(question.text, content(message)), message, context):
        await context.drafts.end(draft)
        await _close_prompt(message, words, context)


async def _ask(
    question: MissedQuestion, query: CallbackQuery, message: Message, words: Catalogue, context: Context
) -> None:
    chat, now = await chat_of(query, context), context.services.now
    draft = await context.drafts.begin(chat, query.from_user.id, chat, {ASKED: question.id}, now)
    await send(context.bot, render_prompt(question.text, draft, words), place_of(message))


async def _is_asked(query: CallbackQuery, question: MissedQuestion, context: Context) -> bool:
    """Tell whether who pressed was asked before, and has not answered yet."""
    drafts = await context.services.storage.drafts.of(await chat_of(query, context), query.from_user.id)
    return any(draft.content.get(ASKED) == question.id for draft in drafts)


async def _question(query: CallbackQuery, wanted: Press, context: Context) -> MissedQuestion | None:
    id_ = number_in(wanted.about)
    if query.message is None or id_ is None:
        return None
    return next(iter(await context.services.storage.missing(await chat_of(query, context)).get([id_])), None)


async def _of_draft(draft: Draft, context: Context) -> MissedQuestion | None:
    asked = draft.content.get(ASKED, 0)
    return next(iter(await context.services.storage.missing(draft.chat).get([asked])), None)


async def _close_prompt(message: Message, words: Catalogue, context: Context) -> None:
    prompt = replied_to(message)
    if prompt:
        thanks = Reply(words.language, (paragraph(words.say("Thank you! Now it is for the admins to decide.")),))
        await try_to_edit(context.bot, thanks, message.chat_id, prompt.message_id)


def _draft_below(message: Message) -> int | None:
    """Return the id of the draft that the button below the message replied to is about, None where it is no request."""
    replied = replied_to(message)
    markup = replied.reply_markup if replied else None
    keys = [key for row in markup.inline_keyboard for key in row] if isinstance(markup, InlineKeyboardMarkup) else []
    for press in (from_data(str(key.callback_data or "")) for key in keys):
        if press and press.verb is Verb.CANCEL and press.number == PROMPT:
            return number_in(press.about)
    return None
