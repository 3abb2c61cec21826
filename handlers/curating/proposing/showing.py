"""Proposal -> the message in which admins decide on it, with the answer as members would get it."""

from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.drafting.warnings import answered_already
from handlers.curating.proposing.proposal_pages import render_proposal
from handlers.curating.proposing.proposed import from_content
from handlers.curating.proposing.proposed_entries import as_entry
from handlers.entries import answer_of
from handlers.markup import Paragraph, paragraph
from handlers.replies import Reply
from knowledge import Answer, consult
from knowledge.storage import Proposal


async def shown_to_admins(proposal: Proposal, words: Catalogue, context: Context, *, curates: bool = False) -> Reply:
    """Return the message that puts a proposal before the admins; `curates` says that its author may add answers."""
    preview = await _as_members_would_see(proposal, words, context)
    return render_proposal(proposal, preview, words, curates=curates)


async def _as_members_would_see(proposal: Proposal, words: Catalogue, context: Context) -> tuple[Paragraph, ...]:
    """Return the answer as members would get it, after it a warning where the question has one already."""
    services, proposed = context.services, from_content(proposal.content)
    knowledge = await services.libraries.of(proposal.chat)
    taken = [entry.id for entry in knowledge.pack.entries]
    own = as_entry(proposed, knowledge, taken, services.today)
    supposed = await services.libraries.supposing(proposal.chat, own)
    entry = supposed.entry(own.entry.id) or own.entry
    _, outcome = consult(proposed.question, knowledge.match)
    warning = (
        (paragraph("⚠️ ", answered_already(proposed.question, outcome.match.entry, words)),)
        if isinstance(outcome, Answer)
        else ()
    )
    return (*answer_of(entry, supposed, words, services.today), *warning)
