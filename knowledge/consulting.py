"""text -> what to do about it: the decision on the whole, or one on each of the questions that it asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.deciding import OF_A_STORY, SHIPPED, Abstain, Answer, Clarify, Decision, Reason, ask_back, decide
from knowledge.matching.matches import Matches
from knowledge.normalising import words
from knowledge.questions.interrogatives import asks_somewhere
from knowledge.questions.pieces import pieces
from knowledge.questions.splitting import Part, question_within, questions_in

MOST_WORDS = 25  # in which a question stands; a longer text is a page that holds one
MOST_RAMBLING = 100  # words of a message that somebody types or dictates; a longer one was pasted
MOST_ANSWERED = 3  # questions of one message, which the reply says in words; more answers are not read
FOREMOST_FIRST = (Answer, Clarify, Abstain)


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several questions in a person's own words, what it may mean, and what to do about it."""

    text: str
    matches: Matches
    decision: Decision


@dataclass(frozen=True, slots=True)
class Several:
    """Several questions are asked: what to do about the first ones, and how many more there are."""

    questions: tuple[Asked, ...]
    left_out: int


Outcome = Decision | Several
Lookup = Callable[[str], Matches]  # `Knowledge.match`


def consult(text: str, look_up: Lookup) -> tuple[Matches, Outcome]:
    """Return what a text may mean as a whole, and what to do about it, or about each of the questions in it."""
    matches = look_up(text)
    is_story = len(words(text)) > MOST_WORDS
    whole = decide(matches, OF_A_STORY if is_story else SHIPPED)
    parts = questions_in(text)
    if len(parts) == 1 and is_story and not isinstance(whole, Answer):
        return _consult_within(text, look_up, matches, whole)
    if len(parts) == 1 or _is_known_by_heart(text, whole) or _is_not_ours(whole):
        return matches, whole
    asked = [_ask(part, look_up) for part in parts[:MOST_ANSWERED]]
    return matches, _weigh(whole, Several(tuple(_settled(asked)), len(parts[MOST_ANSWERED:])))


def foremost(matches: Matches, outcome: Outcome) -> Asked:
    """Return the question that stands for all: of several the first that is answered, else the first unclear one."""
    whole = outcome.questions if isinstance(outcome, Several) else (Asked(matches.question, matches, outcome),)
    return min(whole, key=lambda asked: FOREMOST_FIRST.index(type(asked.decision)))


def _consult_within(text: str, look_up: Lookup, matches: Matches, whole: Decision) -> tuple[Matches, Outcome]:
    """Return what the question in a story or page means, if that tells more than the whole does."""
    found = _consult_on_the_question(text, look_up)
    if found and (isinstance(whole, Abstain) or isinstance(found[1], Answer)):
        return found
    if isinstance(whole, Abstain):
        return _consult_on_pieces(text, look_up) or (matches, whole)
    return matches, whole


def _consult_on_the_question(text: str, look_up: Lookup) -> tuple[Matches, Outcome] | None:
    """Return what the one question in a pasted page means, which drowns in the page; None if that finds nothing."""
    question = question_within(text)
    matches = look_up(question) if question else None
    found = decide(matches, OF_A_STORY) if matches else None
    return (matches, found) if matches and found and not isinstance(found, Abstain) else None


def _consult_on_pieces(text: str, look_up: Lookup) -> tuple[Matches, Clarify] | None:
    """Return what to ask back about the likeliest piece of a text that rambles; None if none is, or if it is a page."""
    if len(words(text)) > MOST_RAMBLING:
        return None
    found = [look_up(piece) for piece in pieces(text) if asks_somewhere(words(piece))]
    unclear = [(matches, back) for matches in found if (back := ask_back(matches))]
    return max(unclear, key=lambda one: one[0].ranked[0].confidence, default=None)


def _is_known_by_heart(text: str, whole: Decision) -> bool:
    """Tell whether a curator wrote down just these sentences as one question."""
    return isinstance(whole, Answer) and words(whole.match.phrasing) == words(text)


def _is_not_ours(whole: Decision) -> bool:
    """Tell whether a curator said that just this is not to be answered."""
    return isinstance(whole, Abstain) and whole.reason is Reason.NOT_OURS


def _ask(part: Part, look_up: Lookup) -> Asked:
    matches = look_up(part.in_full)
    return Asked(part.text, matches, decide(matches))


def _settled(questions: Sequence[Asked]) -> Iterator[Asked]:
    """Yield the questions without small talk; what one of them answers is no choice for another."""
    given = _answers(questions)
    for asked in questions:
        match asked.decision:
            case Clarify(choices):
                left = tuple(choice for choice in choices if choice.entry.id not in given)
                if left:
                    yield replace(asked, decision=Clarify(left))
            case Abstain(Reason.NOT_A_QUESTION | Reason.THANKS):
                continue
            case _:
                yield asked


def _weigh(whole: Decision, several: Several) -> Outcome:
    """Return the decision on the whole where the questions one by one say no more than that."""
    answers = _answers(several.questions)
    if not answers:
        is_unclear = any(isinstance(asked.decision, Clarify) for asked in several.questions)
        return several if is_unclear and isinstance(whole, Abstain) else whole
    all_answered = all(isinstance(asked.decision, Answer) for asked in several.questions)
    says_one_thing = len(answers) == 1 and all_answered and not several.left_out
    return several.questions[0].decision if says_one_thing else several


def _answers(questions: Sequence[Asked]) -> set[str]:
    return {asked.decision.match.entry.id for asked in questions if isinstance(asked.decision, Answer)}
