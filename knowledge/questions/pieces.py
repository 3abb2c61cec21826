"""a text that rambles -> pieces of it, in one of which its question may stand."""

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge.normalising import words
from knowledge.questions.clauses import ENDS

FEWEST = 5  # words; what is shorter could mean anything
LONGEST = 14  # words of a stretch, where no stop ends it before
STRIDE = 6  # words from the beginning of a stretch to that of the next: a question is whole in one of them

STOP = re.compile(rf"[{re.escape(ENDS)},:]+(?=\s|$)|\s[-–—]\s|\n")


def pieces(text: str) -> tuple[str, ...]:
    """Return what stands between stops, each also with what follows it, and stretches of what has no stops for long."""
    between = [piece.strip() for piece in STOP.split(text) if words(piece)]
    joined = (f"{one}, {following}" for one, following in pairwise(between))
    stretches = (stretch for piece in between for stretch in _stretches(piece.split()))
    whole = dict.fromkeys((*between, *joined, *stretches))
    return tuple(piece for piece in whole if len(words(piece)) >= FEWEST)


def _stretches(said: list[str]) -> Iterator[str]:
    starts = range(0, len(said) - FEWEST, STRIDE) if len(said) > LONGEST else ()
    yield from (" ".join(said[start : start + LONGEST]) for start in starts)
