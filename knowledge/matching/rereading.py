"""A question that finds nothing in its own language -> the same asked once more, word by word in English."""

from dataclasses import replace

from knowledge.matching.index import Index
from knowledge.matching.matches import Matches
from knowledge.normalising import words
from knowledge.words.glossing import in_english

GLOSSED = ("hi", "ru")  # the languages of the dictionary
LIKELY = 0.5  # confidence from which on an entry is what is meant, so nothing else is looked for
KNOWN = 0.62  # share of the question's words from which on they were understood, and what was found is all there is


def match(index: Index, question: str, *, knows_by_heart: bool) -> Matches:
    """Return what the index finds, or if that is little, what it finds for the gloss of a question that is not English.

    Curators file an answer in one language, and members ask in another.
    """
    found = index.match(question, knows_by_heart=knows_by_heart)
    english = in_english(words(question)) if found.is_question and _is_little(found) else None
    if english is None:
        return found
    again = index.match(question, knows_by_heart=knows_by_heart, gloss=english)
    return replace(found, ranked=again.ranked) if _best(again) > _best(found) else found


def _is_little(found: Matches) -> bool:
    understood = found.best is not None and found.best.signals.entry_covered >= KNOWN
    return found.language in GLOSSED and _best(found) < LIKELY and not understood


def _best(found: Matches) -> float:
    return found.best.confidence if found.best else 0.0
