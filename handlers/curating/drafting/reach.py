"""Who gets an entry now that it is saved: who asks as its curator wrote, and who writes in a hurry."""

from dataclasses import dataclass

from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.calling import called
from handlers.curating.correcting.aftermath import say_what_is_given
from handlers.curating.desk import Desk
from handlers.markup import shortened
from knowledge import Answer, Entry, Outcome, consult, in_language

ANSWER_SHOWN = 160  # signs of another answer, enough to know it by


@dataclass(frozen=True, slots=True)
class Reach:
    """What an entry's question leads to: the wording that tells most, what comes of it, and what should."""

    wording: str
    outcome: Outcome
    entry: Entry

    @property
    def is_whole(self) -> bool:
        """Whether everybody who asks gets the entry, and nothing else."""
        return _gives(self.outcome, self.entry)


async def reach_of(entry: Entry, desk: Desk, context: Context) -> Reach:
    """Ask what an entry asks, with and without its capitals and question mark; the wording that fails tells most."""
    asked, knowledge = in_language(entry.question, desk.language), await desk.knowledge(context)
    given = {wording: consult(wording, knowledge.match)[1] for wording in (asked, _in_a_hurry(asked))}
    wording = next((one for one, outcome in given.items() if not _gives(outcome, entry)), asked)
    return Reach(wording, given[wording], entry)


def say_who_gets_it(reach: Reach, words: Catalogue) -> str:
    """Return in a sentence what members get."""
    outcome = reach.outcome
    if reach.is_whole or not isinstance(outcome, Answer):
        return say_what_is_given(outcome, reach.entry, words)
    return words.say(
        "Not everybody gets it: who asks {wording} gets “{answer}”.",
        wording=called(reach.wording, words),
        answer=shortened(in_language(outcome.match.entry.answer, words.language), ANSWER_SHOWN),
    )


def _gives(outcome: Outcome, entry: Entry) -> bool:
    return isinstance(outcome, Answer) and outcome.match.entry.id == entry.id


def _in_a_hurry(asked: str) -> str:
    return asked.casefold().rstrip(" ?!.") or asked
