"""A question that finds nothing likely by its spelling -> the same once more, by what the encoder was taught to read.

And if that is little: once more, word by word in English.
"""

from dataclasses import replace

from knowledge.deciding import Abstain, Reason, decide, has_found_little, likelier, nothing_is_likely
from knowledge.matching.index import Index
from knowledge.matching.matches import Matches
from knowledge.matching.negatives import without_negatives
from knowledge.words.glossing import in_english
from knowledge.words.wording import first_words

GLOSSED = ("hi", "ru")  # the languages of the dictionary


def match_in_any_language(index: Index, question: str, *, knows_by_heart: bool) -> Matches:
    """Return what the index finds for a question as it stands, or else as it would be in English.

    Curators file an answer in one language, and members ask in another.
    """
    found = without_negatives(index.match(question, knows_by_heart=knows_by_heart))
    if found.not_ours or not found.is_question:
        return found
    if nothing_is_likely(found) and (taught := index.match_as_taught(question)):
        found = likelier(found, without_negatives(replace(found, ranked=taught)))
    return _by_gloss(index, found) if found.language in GLOSSED and has_found_little(found) else found


def _by_gloss(index: Index, found: Matches) -> Matches:
    """Return what is found by a gloss of the question; if that is nothing, what was found without."""
    english = in_english(first_words(found.question))
    again = without_negatives(replace(found, ranked=index.match_gloss(found.question, english))) if english else found
    is_lost = isinstance(decision := decide(again), Abstain) and decision.reason is not Reason.NOT_OURS
    return found if is_lost else again
