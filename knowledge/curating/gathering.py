"""Questions that found no answer -> each once, with all the words in which it was asked, most asked first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from knowledge.curating.sameness import ask_the_same
from knowledge.deciding import Answer, decide
from knowledge.library import Knowledge
from knowledge.matching.matches import Match, Matches
from knowledge.matching.negatives import UNDETERMINED
from knowledge.normalising import words
from knowledge.values import Entry, Pack, SynonymGroups
from knowledge.vectors.embedding import WORDS_ALONE
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import Wording, read_wording

Group = tuple["Missed", ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A text to which the bot had no answer, how often it came, and when last."""

    id: int
    text: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Gathered:
    """A question in its most asked wording, how often it was asked in any, and what was counted, most asked first."""

    text: str
    count: int
    of: Group


def gather(missed: Sequence[Missed], synonyms: SynonymGroups = ()) -> list[Gathered]:
    """Return the questions, most asked first, then latest first; those that might differ are not counted together.

    `synonyms` are groups of words that mean the same, such as those of the pack that had no answer.
    """
    groups = _same_questions(_same_words(missed), synonyms)
    found = [Gathered(group[0].text, sum(one.count for one in group), group) for group in groups]
    return sorted(found, key=lambda one: (one.count, max(each.last for each in one.of)), reverse=True)


def _same_words(missed: Sequence[Missed]) -> list[Group]:
    """Return the texts of the same words together, most asked first."""
    found: defaultdict[tuple[str, ...], list[Missed]] = defaultdict(list)
    for one in sorted(missed, key=lambda one: (-one.count, one.id)):
        found[words(one.text) or (one.text,)].append(one)
    return _most_asked_first(tuple(group) for group in found.values())


def _most_asked_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: sum(one.count for one in group), reverse=True)


def _same_questions(groups: list[Group], synonyms: SynonymGroups) -> list[Group]:
    """Return the groups with those together that ask the same; each is taken to those that are asked more often."""
    leaders, followers = _parted(groups, synonyms)
    if not followers:
        return leaders
    asking = _Asking(leaders, synonyms)
    led: defaultdict[int, list[Group]] = defaultdict(list)
    left: list[Group] = []
    for group in followers:
        at = asking.answered_by(group)
        (left if at is None else led[at]).append(group)
    joined = [sum(led[at], leader) for at, leader in enumerate(leaders)]
    return joined + _same_questions(left, synonyms)


def _parted(groups: list[Group], synonyms: SynonymGroups) -> tuple[list[Group], list[Group]]:
    """Return those that stand for themselves, and those that may ask the same as one of them."""
    asking = _Asking(groups, synonyms)
    leaders: dict[int, Group] = {}
    for at, group in enumerate(groups):
        if not asking.asks_the_same(group, among=leaders.keys()):
            leaders[at] = group
    return list(leaders.values()), [group for at, group in enumerate(groups) if at not in leaders]


class _Asking:
    """Groups as entries that can be asked, by words alone: to an encoder other names and days mean nearly the same."""

    def __init__(self, groups: Sequence[Group], synonyms: SynonymGroups) -> None:
        self._synonyms = Synonyms(synonyms)
        self._wordings = [self._read(group) for group in groups]
        entries = tuple(_entry(at, group) for at, group in enumerate(groups))
        title = {UNDETERMINED: "gathered"}
        pack = Pack(id="gathered", title=title, synonyms=tuple(synonyms), entries=entries)
        self._knowledge = Knowledge(pack, WORDS_ALONE)

    def asks_the_same(self, group: Group, among: Set[int]) -> bool:
        """Tell whether a question asks the same as one of these groups that is near to it."""
        ranked = self._knowledge.match(group[0].text, knows_by_heart=False).ranked
        near = among & {int(match.entry.id) for match in ranked}
        return any(ask_the_same(self._read(group), self._wordings[at]) for at in near)

    def answered_by(self, group: Group) -> int | None:
        """Return which group a question is decided to mean; None where it is none, or in doubt."""
        for match in _meant(self._knowledge.match(group[0].text)):
            at = int(match.entry.id)
            if ask_the_same(self._read(group), self._wordings[at]):
                return at
        return None

    def _read(self, group: Group) -> Wording:
        return read_wording(group[0].text, self._synonyms)


def _meant(matches: Matches) -> tuple[Match, ...]:
    """Return the match that is the answer, or of the very same terms, as synonyms are that share no letter; or none."""
    match decide(matches):
        case Answer(found):
            return (found,)
    return tuple(match for match in matches.ranked[:1] if match.signals.says_the_same)


def _entry(at: int, group: Group) -> Entry:
    """Return a question as an entry that is known by nothing else: neither its id nor its answer says anything."""
    text = group[0].text.strip() or "?"  # an entry has a question, be there a word in it or none
    return Entry(id=str(at), question={UNDETERMINED: text}, answer={UNDETERMINED: str(at)})
