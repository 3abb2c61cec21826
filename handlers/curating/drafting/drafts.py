"""Where the draft of an entry begins, and what is shown of it next: what is still asked for, or how it will look."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.drafting.drafted import Drafted, Field, from_content, is_of_an_entry, to_content
from handlers.curating.drafting.preview import preview
from handlers.curating.drafting.steps import render_step
from handlers.curating.proposing.proposed import Proposed, read_answer
from handlers.curating.proposing.proposed import from_content as proposed_from
from handlers.curating.proposing.proposed_entries import as_written
from handlers.replies import Reply
from knowledge import OwnEntry
from knowledge.curating import written_of
from knowledge.storage import Deed, Draft, Proposal


async def begin_editing(desk: Desk, own: OwnEntry, upon: int, context: Context, said: str = "") -> Reply | None:
    """Begin to edit an entry as it stands at a revision, or with the `answer | source` that is said, and show it."""
    written = as_written(read_answer("", said), await desk.knowledge(context), upon=written_of(own))
    return await begin(desk, Drafted(written, Deed.EDIT, upon), context)


async def begin_with(
    desk: Desk,
    question: str,
    context: Context,
    *,
    about_missed: Sequence[int] = (),
    proposal: Proposal | None = None,
) -> Reply | None:
    """Begin an entry that answers a question: one that was missed, or as a member proposes, whose outcome follows."""
    said = proposed_from(proposal.content) if proposal else Proposed(question, "")
    written = as_written(said, await desk.knowledge(context))
    origin = Drafted(written, missed=tuple(about_missed), proposal=proposal.id if proposal else None)
    return await begin(desk, origin, context)


async def begin(desk: Desk, drafted: Drafted, context: Context) -> Reply | None:
    """Keep a new draft, and ask for what it lacks first, or show it."""
    person, at = desk.by.person or 0, context.services.now
    content = to_content(_asking_first(drafted))
    draft = await context.drafts.begin(desk.group, person, desk.message.chat_id, content, at)
    return await show(desk, draft, context)


async def go_on(desk: Desk, draft: Draft, drafted: Drafted, context: Context) -> Reply:
    """Keep what a draft has become, and return what is asked next, or how it looks."""
    kept = await context.drafts.keep(draft, to_content(_asking_first(drafted)), context.services.now)
    return await show(desk, kept, context)


async def show(desk: Desk, draft: Draft, context: Context) -> Reply:
    """Return what a draft asks for, else its preview."""
    drafted = from_content(draft.content)
    if drafted.asks is None:
        return await preview(desk, draft, context)
    return render_step(drafted, draft.id, desk.words, is_private=desk.place.is_private)


async def unfinished(desk: Desk, context: Context) -> Draft | None:
    """Return the draft of an entry that the curator went on with last here, and neither saved nor cancelled."""
    drafts = await context.services.storage.drafts.of(desk.message.chat_id, desk.by.person or 0)
    return next((one for one in drafts if is_of_an_entry(one) and one.chat == desk.group), None)


def _asking_first(drafted: Drafted) -> Drafted:
    """Return the draft asking for its question or its answer, as long as it lacks one."""
    if drafted.asks is not None or drafted.written.is_ready:
        return drafted
    return replace(drafted, asks=Field.ANSWER if drafted.written.question else Field.QUESTION)
