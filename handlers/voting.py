"""Counts whether answers helped: one vote a person and message, the last one counts."""

from collections import Counter, OrderedDict

REMEMBERED = 10_000  # voters kept to tell a second vote from a first; totals are never dropped

Voter = tuple[int, int, int]  # chat, message, person


class Votes:
    """Totals by (entry, whether it helped), as long as the bot runs."""

    def __init__(self) -> None:
        self.totals: Counter[tuple[str, bool]] = Counter()
        self._by_voter: OrderedDict[Voter, tuple[str, bool]] = OrderedDict()

    def count(self, voter: Voter, entry: str, *, helped: bool) -> None:
        """Count a vote in place of an earlier one of the same voter."""
        earlier = self._by_voter.pop(voter, None)
        if earlier:
            self.totals[earlier] -= 1
        self._by_voter[voter] = entry, helped
        self.totals[entry, helped] += 1
        if len(self._by_voter) > REMEMBERED:
            self._by_voter.popitem(last=False)
