"""Counts whether answers helped: one vote a person, message and entry, the last one counts."""

from collections import Counter, OrderedDict

REMEMBERED = 10_000  # votes kept to tell a second vote from a first; totals are never dropped

Voter = tuple[int, int, int]  # chat, message, person


class Votes:
    """Totals by (entry, whether it helped), as long as the bot runs."""

    def __init__(self) -> None:
        self.totals: Counter[tuple[str, bool]] = Counter()
        self._votes: OrderedDict[tuple[Voter, str], bool] = OrderedDict()

    def count(self, voter: Voter, entry: str, *, helped: bool) -> None:
        """Count a vote in place of an earlier one of the same voter; a message may hold several entries."""
        earlier = self._votes.pop((voter, entry), None)
        if earlier is not None:
            self.totals[entry, earlier] -= 1
        self._votes[voter, entry] = helped
        self.totals[entry, helped] += 1
        if len(self._votes) > REMEMBERED:
            self._votes.popitem(last=False)
