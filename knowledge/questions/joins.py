"""(words before, a join, words after) -> whether it joins two questions or two things that one question is about."""

from collections.abc import Sequence

from knowledge.questions.interrogatives import (
    LI,
    asks,
    asks_within,
    is_request,
    is_whether,
    is_worth_asking,
    leading_question_word,
    question_words,
    subject,
    without_openers,
)
from knowledge.words.lexicon import lexicon

FEWEST_BESIDE = 2  # words of a question besides its question word
FEWEST_BESIDE_WHAT = 4  # the same without a verb: "what kind of oil and how much of it" is one question
FEWEST_SUBJECTS = 2  # words of a Hindi question that begins with its question word, else "and where will he sign"
OF_WHAT = frozenset({"what", "which", "how"})
RELATIVE = frozenset({"who", "whom", "whose", "which"})  # may go on telling of somebody rather than ask
PERSONS = frozenset({"they", "we", "you", "i"})
SUBJECTS = PERSONS | {"the", "there", "any", "this", "that", "these", "those", "it", "he", "she"}
ALSO_PLAIN = frozenset({"do", "have"})  # "and have it", "and do the" go on telling
ALWAYS_ASKING = frozenset({"does", "did"})  # whatever follows

Said = Sequence[str]


def joins_questions(before: Said, join: str, after: Said) -> bool:
    """Tell whether a comma or a word such as "and" joins two questions, each of which can be asked."""
    if not (_is_whole(before) and is_worth_asking(after)):
        return False
    if asks_within(after):
        begins = leading_question_word(after) or is_whether(after)
        return not begins or len(subject(after)) >= FEWEST_SUBJECTS
    if join == ",":
        return _is_inverted(before) and _is_inverted(after) and after[0] not in RELATIVE
    return join != "or" and _goes_on_asking(before, without_openers(after))


def _is_whole(before: Said) -> bool:
    """Tell whether words ask by themselves, unlike "when" in "when and where is it"."""
    rest = without_openers(before)
    has_verb = any(word in lexicon().whether for word in rest)
    fewest = FEWEST_BESIDE_WHAT if rest[:1] and rest[0] in OF_WHAT and not has_verb else FEWEST_BESIDE
    return asks(before) and bool(subject(before)) and len(rest) - len(leading_question_word(rest)) >= fewest


def _goes_on_asking(before: Said, after: Said) -> bool:
    """Tell whether words after "and" ask anew, not as in "what was said and where they came from"."""
    if leading_question_word(after):
        if after[0] in RELATIVE:
            return after[0] not in before[1:]
        return _is_inverted(after) or _has_question_word(before)
    if is_request(after):
        return not is_whether(without_openers(before))
    return is_whether(after) and (_is_inverted(after) or LI in after)


def _has_question_word(said: Said) -> bool:
    return bool(question_words(said)) or LI in said


def _is_inverted(said: Said) -> bool:
    """Tell whether they begin as nothing but a question does: "where is", "is the"; not "where I live", "is signed"."""
    rest = without_openers(said)
    asking = leading_question_word(rest)
    verb, following = [*rest[len(asking) :], "", ""][:2]
    has_subject = verb in ALWAYS_ASKING or following in (PERSONS if verb in ALSO_PLAIN else SUBJECTS)
    return verb in lexicon().whether and (bool(asking) or has_subject)
