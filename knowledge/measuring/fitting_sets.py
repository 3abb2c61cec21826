"""A pack and questions with known answers -> examples to fit to, from the pack itself and from small ones cut of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from knowledge.matching.index import Index
from knowledge.matching.weights import BOTH_UNFITTED
from knowledge.measuring.fitting import Example
from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.values import Entry, Pack
from knowledge.vectors.embedding import Embedding

MOST_QUESTIONS = 1_200  # of a set, drawn by chance; more of them do not move the weights
TIMES = 5  # that a set counts beside each small pack cut of it: those of one set together count like another set
# Groups begin with a few entries of a few phrasings, which no set has: share of the entries kept, phrasings of each.
CUTS = ((1.0, 3), (1.0, 8), (0.5, 5), (0.5, 50), (0.3, 4))
FIRST = 50  # phrasings of a language, of which those of small packs are drawn: the plain ones, which authors think of
MANY_PHRASINGS = 30  # an entry on average: a pack of so many can be cut, and tells how it is to have fewer


@dataclass(frozen=True, slots=True)
class FittingSet:
    """A pack and the questions that were asked of it."""

    name: str
    pack: Pack
    questions: Sequence[AskedQuestion]


def examples(some: FittingSet, embedding: Embedding) -> list[list[Example]]:
    """Return lists of examples, each to count the same: those of the set, and of the packs cut of it."""
    own = _examples(some.pack, _drawn(some.questions), embedding)
    return [own] * TIMES + [_examples(pack, questions, embedding) for pack, questions in _cuts(some)]


def _examples(pack: Pack, questions: Sequence[AskedQuestion], embedding: Embedding) -> list[Example]:
    """Return what the index makes of the questions that it judges the way that is fitted: by meaning, or by words."""
    index = Index(pack, embedding, weights=BOTH_UNFITTED)
    found = []
    for asked in questions:
        entries, candidates, by_meaning = index.candidates(asked.text)
        if by_meaning == (embedding.encoder is not None):
            right = next((at for at, entry in enumerate(entries) if entry.id in asked.entries), None)
            found.append(Example(candidates, right, asked.is_in_scope))
    return found


def _cuts(some: FittingSet) -> Iterator[tuple[Pack, list[AskedQuestion]]]:
    phrasings = sum(len(list(entry.all_phrasings())) for entry in some.pack.entries)
    if phrasings < MANY_PHRASINGS * len(some.pack.entries):
        return
    for number, (share, each) in enumerate(CUTS):
        chance = Random(number)  # noqa: S311 -- hides nothing
        kept = chance.sample(some.pack.entries, round(share * len(some.pack.entries)))
        pack = some.pack.model_copy(update={"entries": tuple(_with_fewer(entry, each, chance) for entry in kept)})
        yield pack, _of_those(kept, some.questions, chance)


def _with_fewer(entry: Entry, each: int, chance: Random) -> Entry:
    """Return the entry with so many of its first phrasings in each language, its question among them or not."""
    by_language: dict[str, list[str]] = {}
    for language, text in entry.all_phrasings():
        by_language.setdefault(language, []).append(text)
    first = {language: texts[:FIRST] for language, texts in by_language.items()}
    drawn = {language: chance.sample(texts, min(each, len(texts))) for language, texts in first.items()}
    question = {language: texts[0] for language, texts in drawn.items()}
    return entry.model_copy(
        update={"question": question, "phrasings": {language: tuple(texts[1:]) for language, texts in drawn.items()}}
    )


def _of_those(kept: Sequence[Entry], questions: Sequence[AskedQuestion], chance: Random) -> list[AskedQuestion]:
    """Return the questions that these entries answer, and as many of the others: half of a cut pack is out of scope."""
    ids = {entry.id for entry in kept}
    inside = [asked for asked in questions if asked.entries & ids]
    outside = [AskedQuestion(asked.text, frozenset()) for asked in questions if not asked.entries & ids]
    return inside + chance.sample(outside, min(len(inside), len(outside)))


def _drawn(questions: Sequence[AskedQuestion]) -> list[AskedQuestion]:
    return Random(0).sample(questions, min(MOST_QUESTIONS, len(questions)))  # noqa: S311 -- hides nothing
