"""What is known of the languages themselves: question words, stances, particulars, function words, small talk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.normalising import words
from knowledge.values import Slot
from knowledge.words.phrasebook import Phrasebook
from knowledge.yaml_files import read_yaml

LEXICON = Path(__file__).with_name("lexicon.yaml")
COUNTRIES = Path(__file__).with_name("countries.yaml")
# "Who knows" and "who said that" ask for no slot, "close the deal" closes nothing, "number of" and "I live in" narrow
# nothing.
SOUNDS_SO = frozenset({"nothing", "speaker", "concluded", "harmless", "asker"})
NARROWING = ("particulars", "places", "goods", "seats")

LONG = 5  # letters: shorter words that differ by one are too often others, as "name" and "game"

ByLanguage = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Wordings by meaning, and sets of words. The lexicon's file says what each part is for."""

    slots: Phrasebook[Slot | None]
    stances: Phrasebook[str | None]
    particulars: Phrasebook[str | None]
    homes: Phrasebook[str | None]
    particular_words: frozenset[str]  # those of one word, as far as written, by which a misspelt one is known
    whether: frozenset[str]
    asks_after: frozenset[str]
    function_words: Mapping[str, frozenset[str]]
    also_english: frozenset[str]
    everyday: frozenset[str]  # taken for no misspelt words
    light_words: frozenset[str]
    figures: Mapping[str, str]  # number words, and the figures that stand for the same
    thanks: frozenset[str]
    small_talk: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships with the engine."""
    data = read_yaml(LEXICON).data
    narrowing = {"countries": read_yaml(COUNTRIES).data, **{part: data[part] for part in NARROWING}}
    return Lexicon(
        slots=Phrasebook((wording, Slot(name) if name else None) for wording, name in _named(data["slots"])),
        stances=Phrasebook(_named(data["stances"])),
        particulars=Phrasebook(_named(narrowing | {"harmless": data["harmless"]})),
        homes=Phrasebook(_named(data["homes"])),
        particular_words=frozenset(
            word for part in narrowing.values() for word in _word_set(part) if len(word) >= LONG and " " not in word
        ),
        whether=_word_set(data["whether"]),
        asks_after=_word_set(data["asks_after"]),
        function_words={language: _word_set({language: some}) for language, some in data["function_words"].items()},
        also_english=frozenset(data["also_english"]),
        everyday=_word_set(data["everyday"]),
        light_words=_word_set(data["light_words"]),
        figures={word: figure for figure, some in data["numbers"].items() for word in _word_set({"": some})},
        thanks=_word_set(data["thanks"]),
        small_talk=_word_set(data["small_talk"]),
    )


def _named(by_name: Mapping[str, ByLanguage]) -> Iterator[tuple[str, str | None]]:
    """Yield wordings with their names; without one those that are there to keep others from being found in them."""
    for name, by_language in by_name.items():
        yield from ((wording, None if name in SOUNDS_SO else name) for wording in _wordings(by_language))


def _wordings(by_language: ByLanguage) -> Iterator[str]:
    return (wording for wordings in by_language.values() for wording in wordings)


def _word_set(by_language: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(" ".join(words(str(wording))) for wording in _wordings(by_language))
