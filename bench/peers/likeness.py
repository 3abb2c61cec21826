"""rapidfuzz: the phrasing most alike as a string."""

from collections.abc import Callable

from rapidfuzz import fuzz, process, utils

from bench.peer import NOTHING, Found, phrasings_of
from knowledge.values import Pack


class Likeness:
    """Compares the question with every phrasing, both in lower case and without punctuation."""

    def __init__(self, pack: Pack, scorer: Callable[..., float]) -> None:
        self._phrasings = phrasings_of(pack)
        self._texts = [utils.default_process(phrasing.text) for phrasing in self._phrasings]
        self._scorer = scorer

    def ask(self, question: str) -> Found:
        """Return the entry of the most alike phrasing, with a likeness of 0 to 100."""
        _, score, at = process.extractOne(utils.default_process(question), self._texts, scorer=self._scorer)
        return Found(self._phrasings[at].entry, score) if score else NOTHING


def by_wratio(pack: Pack) -> Likeness:
    """Compare by WRatio, the default of `process.extractOne`."""
    return Likeness(pack, fuzz.WRatio)


def by_token_set_ratio(pack: Pack) -> Likeness:
    """Compare as sets of words."""
    return Likeness(pack, fuzz.token_set_ratio)
