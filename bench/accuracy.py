"""A system on an evaluation set -> its row in the accuracy table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bench.peer import Peer
from knowledge.measuring import measures
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import AskedQuestion

PRECISION = 0.90


class Accuracy(NamedTuple):
    """The measures of a system on a set, each of at most 1."""

    set: str
    system: str
    questions: int
    top_1: float
    recall_at_p90: float
    mcc: float
    auroc: float  # nan where all questions are in scope, or none


def replies(peer: Peer, questions: Iterable[AskedQuestion]) -> Iterator[Reply]:
    """Ask each question in turn; any entry found is taken as an answer, and its score as the confidence."""
    for asked in questions:
        found = peer.ask(asked.text)
        yield Reply(asked, "answer" if found.entry else "abstain", found.entry, found.score)


def accuracy(of_set: str, system: str, given: Sequence[Reply]) -> Accuracy:
    """Return what these replies are worth. Only the order of the confidences counts, not their scale."""
    return Accuracy(
        set=of_set,
        system=system,
        questions=len(given),
        top_1=measures.top_1(given),
        recall_at_p90=measures.recall_at_precision(given, PRECISION),
        mcc=measures.best_mcc(given),
        auroc=measures.auroc(given),
    )
