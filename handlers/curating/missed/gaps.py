"""What a group missed -> its gaps: the questions still open, each once in all its words, with why it is open."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from handlers.context import Context
from handlers.curating.missed.looking_up import Outcomes, look_up
from knowledge import (
    Abstain,
    Answer,
    Clarify,
    Decision,
    Entry,
    Knowledge,
    Match,
    Outcome,
    Reason,
    Several,
    is_worth_offering,
)
from knowledge.curating import Missed, gather
from knowledge.storage import Curation, Fate, MissedQuestion, Why

LOOKED_AT = 150  # of the open questions the most asked, then the latest; looking up more is waited for


class Cause(Enum):
    """Why a question is open."""

    NOTHING_CLOSE = auto()
    NOT_SURE = auto()
    ASKS_ELSE = auto()  # the entry says something else of the same thing: when and not where, of hall 7 and not of 77
    ASKED_BACK = auto()
    UNHELPFUL = auto()
    OUTDATED = auto()


MAY_BE_MEANT = (Cause.NOT_SURE, Cause.ASKED_BACK)  # an entry that says something else is not given for any phrasing
COMPLAINTS = {Why.UNHELPFUL: Cause.UNHELPFUL, Why.OUTDATED: Cause.OUTDATED}


@dataclass(frozen=True, slots=True)
class Gap:
    """An open question: its wordings, most asked first, and the entry that came nearest or was found wanting.

    It may be meant where it says nothing else, and is likely enough to be offered.
    """

    asked: tuple[MissedQuestion, ...]
    cause: Cause
    nearest: Entry | None
    may_be_meant: bool = False

    @property
    def text(self) -> str:
        """The most asked wording."""
        return self.asked[0].text

    @property
    def count(self) -> int:
        """How often it was asked, in any wording."""
        return sum(one.count for one in self.asked)

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of its wordings."""
        return tuple(one.id for one in self.asked)


async def gaps_of(group: int, context: Context) -> tuple[Gap, ...]:
    """Return the gaps of a group, most asked first; what has been answered or mended meanwhile is settled."""
    missing = context.services.storage.missing(group)
    questions = (await missing.open())[:LOOKED_AT]
    knowledge = await context.services.libraries.of(group)
    outcomes = await look_up((one for one in questions if one.why is Why.ABSTAINED), knowledge)
    mended = await _mended(questions, knowledge, context.services.storage.curation(group))
    closed = {*mended, *(id_ for id_, one in outcomes.items() if isinstance(_foremost(one), Answer))}
    await missing.settle(sorted(closed), Fate.ANSWERED)
    hidden = {id_ for id_, one in outcomes.items() if _is_not_ours(_foremost(one))}
    left = [one for one in questions if one.id not in closed | hidden]
    return await asyncio.to_thread(_gaps, left, outcomes, knowledge)


def together(questions: Sequence[MissedQuestion], knowledge: Knowledge) -> list[tuple[MissedQuestion, ...]]:
    """Return questions that ask the same of the same kind together, most asked first."""
    by_id = {one.id: one for one in questions}
    gathered = [
        gather([Missed(one.id, one.text, one.count, one.at) for one in questions if one.why is why], synonyms)
        for synonyms in (knowledge.pack.synonyms,)
        for why in Why
    ]
    found = sorted((one for some in gathered for one in some), key=lambda one: -one.count)
    return [tuple(by_id[each.id] for each in one.of) for one in found]


def _gaps(questions: Sequence[MissedQuestion], outcomes: Outcomes, knowledge: Knowledge) -> tuple[Gap, ...]:
    return tuple(_gap(asked, outcomes, knowledge) for asked in together(questions, knowledge))


def _gap(asked: tuple[MissedQuestion, ...], outcomes: Outcomes, knowledge: Knowledge) -> Gap:
    first = asked[0]
    if first.why in COMPLAINTS:
        return Gap(asked, COMPLAINTS[first.why], knowledge.entry(first.nearest or ""))
    cause, nearest = _cause(_foremost(outcomes[first.id]))
    if nearest is None:
        return Gap(asked, cause, None)
    return Gap(asked, cause, nearest.entry, may_be_meant=cause in MAY_BE_MEANT and is_worth_offering(nearest))


def _cause(decision: Decision) -> tuple[Cause, Match | None]:
    match decision:
        case Clarify((nearest, *_)) | Abstain(_, (nearest, *_)) if nearest.signals.answers_another:
            return Cause.ASKS_ELSE, nearest
        case Clarify((nearest, *_)):
            return Cause.ASKED_BACK, nearest
        case Abstain(_, (nearest, *_)):
            return Cause.NOT_SURE, nearest
    return Cause.NOTHING_CLOSE, None


def _foremost(outcome: Outcome) -> Decision:
    """Return the decision on a question, or on the first one in it that has no answer."""
    decisions = [one.decision for one in outcome.questions] if isinstance(outcome, Several) else [outcome]
    return next((one for one in decisions if not isinstance(one, Answer)), decisions[0])


def _is_not_ours(decision: Decision) -> bool:
    """Tell whether a question is like one that is none of the group's, which may be taken back."""
    return isinstance(decision, Abstain) and decision.reason is Reason.NOT_OURS


async def _mended(questions: Iterable[MissedQuestion], knowledge: Knowledge, curation: Curation) -> Sequence[int]:
    """Return the complaints about entries that were changed since, or are gone."""
    complaints = [one for one in questions if one.why in COMPLAINTS]
    changed = await curation.last_changed(one.nearest for one in complaints if one.nearest)
    return [
        one.id
        for one in complaints
        if knowledge.entry(one.nearest or "") is None or changed.get(one.nearest or "", one.at) > one.at
    ]
