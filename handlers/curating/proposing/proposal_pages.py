"""Proposals -> Reply: what admins decide on, and what the proposer is told. Pure."""

from collections.abc import Sequence

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.curating.drafting.reach import Reach, say_who_gets_it
from handlers.markup import Paragraph, bold, paragraph, parts, quoted, shortened
from handlers.replies import Reply
from knowledge.storage import Draft, Proposal

LISTED = 10  # buttons that a phone shows at once
QUESTION_SHOWN = 60  # signs on a button: two lines of a phone
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


def render_proposals(proposals: Sequence[Proposal], words: Catalogue) -> Reply:
    """Return the questions of open proposals as buttons that lead to them; those that are left out are counted."""
    count, more = len(proposals), len(proposals) - LISTED
    said = [
        words.say_many("{count} proposal waits for you:", "{count} proposals wait for you, the oldest first:", count),
        *([words.say("{count} more when these are decided on.", count=more)] if more > 0 else []),
    ]
    buttons = tuple(
        (Button(shortened(one.content["question"], QUESTION_SHOWN), Press(Verb.PROPOSAL, words.language, str(one.id))),)
        for one in proposals[:LISTED]
    )
    return Reply(words.language, tuple(paragraph(one) for one in said), buttons)


def render_no_proposals(words: Catalogue) -> Reply:
    """Return that nothing is left to be decided on."""
    return Reply(words.language, (paragraph(words.say("No proposal is open.")),))


def render_accepted(proposal: Proposal, proposer: str | None, reach: Reach, words: Catalogue) -> Reply:
    """Return what stands in place of a proposal that was accepted: who proposed it, if known, and who gets it now."""
    by = (paragraph(words.say("Proposed by {name}.", name=proposer)),) if proposer else ()
    said = (
        paragraph(bold(words.say("Accepted: {question}", question=proposal.content["question"]))),
        *by,
        paragraph(say_who_gets_it(reach, words), "\n", words.say("/undo takes it back.")),
    )
    return Reply(words.language, said)


def render_declined(proposal: Proposal, words: Catalogue) -> Reply:
    """Return what stands in place of a proposal that was declined."""
    said = words.say("Declined: {question}", question=proposal.content["question"])
    return Reply(words.language, (paragraph(said),))


def render_outcome(words: Catalogue, reach: Reach | None, question: str = "") -> Reply:
    """Return what the proposer is told: who gets what they proposed, None where it was declined; and to which question.

    The question need not be said where this stands below their proposal.
    """
    if reach is None:
        said = words.say("Thank you. The admins have decided not to take it this time.")
    elif reach.is_whole:
        said = words.say("Thank you! The admins have accepted it. I answer this from now on.")
    else:
        said = words.say("Thank you! The admins have accepted it.")
    return Reply(words.language, (*((quoted(question),) if question else ()), paragraph(said)))


def render_prompt(question: str, draft: Draft, words: Catalogue) -> Reply:
    """Return the request for an answer to a question, which is given by replying to it."""
    said = (
        paragraph(bold(words.say("Do you know the answer? Reply to this message with it."))),
        quoted(question),
        paragraph(words.say("If you know the source, add it after a | sign. The admins decide.")),
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
