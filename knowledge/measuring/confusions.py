"""Which entries take the questions of others: replies -> pairs of entries, each with its questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.measuring.measures import Reply

EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Confusion:
    """An entry that was put first for questions of others; `right` is empty where no entry answers them."""

    right: frozenset[str]
    given: str
    answered: tuple[str, ...]  # the questions that got it as the answer
    clarified: tuple[str, ...]  # the questions that were asked back with it as the first choice

    @property
    def examples(self) -> list[str]:
        """A few of the questions, those with a wrong answer first, each once."""
        return list(dict.fromkeys(self.answered + self.clarified))[:EXAMPLES]


def confusions(replies: Iterable[Reply]) -> list[Confusion]:
    """Return what people were shown wrongly, from the pair with the most wrong answers down, then the most clarified.

    What the bot abstained from is left out: nobody saw it.
    """
    pairs: dict[tuple[frozenset[str], str], list[Reply]] = {}
    for reply in replies:
        if reply.entry is not None and not reply.is_right and reply.decision != "abstain":
            pairs.setdefault((reply.asked.entries, reply.entry), []).append(reply)
    found = [Confusion(*pair, _asked(group, "answer"), _asked(group, "clarify")) for pair, group in pairs.items()]
    return sorted(found, key=_most_harmful_first)


def _asked(replies: Sequence[Reply], decision: str) -> tuple[str, ...]:
    return tuple(reply.asked.text for reply in replies if reply.decision == decision)


def _most_harmful_first(one: Confusion) -> tuple[int, int, list[str], str]:
    return -len(one.answered), -len(one.clarified), sorted(one.right), one.given
