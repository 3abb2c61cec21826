"""/add: a new entry, from a message that is replied to, from one line, or asked for step by step."""

from dataclasses import replace

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.cited import Cited, asked_in, cited_by, with_cited
from handlers.curating.drafting.drafted import Drafted, Field, from_content
from handlers.curating.drafting.drafts import begin, unfinished
from handlers.curating.drafting.lines import read_lines
from handlers.curating.drafting.unfinished import render_unfinished
from handlers.curating.proposing.proposed_entries import as_written
from handlers.curating.tongues import tongue_of
from handlers.replies import Reply
from knowledge.curating import with_answer, with_source


async def add(desk: Desk, text: str, context: Context) -> Reply | None:
    """Begin a new entry with whatever is said of it; alone, ask whether to go on with the unfinished one."""
    cited = cited_by(desk.message, context.bot.bot, desk.words)
    begun = await _unfinished(desk, context) if not (text or cited) else None
    if begun:
        return begun
    said = read_lines(text)
    asked = asked_in(cited.text) if cited and not said.question else ""
    written = as_written(replace(said, question=said.question or asked), await desk.knowledge(context))
    drafted = Drafted(written, asks=None if written.question else Field.QUESTION)
    if cited and not asked:
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


async def _unfinished(desk: Desk, context: Context) -> Reply | None:
    """Ask about what the curator has not finished here; None where there is nothing."""
    draft = await unfinished(desk, context)
    return render_unfinished(from_content(draft.content), draft.id, desk.words) if draft else None
