"""text -> the questions that it asks, since people put several into one message.

A text is cut only where both sides ask something of their own. What is left over, a greeting, a sentence of context,
"and why?", stays with the question that it belongs to, or is no question at all.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from knowledge.normalising import words
from knowledge.questions.clauses import clauses
from knowledge.questions.interrogatives import is_worth_asking, leans, subject, word_set


@dataclass(frozen=True, slots=True)
class Part:
    """A question in a person's own words, and what it is about where words before it say that."""

    text: str
    about: str = ""

    @property
    def in_full(self) -> str:
        """The question as it is to be looked up."""
        return f"{self.about} {self.text}".strip()


def questions_in(text: str) -> tuple[Part, ...]:
    """Return the questions that a text asks, in order; the whole text as one where it does not clearly ask several."""
    found = _parts(text)
    return tuple(found) if len(found) > 1 else (Part(text),)


def question_within(text: str) -> str:
    """Return the one question that a text asks, without what stands around it; "" where it asks none, or several."""
    found = _parts(text)
    return found[0].text if len(found) == 1 else ""


def _parts(text: str) -> list[Part]:
    """Return what can be asked; "why not?" goes to the question before it, "is it?" takes over what that was about.

    A statement belongs to the question after it if it opens the text: with it, questions of two sentences found the
    right entry twice as often as without, on public sets of real questions.
    """
    found: list[Part] = []
    opening = ""
    for clause in clauses(text):
        said = words(clause.text)
        if clause.asks and is_worth_asking(said):
            about = opening if not found else _subject(found[-1]) if leans(said) else ""
            found.append(Part(_bare(clause.text), about))
        elif clause.asks and found:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {_bare(clause.text)}")
        elif not found and subject(said):
            opening = _bare(clause.text)
    return found


def _subject(part: Part) -> str:
    return " ".join(subject(words(part.in_full)))


def _bare(clause: str) -> str:
    """Return a clause without what only ties it to the one before: bullets, commas, "and"."""
    return _tie().sub("", clause).strip(" \n\t.,;।")


@cache
def _tie() -> re.Pattern[str]:
    joins = "|".join(map(re.escape, word_set("joins")))
    return re.compile(rf"^(?:[\s,;.\-–—•*]+|(?:{joins}|&)(?=[\s,]))+", re.IGNORECASE)
