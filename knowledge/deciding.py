"""Matches -> Answer | Clarify | Abstain: the only place that compares a number with a threshold."""

from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.matching.matches import Match, Matches
from knowledge.matching.signals import Signals


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The confidences (0 to 1) at which a decision changes, and how many choices a person is offered."""

    answer: float = (
        0.73  # at and above it the best entry is given outright, if its author said what it answers (when, ...)
    )
    # And if not: a question that asks for something else may have gone unseen. Or if it was found by words that the
    # encoder was taught, so with a little of the sense lost.
    answer_undeclared: float = 0.85
    answer_unlike: float = 0.85  # and if no more than a word is shared: "mayor of kazan" is not known of Kazan
    answer_glossed: float = 0.92  # and if it was found word by word in another language, so with half of the sense lost
    covered: float = 0.62  # share of the question's words (by rarity), or else little is known of it
    close: float = 0.70  # likeness from which on they share more than words
    a_word: float = 0.65  # how much the words shared with the phrasing tell, or else they come to no more than one
    told: float = 0.42  # likewise, or else hardly any is shared: "when will it be"
    many_phrasings: int = 20  # ways to ask from which on the words that none of them has tell something
    clarify: float = 0.10  # an entry below it is not worth offering as a choice
    clarify_together: float = 0.25  # jointly the offered ones must come to so much
    clarify_another: float = 0.50  # and if the best answers something else, hardly shares a telling word, or is glossed
    clarify_barely: float = 0.80  # and if an entry of many phrasings knows barely a word: how to store potatoes
    barely: float = 0.28  # share of the question's words, or else barely one is known
    clarify_piece: float = 0.40  # and if it was found in a piece of a text that rambles, which says other things too
    choices: int = 4  # more than four buttons are not read
    nearest: int = 3  # topics named beside "no sourced answer"
    nearest_confidence: float = 0.02  # below it a topic has nothing to do with the question


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_A_QUESTION = "not a question"
    THANKS = "thanks"
    NOTHING_CLOSE = "nothing close"
    NOT_SURE = "close, but not sure"
    NOT_OURS = "not ours"


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry is meant."""

    match: Match


@dataclass(frozen=True, slots=True)
class Clarify:
    """A few entries may be meant; the person is asked which."""

    choices: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Abstain:
    """There is no sourced answer, for this reason; `nearest` are the misses closest to the question, best first."""

    reason: Reason
    nearest: tuple[Match, ...]


Decision = Answer | Clarify | Abstain

SHIPPED = Thresholds()
OF_A_STORY = replace(SHIPPED, answer=SHIPPED.answer_unlike)  # which tells of an entry's subject, and may ask of another


def decide(matches: Matches, thresholds: Thresholds = SHIPPED) -> Decision:
    """Answer when sure, clarify when torn, abstain when lost."""
    if not matches.is_question:
        return Abstain(Reason.THANKS if matches.is_thanks else Reason.NOT_A_QUESTION, ())
    if matches.not_ours and _is_not_ours(matches.not_ours, thresholds):
        return Abstain(Reason.NOT_OURS, ())
    best = matches.best
    if best and _may_be_given(best, thresholds):
        return Answer(best)
    choices = _choices(matches, thresholds)
    if best and sum(match.confidence for match in choices) >= _likely_enough(best, thresholds):
        return Clarify(choices)
    nearest = _nearest(matches, thresholds)
    return Abstain(Reason.NOT_SURE if nearest else Reason.NOTHING_CLOSE, nearest)


def ask_back(matches: Matches, thresholds: Thresholds = SHIPPED) -> Clarify | None:
    """Return what to ask back about a piece of a text, which is never answered outright; None if nothing is likely."""
    decision = decide(matches, thresholds)
    if isinstance(decision, Abstain) or matches.ranked[0].confidence < thresholds.clarify_piece:
        return None
    return Clarify((decision.match,)) if isinstance(decision, Answer) else decision


def is_worth_offering(match: Match, thresholds: Thresholds = SHIPPED) -> bool:
    """Tell whether an entry is likely enough to be offered as one that may be meant."""
    return match.confidence >= thresholds.clarify


