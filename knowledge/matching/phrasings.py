"""pack -> all by which its entries can be found: phrasings, read once; and beside them names and answers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from knowledge.matching.signals import STANCE_OF_STATUS
from knowledge.matching.vocabulary import Vocabulary
from knowledge.normalising import words
from knowledge.succession import successors
from knowledge.values import Entry, Pack, Slot
from knowledge.vectors.likeness import Text
from knowledge.words.directions import Direction
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import Wording, read_wording

OF_ANSWER = 0.4  # what a sentence of the answer counts beside a phrasing: it is on the subject, but asks for nothing
SENTENCE_END = re.compile(r"(?<=[.!?।])\s+|\n+")
SHORTEST_SENTENCE = 9  # signs; shorter ones are abbreviations and numbering
LEAST_NAME = 3  # letters; an id of fewer, or of figures, is no name


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrasing as the index holds it: the weight of each term, what it and its entry answer and take for granted."""

    entry: int
    text: str
    words: tuple[str, ...]
    weights: dict[str, float]
    asked: frozenset[Slot]
    answered: frozenset[Slot]
    stances: frozenset[str]

    @property
    def terms(self) -> Set[str]:
        """What it is about, without the weights."""
        return self.weights.keys()


@dataclass(frozen=True, slots=True)
class EntryWordings:
    """An entry with all under which it is asked for, as text and as read."""

    entry: Entry
    texts: Sequence[str]
    wordings: Sequence[Wording]

    @property
    def answers_to(self) -> frozenset[Slot]:
        """What the entry answers: as its author says, else all that its wordings ask for."""
        return frozenset(self.entry.answers_to) or frozenset(slot for one in self.wordings for slot in one.slots)

    @property
    def terms(self) -> frozenset[str]:
        """The terms of all its wordings."""
        return frozenset(term for wording in self.wordings for term in wording.terms)

    @property
    def directions(self) -> Mapping[Direction, int]:
        """The directions that it is asked for in, and how many of its wordings go in each."""
        return Counter(direction for wording in self.wordings for direction in wording.directions)


def read_entries(entries: Iterable[Entry], pack: Pack, synonyms: Synonyms) -> list[EntryWordings]:
    """Return each entry with its own wordings, and those of the entries that it stands for."""
    answering = successors(pack)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in pack.entries:
        found[answering[entry.id].id] += [text for _, text in entry.all_phrasings()]
    return [
        EntryWordings(entry, found[entry.id], [_wording(text, synonyms) for text in found[entry.id]])
        for entry in entries
    ]


# Read once, and not anew for the index that takes in an edit, unless a pack has more phrasings than are remembered.
# Only what a pack says is kept so, and no question.
_wording = lru_cache(maxsize=16_384)(read_wording)


def phrasings_of(number: int, known: EntryWordings, vocabulary: Vocabulary) -> Iterator[Phrasing]:
    """Yield the phrasings of the entry of this number."""
    implied = STANCE_OF_STATUS.get(known.entry.status)
    answers_to = known.answers_to
    for text, wording in zip(known.texts, known.wordings, strict=True):
        asked = wording.slots & (answers_to | {wording.leading_slot}) if known.entry.answers_to else wording.slots
        yield Phrasing(
            entry=number,
            text=text,
            words=wording.words,
            weights={term: vocabulary.weight(term) for term in wording.terms},
            asked=asked,
            answered=asked | answers_to,
            stances=wording.stances | ({implied} if implied else frozenset()),
        )


def further_texts(number: int, entry: Entry) -> Iterator[Text]:
    """Yield what else tells of the entry of this number: its id, which authors choose to say something, its answers."""
    name = " ".join(words(entry.id))
    if sum(sign.isalpha() for sign in name) >= LEAST_NAME:
        yield Text(number, name)
    for answer in entry.answer.values():
        for sentence in SENTENCE_END.split(answer):
            if len(sentence) >= SHORTEST_SENTENCE and answer != entry.id:
                yield Text(number, sentence, OF_ANSWER, is_answer=True)
