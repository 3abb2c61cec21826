"""A question that finds nothing in its own language -> the same asked once more, word by word in English."""

from dataclasses import replace

from knowledge.deciding import Abstain, Reason, decide, has_found_little
from knowledge.matching.index import Index
from knowledge.matching.matches import Matches
from knowledge.matching.negatives import without_negatives
from knowledge.words.glossing import in_english
from knowledge.words.wording import first_words

GLOSSED = ("hi", "ru")  # the languages of the dictionary


def match_in_any_language(index: Index, question: str, *, knows_by_heart: bool) -> Matches:
    """Return what the index finds, or if that is little, what it finds for the gloss of a question that is not English.

    Curators file an answer in one language, and members ask in another.
    """
    found = without_negatives(index.match(question, knows_by_heart=knows_by_heart))
    if found.not_ours or found.language not in GLOSSED or not has_found_little(found):
        return found
    english = in_english(first_words(question))
    again = without_negatives(replace(found, ranked=index.match_gloss(question, english))) if english else found
    is_lost = isinstance(decision := decide(again), Abstain) and decision.reason is not Reason.NOT_OURS
    return found if is_lost else again