def nothing_is_likely(matches: Matches, thresholds: Thresholds = SHIPPED) -> bool:
    """Tell whether no entry is as likely to be meant as not, so that the question may be read another way."""
    return matches.best is None or matches.best.confidence < thresholds.clarify_another


def likelier(one: Matches, other: Matches) -> Matches:
    """Return of two readings of a question the one whose best entry is more probable; the first if both are alike."""
    likelihoods = [matches.best.confidence if matches.best else 0.0 for matches in (one, other)]
    return other if likelihoods[1] > likelihoods[0] else one


def has_found_little(matches: Matches, thresholds: Thresholds = SHIPPED) -> bool:
    """Tell whether nothing is likely, and few words were understood, so that they may be read as those of English."""
    knows_words = matches.best is not None and matches.best.signals.entry_covered >= thresholds.covered
    return nothing_is_likely(matches, thresholds) and not knows_words


def _is_not_ours(negative: Match, thresholds: Thresholds) -> bool:
    """Tell whether a question is the negative, or near it rather than far from all."""
    near = thresholds.clarify_another if negative.signals.is_translated else thresholds.clarify
    return negative.signals.is_verbatim or negative.confidence >= near


def _may_be_given(best: Match, thresholds: Thresholds) -> bool:
    """Tell whether an entry is given outright: never the place to who asks for the time, nor hall 7 for hall 77.

    What a curator wrote down word for word is theirs to judge.
    """
    is_another = best.signals.answers_another and not best.signals.is_verbatim
    return best.confidence >= _sure_enough(best, thresholds) and not is_another and not _lost_the_point(best.signals)


def _lost_the_point(found: Signals) -> bool:
    """Tell whether a question read as English may ask for something else: not so, or for no time and no place."""
    may_differ = found.negation_differs or found.is_bare or found.particular_missed == 1
    return (found.is_translated and may_differ) or (found.is_taught and found.slot_unasked)


def _sure_enough(best: Match, thresholds: Thresholds) -> float:
    """Return the confidence at which this entry is given outright."""
    found = best.signals
    if found.is_glossed:
        return thresholds.answer_glossed
    if found.is_taught or not found.is_declared:
        return thresholds.answer_undeclared
    return thresholds.answer_unlike if _shares_a_word(found, thresholds) else thresholds.answer


def _likely_enough(best: Match, thresholds: Thresholds) -> float:
    """Return what the choices must come to for a person to be asked which is meant."""
    found = best.signals
    if _knows_barely(found, thresholds):
        return thresholds.clarify_barely
    is_another = found.answers_another or found.particular_missed == 1
    takes_more = is_another or found.is_translated or found.telling < thresholds.told
    return thresholds.clarify_another if takes_more else thresholds.clarify_together


def _shares_a_word(found: Signals, thresholds: Thresholds) -> bool:
    """Tell whether an entry of many phrasings shares no more than a word with the question, or none that tells."""
    if found.known_by < thresholds.many_phrasings:
        return False
    knows_little = _knows_less_than(thresholds.covered, found, thresholds) and found.telling < thresholds.a_word
    return knows_little or _knows_barely(found, thresholds) or found.telling < thresholds.told


def _knows_barely(found: Signals, thresholds: Thresholds) -> bool:
    """Tell whether an entry of many phrasings has hardly a word of the question."""
    return found.known_by >= thresholds.many_phrasings and _knows_less_than(thresholds.barely, found, thresholds)


def _knows_less_than(share: float, found: Signals, thresholds: Thresholds) -> bool:
    """Tell whether an entry has less than this share of the question's words, and means nothing like it either."""
    return found.entry_covered < share and found.likeness.closeness < thresholds.close


def _choices(matches: Matches, thresholds: Thresholds) -> tuple[Match, ...]:
    worth_offering = (match for match in matches.ranked if is_worth_offering(match, thresholds))
    return tuple(worth_offering)[: thresholds.choices]


def _nearest(matches: Matches, thresholds: Thresholds) -> tuple[Match, ...]:
    near = (match for match in matches.ranked if match.confidence >= thresholds.nearest_confidence)
    return tuple(near)[: thresholds.nearest]
