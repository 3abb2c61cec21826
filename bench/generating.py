"""Texts and a seed -> a pack of any size, and questions on it as people type them."""

from collections.abc import Sequence
from random import Random

from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.values import Entry, Pack

PHRASINGS_AN_ENTRY = 20
TEXTS_AN_ENTRY = 4  # whose halves are recombined: phrasings of an entry share words, as real ones do
SHORTEST, LONGEST = 4, 20  # words of a text that is recombined
NAMED = 0.5  # share of entries about a name of their own: a larger pack has more words, not only more of the same
SAYS_THE_NAME = 0.8
UNRELATED = 0.2  # share of questions that no entry answers
HELD_OUT = 10  # every tenth text goes into no phrasing: it is an unrelated question
DROPS_A_WORD = 0.5
MOST_TYPOS = 2

SYLLABLES = ("ba", "de", "fi", "go", "ka", "lu", "mi", "no", "pra", "ri", "sha", "ta", "ve", "zo", "chi", "dar", "len")
COMMON_WORDS = """
    the to i my is a how do you what can for of in it me on card when not have are with order account from need be get
    why where change money there who will much bank time pay has does if app new payment this your about use please and
    want transfer number know long find help call tell open any did was up work should many make day cost or at take
    product delivery send back phone buy set out received price address by far still after show due which travel going
    ticket visa book weather food city team rate office close late return refund meeting sign form
"""
FEWEST_TEXTS = 1000  # of which hundreds of entries still differ
MADE_UP_WORDS = 3000  # beside those, where there are no texts to take words from
TEXTS = 4000


def seeded(seed: int = 0) -> Random:
    """Return chance that falls the same way in every run."""
    return Random(seed)  # noqa: S311 - nothing here is to be kept secret


def material(texts: Sequence[str]) -> list[str]:
    """Return what packs can be made from: those of the texts that fit, each once, or made-up ones for too few."""
    split = (text.split() for text in texts)
    fit = list(dict.fromkeys(" ".join(words) for words in split if SHORTEST <= len(words) <= LONGEST))
    return fit if len(fit) >= FEWEST_TEXTS else made_up_texts(seeded())


def made_up_texts(random: Random) -> list[str]:
    """Return texts of common and made-up words, which are the rarer the later they stand, as in any language."""
    known = [*COMMON_WORDS.split(), *(_name(random) for _ in range(MADE_UP_WORDS))]
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    lengths = (random.randint(SHORTEST, LONGEST // 2) for _ in range(TEXTS))
    return [" ".join(random.choices(known, weights, k=length)) for length in lengths]


class Generated:
    """A pack of so many phrasings, and any number of questions on it."""

    def __init__(self, texts: Sequence[str], phrasings: int, random: Random) -> None:
        self._random = random
        self._held_out = texts[::HELD_OUT]
        self._texts = [text for at, text in enumerate(texts) if at % HELD_OUT]
        sizes = [PHRASINGS_AN_ENTRY] * (phrasings // PHRASINGS_AN_ENTRY) + [phrasings % PHRASINGS_AN_ENTRY]
        entries = (self._entry(f"entry-{number}", size) for number, size in enumerate(sizes) if size)
        self.pack = Pack(id="generated", title={"en": "Generated"}, entries=tuple(entries))

    def questions(self, count: int) -> list[AskedQuestion]:
        """Return questions: phrasings with typing mistakes and dropped words, and some that no entry answers."""
        return [self._unrelated() if self._random.random() < UNRELATED else self._related() for _ in range(count)]

    def _entry(self, id_: str, phrasings: int) -> Entry:
        theme = self._random.sample(self._texts, TEXTS_AN_ENTRY)
        name = _name(self._random) if self._random.random() < NAMED else ""
        first, *others = (self._phrasing(theme, name) for _ in range(phrasings))
        return Entry(id=id_, question={"en": first}, phrasings={"en": tuple(others)}, answer={"en": id_})

    def _phrasing(self, theme: Sequence[str], name: str) -> str:
        begun, ended = (text.split() for text in self._random.sample(theme, 2))
        words = begun[: self._cut(begun)] + ended[self._cut(ended) :]
        if name and self._random.random() < SAYS_THE_NAME:
            words.insert(self._random.randint(0, len(words)), name)
        return " ".join(words)

    def _cut(self, words: Sequence[str]) -> int:
        return self._random.randint(1, len(words) - 1)

    def _unrelated(self) -> AskedQuestion:
        return AskedQuestion(self._random.choice(self._held_out), frozenset())

    def _related(self) -> AskedQuestion:
        entry = self._random.choice(self.pack.entries)
        _, text = self._random.choice(entry.all_phrasings())
        return AskedQuestion(corrupted(text, self._random), frozenset({entry.id}))


def corrupted(text: str, random: Random) -> str:
    """Return the text with one or two letters mistyped, and at times a word left out."""
    words = text.split()
    if len(words) >= SHORTEST and random.random() < DROPS_A_WORD:
        del words[random.randrange(len(words))]
    for _ in range(random.randint(1, MOST_TYPOS)):
        at = random.randrange(len(words))
        words[at] = _mistyped(words[at], random)
    return " ".join(words)


def _mistyped(word: str, random: Random) -> str:
    """Swap two letters, or leave one out, or double one."""
    at = random.randrange(len(word))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return random.choice((before + after[:1] + letter + after[1:], before + after or word, before + letter + word[at:]))


def _name(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4)))
