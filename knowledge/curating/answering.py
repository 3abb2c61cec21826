"""(edited entry, knowledge before and after) -> whether others answer its wordings, now or even then."""

from collections.abc import Collection, Iterator, Mapping

from knowledge.curating.cautions import AnsweredAlready, LeadsElsewhere, MarkedNotOurs
from knowledge.deciding import Abstain, Answer, Clarify, Reason, decide
from knowledge.library import Knowledge
from knowledge.matching.matches import Match, Matches
from knowledge.normalising import words
from knowledge.values import Entry


def answered_already(
    wording: str, spared: Collection[str | None], before: Knowledge, after: Knowledge
) -> Iterator[AnsweredAlready | MarkedNotOurs]:
    """Yield which entry answers a wording as long as the edit is not saved, or that it is not to be answered.

    Of entries with an id in `spared`, the edited one among them, nothing is told.
    """
    matches = before.match(wording)
    match decide(matches):
        case Answer(found) if found.entry.id not in spared:
            then = after.entry(found.entry.id)
            gives_way = then is None or then.id != found.entry.id
            yield AnsweredAlready(wording, found.entry, found.phrasing, gives_way)
        case Abstain(Reason.NOT_OURS) if matches.not_ours:
            yield MarkedNotOurs(wording, matches.not_ours.phrasing)


def led_elsewhere(edited: Entry, found: Mapping[str, Matches]) -> Iterator[LeadsElsewhere]:
    """Yield the wordings that lead to another entry, or to either, by what each finds once the edit is saved.

    They are not asked by heart; another entry that has the very wording is no news of this kind.
    """
    for wording, matches in found.items():
        rivals = (match for match in _meant(matches) if match.entry.id != edited.id)
        rival = next(rivals, None)
        if rival and words(rival.phrasing) != words(wording):
            yield LeadsElsewhere(wording, rival.entry, rival.phrasing, is_torn=rival is not matches.best)


def _meant(matches: Matches) -> tuple[Match, ...]:
    """Return the match that is likeliest, or those between which a person is asked."""
    match decide(matches):
        case Clarify(choices):
            return choices
    return matches.ranked[:1]
