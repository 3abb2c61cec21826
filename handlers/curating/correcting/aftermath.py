"""Outcome -> what members get now who ask the question of an entry that was changed. Pure but for the asking."""

from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.calling import called_entry
from handlers.curating.correcting.naming import meant_by
from handlers.curating.desk import Desk
from knowledge import Abstain, Answer, Entry, Outcome, consult, in_language


async def what_members_get(entry: Entry, desk: Desk, context: Context, *, asking: str = "") -> str:
    """Ask what an entry asks, or in these words, and return in a sentence what comes of it now."""
    question = asking or in_language(entry.question, desk.language)
    _, outcome = consult(question, (await desk.knowledge(context)).match)
    return say_what_is_given(outcome, entry, desk.words)


def say_what_is_given(outcome: Outcome, entry: Entry, words: Catalogue) -> str:
    """Return what a question of an entry leads to: to itself, to another, to a choice or to nothing."""
    questions = ", ".join(called_entry(match.entry, words) for match in meant_by(outcome))
    match outcome:
        case Answer(found) if found.entry.id == entry.id:
            return words.say("Members who ask this get it now.")
        case Answer():
            return words.say("Members who ask this get the answer to {question} now.", question=questions)
        case Abstain():
            return words.say("Members who ask this are told that there is no sourced answer.")
        case _:
            return words.say("Members who ask this are asked: do you mean {questions}", questions=questions)
