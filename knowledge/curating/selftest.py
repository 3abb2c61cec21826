"""(knowledge, negatives) -> which of the questions that curators wrote down are answered wrongly."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.consulting import Asked, Outcome, Several, consult
from knowledge.deciding import Abstain, Answer, Clarify
from knowledge.library import Knowledge
from knowledge.normalising import words
from knowledge.values import Entry


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that is not answered as it should be."""

    question: str
    expected: Entry | None  # None where it is not to be answered
    given: Entry | None  # the answer, or what is offered first; None where there is no answer
    is_offered: bool = False  # the person is asked whether it is this one


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How many questions were asked, and those that failed."""

    asked: int
    failures: tuple[Failure, ...]


def self_test(knowledge: Knowledge, negatives: Sequence[str] = (), of: Collection[str] | None = None) -> SelfTest:
    """Ask what a member would ask: every stored wording of the own entries, or of those with an id in `of`.

    A wording must lead to its entry, or to the one that took its place, and a negative to none; but a negative that an
    entry has as a wording is that wording.
    """
    expected = list(_expected(knowledge, negatives, of))
    failures = (_failure(knowledge, question, entry) for question, entry in expected)
    return SelfTest(len(expected), tuple(failure for failure in failures if failure))


def breaks(before: SelfTest, after: SelfTest) -> tuple[Failure, ...]:
    """Return what fails after and did not before; the entries themselves may have been edited in between."""
    known = {_key(failure) for failure in before.failures}
    return tuple(failure for failure in after.failures if _key(failure) not in known)


def _key(failure: Failure) -> tuple[tuple[str, ...], str | None]:
    return words(failure.question), failure.expected.id if failure.expected else None


def _expected(
    knowledge: Knowledge, negatives: Sequence[str], of: Collection[str] | None
) -> Iterator[tuple[str, Entry | None]]:
    """Yield each question with the entry that is to answer it."""
    own = [entry for entry in knowledge.pack.entries if (knowledge.is_own(entry) if of is None else entry.id in of)]
    for entry in own:
        yield from ((text, knowledge.entry(entry.id)) for _, text in entry.all_phrasings())
    written = {words(text) for entry in knowledge.pack.entries for _, text in entry.all_phrasings()}
    yield from ((text, None) for text in negatives if words(text) not in written)


def _failure(knowledge: Knowledge, question: str, expected: Entry | None) -> Failure | None:
    _, outcome = consult(question, knowledge.match)
    given, is_offered = _given(outcome)
    is_right = given == expected and not is_offered
    return None if is_right else Failure(question, expected, given, is_offered)


def _given(outcome: Outcome) -> tuple[Entry | None, bool]:
    """Return the entry that comes first in the reply, and whether it is only offered."""
    match outcome:
        case Answer(found):
            return found.entry, False
        case Clarify(choices):
            return choices[0].entry, True
        case Several(questions):
            return _first_given(questions)
        case Abstain():
            return None, False


def _first_given(questions: Sequence[Asked]) -> tuple[Entry | None, bool]:
    given = (_given(asked.decision) for asked in questions)
    return next((one for one in given if one[0]), (None, False))
