"""How good an engine is on a set of questions: the measures, each a function of judged replies."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.packs.evaluation_sets import AskedQuestion


@dataclass(frozen=True, slots=True)
class Reply:
    """What the engine made of a question: its decision, and whatever that is, the best entry with its confidence."""

    asked: AskedQuestion
    decision: str  # answer, clarify or abstain
    entry: str | None
    confidence: float  # 0 to 1
    choices: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the best entry is one that answers the question."""
        return self.entry in self.asked.entries


def top_1(replies: Sequence[Reply]) -> float:
    """Return the share of in-scope questions whose best entry is right, whatever its confidence; nan without any."""
    in_scope = [reply for reply in replies if reply.asked.is_in_scope]
    return _share(sum(reply.is_right for reply in in_scope), len(in_scope))


def recall_at_precision(replies: Sequence[Reply], precision: float) -> float:
    """Return the largest share of in-scope questions answered rightly while this share of all answers given is right.

    Answers are given from the most confident down; equally confident ones are given together.
    """
    in_scope = sum(reply.asked.is_in_scope for reply in replies)
    precise_enough = (right for given, right in _given_down_to(replies) if right >= precision * given)
    return _share(max(precise_enough, default=0), in_scope)


def coverage(replies: Sequence[Reply]) -> list[tuple[float, float]]:
    """Return (share of all questions answered, share of these answers right), for every confidence to answer from.

    From the most confident down. The risk-coverage curve of R. El-Yaniv and Y. Wiener, On the Foundations of Noise-free
    Selective Classification, Journal of Machine Learning Research 11 (2010), with its risk upside down.
    """
    return [(given / len(replies), right / given) for given, right in _given_down_to(replies)]


def auroc(replies: Sequence[Reply]) -> float:
    """Return how probably an in-scope question is above one out of scope by confidence; nan without both kinds."""
    wins = out_below = 0.0
    for _, group in reversed(_by_confidence(replies)):
        inside = sum(reply.asked.is_in_scope for reply in group)
        outside = len(group) - inside
        wins += inside * (out_below + outside / 2)
        out_below += outside
    inside_all = len(replies) - out_below
    return wins / (inside_all * out_below) if inside_all and out_below else math.nan


def best_mcc(replies: Sequence[Reply]) -> float:
    """Return Matthews correlation of the full decision, an entry or none, at the threshold where it is highest.

    The multi-class form of J. Gorodkin, Comparing two K-category assignments by a K-category correlation coefficient,
    Computational Biology and Chemistry 28 (2004).
    """
    truths = Counter(_truth(reply) for reply in replies)
    guesses: Counter[str | None] = Counter({None: len(replies)})
    agreed = truths[None]
    best = _mcc(agreed, truths, guesses)
    for _, group in _by_confidence(replies):
        for reply in group:
            agreed += (_guess(reply) == _truth(reply)) - (_truth(reply) is None)
            guesses[None] -= 1
            guesses[_guess(reply)] += 1
        best = max(best, _mcc(agreed, truths, guesses))
    return best


def decided(replies: Sequence[Reply]) -> dict[str, float]:
    """Return the shares of replies at the shipped thresholds, of all questions and of those in scope."""
    outcomes = Counter(_outcome(reply) for reply in replies)
    in_scope = [reply for reply in replies if reply.asked.is_in_scope]
    inside = Counter(_outcome(reply) for reply in in_scope)
    return {
        **{name: _share(outcomes[name], len(replies)) for name in OUTCOMES},
        **{f"in_scope_{name}": _share(inside[name], len(in_scope)) for name in OUTCOMES},
        "clarified_with_right_choice": _share(sum(_offers_right(reply) for reply in in_scope), len(in_scope)),
    }


def precision_of_answers(replies: Sequence[Reply]) -> float:
    """Return the share of the answers given at the shipped thresholds that are right; nan where none is given."""
    given = [reply for reply in replies if reply.decision == "answer"]
    return sum(reply.is_right for reply in given) / len(given) if given else math.nan


def answered_or_clarified_right_first(replies: Sequence[Reply]) -> float:
    """Return the share of in-scope questions answered rightly, or asked back with a right entry as the first choice."""
    in_scope = [reply for reply in replies if reply.asked.is_in_scope]
    return _share(sum(_is_right_first(reply) for reply in in_scope), len(in_scope))


OUTCOMES = ("answered_right", "answered_wrong", "clarified", "abstained")


def _outcome(reply: Reply) -> str:
    if reply.decision == "answer":
        return "answered_right" if reply.is_right else "answered_wrong"
    return "clarified" if reply.decision == "clarify" else "abstained"


def _offers_right(reply: Reply) -> bool:
    return reply.decision == "clarify" and bool(reply.asked.entries & set(reply.choices))


def _is_right_first(reply: Reply) -> bool:
    clarified_right = reply.decision == "clarify" and not reply.asked.entries.isdisjoint(reply.choices[:1])
    return clarified_right or _outcome(reply) == "answered_right"


def _given_down_to(replies: Sequence[Reply]) -> Iterator[tuple[int, int]]:
    """Yield how many answers are given, and how many of them right, down to each confidence from the highest on."""
    given = right = 0
    for _, group in _by_confidence([reply for reply in replies if reply.entry is not None]):
        given += len(group)
        right += sum(reply.is_right for reply in group)
        yield given, right


def _by_confidence(replies: Sequence[Reply]) -> list[tuple[float, list[Reply]]]:
    """Group replies of the same confidence, highest first. A reply without any entry can never be given."""
    groups: dict[float, list[Reply]] = {}
    for reply in sorted(replies, key=_rank, reverse=True):
        groups.setdefault(_rank(reply), []).append(reply)
    return list(groups.items())


def _rank(reply: Reply) -> float:
    return reply.confidence if reply.entry is not None else -1.0


def _truth(reply: Reply) -> str | None:
    return reply.entry if reply.is_right else min(reply.asked.entries, default=None)


def _guess(reply: Reply) -> str | None:
    return reply.entry


def _mcc(agreed: int, truths: Counter[str | None], guesses: Counter[str | None]) -> float:
    total = sum(truths.values())
    together = sum(count * truths[label] for label, count in guesses.items())
    spread = (total**2 - sum(n**2 for n in truths.values())) * (total**2 - sum(n**2 for n in guesses.values()))
    return (agreed * total - together) / math.sqrt(spread) if spread else 0.0


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
