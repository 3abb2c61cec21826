"""/add: a new entry, from a message that is replied to, from one line, or asked for step by step."""

from dataclasses import replace

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.cited import Cited, cited_by, with_cited
from handlers.curating.drafting.drafted import Drafted, Field, is_of_an_entry
from handlers.curating.drafting.drafts import begin, show, tongue_of, written_from
from handlers.curating.proposing.proposed import read_proposed
from handlers.markup import paragraph
from handlers.replies import Reply
from knowledge.curating import with_answer, with_source
from knowledge.storage import Draft


async def add(desk: Desk, text: str, context: Context) -> Reply | None:
    """Begin a new entry with whatever is said of it; alone, go on with what the curator began here before."""
    cited = cited_by(desk.message, context.bot.bot, desk.words)
    begun = await _begun(desk, context) if not (text or cited) else None
    if begun:
        return await _go_on_with(begun, desk, context)
    said = read_proposed(text)
    written = await written_from(desk, (said.question, said.answer, said.source), context)
    drafted = Drafted(written, asks=None if said.question else Field.QUESTION)
    if cited:
        return await begin(desk, await _resting_on(cited, drafted, desk, context), context)
    return await begin(desk, replace(drafted, is_guided=not said.answer), context)


async def _resting_on(cited: Cited, drafted: Drafted, desk: Desk, context: Context) -> Drafted:
    """Let a statement, or what somebody said beside an answer, be quoted; otherwise it is the answer itself."""
    written = drafted.written
    if cited.is_statement or written.answer:
        quoted = with_cited(written, cited, desk.language)
        sourced = with_source(quoted, written.sources[0]) if written.sources else quoted
        return replace(drafted, written=sourced, cited=cited.text)
    answered = with_answer(written, cited.text, tongue_of(cited.text, await desk.knowledge(context)))
    return replace(drafted, written=answered if written.sources else with_source(answered, cited.source))


async def _begun(desk: Desk, context: Context) -> Draft | None:
    """Return the entry that the curator began here last and neither saved nor cancelled."""
    drafts = await context.services.storage.drafts.of(desk.message.chat_id, desk.by.person or 0)
    return next((one for one in drafts if is_of_an_entry(one) and one.chat == desk.group), None)


async def _go_on_with(draft: Draft, desk: Desk, context: Context) -> Reply:
    reply = await show(desk, draft, context)
    if draft.content["asks"] is None:  # a preview says itself that it is not saved yet
        return reply
    said = desk.words.say("You began this before. Cancel it to begin another one.")
    return replace(reply, paragraphs=(paragraph(said), *reply.paragraphs))
