"""Proposals -> Reply: what admins decide on, and what the proposer is told. Pure."""

from collections.abc import Sequence

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.markup import Paragraph, bold, paragraph, parts, quoted
from handlers.replies import Reply
from knowledge.storage import Draft, Proposal

PROMPT = 1  # the number of a Cancel button below a message whose reply is a proposal


def render_proposal(proposal: Proposal, shown: Sequence[Paragraph], words: Catalogue, *, curates: bool) -> Reply:
    """Return a proposal for the admins to decide on, with the answer as members would get it."""
    said = [
        paragraph(bold(words.say("Proposed: {question}", question=proposal.content["question"]))),
        *shown,
        *(() if proposal.content["source"] else (paragraph(words.say("No source was named.")),)),
        paragraph(words.say("Admins, shall I answer this from now on?")),
        *((paragraph(words.say("You may add answers yourself: /add.")),) if curates else ()),
    ]
    about = str(proposal.id)
    row = (
        Button(words.say("Accept"), Press(Verb.ACCEPT, words.language, about)),
        Button(words.say("Edit"), Press(Verb.AMEND, words.language, about)),
        Button(words.say("Decline"), Press(Verb.DECLINE, words.language, about)),
    )
    return Reply(words.language, parts(said)[0], (row,), is_silent=True)


def render_accepted(proposal: Proposal, proposer: str | None, words: Catalogue) -> Reply:
    """Return what stands in place of a proposal that was accepted, with who proposed it as far as that is known."""
    by = (paragraph(words.say("Proposed by {name}.", name=proposer)),) if proposer else ()
    said = (
        paragraph(bold(words.say("Accepted: {question}", question=proposal.content["question"]))),
        *by,
        paragraph(words.say("I answer it from now on. /undo takes it back.")),
    )
    return Reply(words.language, said)


def render_declined(proposal: Proposal, words: Catalogue) -> Reply:
    """Return what stands in place of a proposal that was declined."""
    said = words.say("Declined: {question}", question=proposal.content["question"])
    return Reply(words.language, (paragraph(said),))


def render_outcome(words: Catalogue, *, accepted: bool) -> Reply:
    """Return what the proposer is told."""
    said = (
        words.say("Thank you! The admins have accepted it. I answer this from now on.")
        if accepted
        else words.say("Thank you. The admins have decided not to take it this time.")
    )
    return Reply(words.language, (paragraph(said),))


def render_prompt(question: str, draft: Draft, words: Catalogue) -> Reply:
    """Return the request for an answer to a question, which is given by replying to it."""
    said = (
        paragraph(bold(words.say("Do you know the answer? Reply to this message with it."))),
        quoted(question),
        paragraph(words.say("If you know where it stands, add that behind a | sign. The admins decide.")),
    )
    no = Button(words.say("Cancel"), Press(Verb.CANCEL, words.language, str(draft.id), PROMPT))
    return Reply(words.language, said, ((no,),), is_silent=True)


def render_how_to(words: Catalogue) -> Reply:
    """Return how to propose an answer."""
    said = (
        paragraph(words.say("Write it like this: /suggest question | answer | source")),
        paragraph(
            words.say(
                "Or reply to a message that gives the answer with /suggest and the question. "
                "The source may be left out. The admins decide."
            )
        ),
    )
    return Reply(words.language, said)
