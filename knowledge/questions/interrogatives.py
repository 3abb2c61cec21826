"""words -> whether they ask something, and whether they say about what."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import dropwhile
from pathlib import Path

from knowledge.normalising import words
from knowledge.values import Slot
from knowledge.words.lexicon import lexicon
from knowledge.words.phrasebook import Found, Phrasebook
from knowledge.yaml_files import read_yaml

LISTS = Path(__file__).with_name("splitting.yaml")
HINDI = ("hi", "hi-Latn")
LI, LI_WITHIN = "ли", 3  # the words among which a Russian question has its "ли"
FEW_WORDS = 2  # of its own in a question that leans on an earlier one
ASKED_OF_ANYTHING = frozenset({Slot.WHEN, Slot.WHERE, Slot.WHO, Slot.HOW_MUCH, Slot.WHY})  # "why is it?"

Said = Sequence[str]


def asks(said: Said) -> bool:
    """Tell whether these words ask, with a question mark or without."""
    return begins_as_question(said) or asks_within(said)


def begins_as_question(said: Said) -> bool:
    """Tell whether they begin as a question does: "and by when", "is the", "tell me", "будет ли"."""
    rest = without_openers(said)
    is_aside = rest[:2] in (["when", "i"], ["when", "we"])
    return not is_aside and bool(leading_question_word(rest) or is_whether(rest) or is_request(rest))


def asks_within(said: Said) -> bool:
    """Tell whether they ask in Hindi, which leaves its question words where the answer would stand."""
    named = any(found.meaning and said[found.start] in _hindi_words() for found in question_words(said))
    whether = any(word in lexicon().whether & _hindi_words() for word in said)
    return named or whether or any(found.meaning in HINDI for found in _requests(said))


def asks_somewhere(said: Said) -> bool:
    """Tell whether there is anything among them that asks: a question word, a request to be told, "is", "ли"."""
    wants_yes_or_no = LI in said or any(word in lexicon().whether for word in said)
    return wants_yes_or_no or bool(question_words(said)) or any(True for _ in _requests(said))


def is_whether(said: Said) -> bool:
    """Tell whether they begin as what wants yes or no: "is", "will", "будет ли"."""
    return any(word in lexicon().whether for word in said[:1]) or LI in said[:LI_WITHIN]


def is_request(said: Said) -> bool:
    """Tell whether they begin by asking to be told."""
    return any(found.start == 0 for found in _requests(said))


def leading_question_word(said: Said) -> Said:
    """Return the question word at the very beginning, such as "by when" or "which cities"; empty if there is none."""
    return next((said[: found.end] for found in question_words(said) if found.start == 0), ())


def question_words(said: Said) -> list[Found[Slot | None]]:
    """Return where question words stand; what only names a date or a reason is none."""
    return [found for found in lexicon().slots.find(said) if said[found.start] in _asking_words()]


def subject(said: Said) -> list[str]:
    """Return the words that say what it is about: none in "and why?", "is that true", "when will it be"."""
    asking = {at for found in lexicon().slots.find(said) for at in range(found.start, found.end)}
    return [word for at, word in enumerate(said) if at not in asking and word not in _telling_nothing()]


def leans(said: Said) -> bool:
    """Tell whether a pronoun in a short question stands for what an earlier one was about."""
    return any(word in word_set("pronouns") for word in said) and len(subject(said)) <= FEW_WORDS


def is_worth_asking(said: Said) -> bool:
    """Tell whether it can be asked by itself, or at least of what its pronoun stands for."""
    asked = {found.meaning for found in lexicon().slots.find(said)}
    return bool(subject(said)) or (leans(said) and bool(asked & ASKED_OF_ANYTHING))


def without_openers(said: Said) -> list[str]:
    """Return the words from the first one on that does not merely lead on or greet: "by when" is "when"."""
    return list(dropwhile((word_set("openers") | word_set("prepositions")).__contains__, said))


@cache
def word_set(name: str, *languages: str) -> frozenset[str]:
    """Return a list of splitting.yaml, of these languages or of all together."""
    by_language = _lists()[name]
    return frozenset(" ".join(words(word)) for language in languages or by_language for word in by_language[language])


def _requests(said: Said) -> Iterator[Found[str]]:
    return _request_phrases().find(said)


@cache
def _request_phrases() -> Phrasebook[str]:
    return Phrasebook((phrase, language) for language, some in _lists()["requests"].items() for phrase in some)


@cache
def _asking_words() -> frozenset[str]:
    return frozenset().union(*lexicon().function_words.values()) | word_set("question_words")


@cache
def _hindi_words() -> frozenset[str]:
    known = lexicon().function_words
    return (known["hi"] | known["hi-Latn"] | word_set("question_words", *HINDI)) - known["en"]


@cache
def _telling_nothing() -> frozenset[str]:
    own = (word_set(name) for name in ("openers", "prepositions", "pronouns", "tags"))
    known = lexicon()
    return (known.light_words | known.small_talk).union(*known.function_words.values(), *own)


@cache
def _lists() -> Mapping[str, Mapping[str, list[str]]]:
    data: Mapping[str, Mapping[str, list[str]]] = read_yaml(LISTS).data
    return data
