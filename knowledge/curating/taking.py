"""(edited entry, knowledge before and after) -> the wordings of other entries that it takes.

Every question that is asked costs a match, so not all wordings are asked. An entry takes only what hardly differs from
a wording of its own: so those are asked that are found nearest to its wordings, and those of the same entries that are
spelt most like them.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from knowledge.curating.cautions import Takes
from knowledge.deciding import Answer, Clarify, decide
from knowledge.library import Knowledge
from knowledge.matching.matches import Match, Matches
from knowledge.normalising import words
from knowledge.values import Entry
from knowledge.vectors.grams import Grams

MOST_ASKED = 40  # wordings of other entries, a match each, or two if it is taken; farther ones never were


class _Stored(NamedTuple):
    """A wording as it is stored, and the id of the entry that answers it."""

    text: str
    owner: str


def taken(edited: Entry, found: Sequence[Matches], before: Knowledge, after: Knowledge) -> Iterator[Takes]:
    """Yield wordings that lead to their own entry before, and after to the edited one as well, or to it alone.

    They are not asked by heart. `found` is what the wordings of the edited entry find after; what they are word for
    word is not yielded.
    """
    own = {words(text) for _, text in edited.all_phrasings()}
    for text, owner in _endangered(found, edited, before):
        then = None if words(text) in own else after.match(text, knows_by_heart=False)
        if then and _reaches(edited.id, then):
            yield from _lost(text, before.entry(owner), before.match(text, knows_by_heart=False), then)


def _lost(text: str, owner: Entry | None, now: Matches, then: Matches) -> Iterator[Takes]:
    """Yield the wording if its owner, which is found now, is not found then, or no more without being asked for."""
    if owner and _leads_to(owner.id, now):
        if not _leads_to(owner.id, then):
            yield Takes(text, owner, is_torn=False)
        elif isinstance(decide(now), Answer) and not isinstance(decide(then), Answer):
            yield Takes(text, owner, is_torn=True)


def _leads_to(id_: str, found: Matches) -> bool:
    return found.best is not None and found.best.entry.id == id_


def _reaches(id_: str, found: Matches) -> bool:
    """Tell whether an entry is the likeliest, or offered as one that may be meant."""
    match decide(found):
        case Clarify(choices):
            return id_ in {choice.entry.id for choice in choices}
    return _leads_to(id_, found)


def _endangered(found: Sequence[Matches], edited: Entry, before: Knowledge) -> list[_Stored]:
    """Return the wordings that the edited entry may take, the nearest one of each near entry first."""
    nearest = [_Stored(match.phrasing, match.entry.id) for match in _by_rank(found) if match.entry.id != edited.id]
    others = _stored_of({one.owner for one in nearest}, before)
    likest = _likest(others, [matches.question for matches in found])
    known = set(others)
    return [one for one in dict.fromkeys((*nearest, *likest)) if one in known][:MOST_ASKED]


def _by_rank(found: Sequence[Matches]) -> Iterator[Match]:
    """Yield all matches, the best of each question first."""
    for rank in zip_longest(*(matches.ranked for matches in found)):
        yield from filter(None, rank)


def _stored_of(owners: Collection[str], knowledge: Knowledge) -> list[_Stored]:
    """Return the wordings of these entries, and of those that they stand for."""
    answering = ((entry, knowledge.entry(entry.id)) for entry in knowledge.pack.entries)
    return [
        _Stored(text, owner.id)
        for entry, owner in answering
        if owner and owner.id in owners
        for _, text in entry.all_phrasings()
    ]


def _likest(stored: Sequence[_Stored], to: Sequence[str]) -> list[_Stored]:
    """Return the wordings that are spelt most like one of these texts, likest first."""
    if not stored:
        return []
    grams = Grams(one.text for one in stored)
    likeness = (grams.vectors([one.text for one in stored]) @ grams.vectors(to).T).max(axis=1)
    return [stored[at] for at in np.argsort(-likeness, kind="stable")[:MOST_ASKED]]
