"""text -> its clauses, each of which may be a question: cut at numbers, lines, sentence ends and joins of questions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.normalising import words
from knowledge.questions.interrogatives import asks, word_set
from knowledge.questions.joins import joins_questions

ITEM_WORDS = 20  # of a numbered item that asks without a question word: "1. date of the pact"
LONGEST_TO_CUT = 500  # signs of a sentence in which a second question is looked for

QUESTION_MARKS = "?？؟"
ENDS = QUESTION_MARKS + "!.…।॥;\n"
NUMBER = re.compile(r"(?<!\S)\(?(\d{1,2})(?:\)|\.(?!\d)|\ufe0f?\u20e3)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a text, and whether it asks."""

    text: str
    asks: bool


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a text in order."""
    before, *items = _items(text)
    head = list(_of(before))
    yield from head
    offers = any(clause.asks for clause in head)  # "which is true? 1. it is signed 2. it is not"
    for item in items:
        yield from _of(item) if offers else _of_item(item)


def _of_item(item: str) -> list[Clause]:
    """Return the clauses of a numbered item; a short one asks without a question word."""
    found = list(_of(item))
    return found if any(clause.asks for clause in found) else [Clause(item, len(words(item)) <= ITEM_WORDS)]


def _of(text: str) -> Iterator[Clause]:
    for sentence in _sentences(text):
        *first, last = _questions_joined(sentence)
        yield from (Clause(question, asks=True) for question in first)
        yield Clause(last, asks(words(last)) or (_is_marked(last) and not _is_appended(words(last))))


def _is_marked(sentence: str) -> bool:
    return any(mark in _end_of(sentence) for mark in QUESTION_MARKS)


def _is_appended(said: Sequence[str]) -> bool:
    """Tell whether words only add to what was said before: "in Kazan?", "for students?"."""
    return any(word in word_set("prepositions") for word in said[:1])


def _items(text: str) -> list[str]:
    """Return what stands before the first number, and the items numbered 1, 2, ..."""
    numbers: list[re.Match[str]] = []
    for found in NUMBER.finditer(text):
        numbers += [found] if int(found[1]) == len(numbers) + 1 else []
    if len(numbers) < 2:
        return [text]
    ends = [*(number.start() for number in numbers[1:]), len(text)]
    return [text[: numbers[0].start()], *(text[one.end() : end] for one, end in zip(numbers, ends, strict=True))]


def _sentences(text: str) -> list[str]:
    """Return the sentences; a line that goes on with the one before it, and does not ask, is none of its own."""
    found: list[str] = []
    for sentence in _sentence().findall(text):
        if found and _breaks_off(found[-1]) and not asks(words(sentence)):
            found[-1] += sentence
        else:
            found.append(sentence)
    return found


def _breaks_off(sentence: str) -> bool:
    """Tell whether a sentence ends at the end of a line only, by nothing else."""
    return _end_of(sentence).strip(" ") == "\n"


def _end_of(sentence: str) -> str:
    return sentence[len(sentence.rstrip(ENDS + " ")) :]


def _questions_joined(sentence: str) -> Iterator[str]:
    """Yield the questions that one sentence joins, or the sentence if it does not."""
    start = 0
    for join in _join().finditer(sentence) if len(sentence) <= LONGEST_TO_CUT else ():
        before, after = words(sentence[start : join.start()]), words(sentence[join.end() :])
        if joins_questions(before, join[0].strip(", ") or ",", after):
            yield sentence[start : join.start()]
            start = join.end()
    yield sentence[start:]


@cache
def _sentence() -> re.Pattern[str]:
    """Return what a sentence looks like; full stops of addresses, numbers and shortened words do not end it."""
    shortened = "|".join(map(re.escape, word_set("shortened")))
    inside = rf"https?://\S+|(?<!\w)(?:{shortened}|\w|\d\d)\.|\.(?=\w)|[^{re.escape(ENDS)}]"
    return re.compile(rf"(?:{inside})+[{re.escape(ENDS)} ]*", re.IGNORECASE)


@cache
def _join() -> re.Pattern[str]:
    joins = "|".join(map(re.escape, word_set("joins")))
    return re.compile(rf",?\s+(?:{joins}|&)(?=\s)|,", re.IGNORECASE)
