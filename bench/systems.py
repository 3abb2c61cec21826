"""The table of systems compared -> those that can be built here, and why the others cannot."""

from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

from bench.peer import Builder, MissingError
from knowledge.values import Entry, Pack


class System(NamedTuple):
    """A system by its short name, how tables call it, and the module and the name of what builds it."""

    name: str
    label: str
    module: str
    builder: str


OURS = System("pramana", "Pramana", "ours", "Pramana")
SYSTEMS = (
    OURS,
    System("words-alone", "Pramana, words alone", "ours", "without_encoder"),
    System("wratio", "rapidfuzz WRatio", "likeness", "by_wratio"),
    System("token-set", "rapidfuzz token_set_ratio", "likeness", "by_token_set_ratio"),
    System("fts5", "SQLite FTS5", "fts5", "Fts5"),
    System("bm25s", "bm25s", "bm25", "Bm25"),
    System("tantivy", "tantivy, fuzzy terms", "fuzzy_terms", "FuzzyTerms"),
    System("tfidf", "TF-IDF of characters", "character_grams", "CharacterGrams"),
    System("minilm", "MiniLM nearest phrasing", "sentence_meaning", "SentenceMeaning"),
)
ENTRIES = (Entry(id=name, question={"en": f"when is {name} open"}, answer={"en": name}) for name in ("pool", "gym"))
TRIAL = Pack(id="trial", title={"en": "Trial"}, entries=tuple(ENTRIES))


class Line(NamedTuple):
    """The systems that stand at the start, and a sentence on each that does not."""

    builders: dict[System, Builder]
    left_out: list[str]


def line_up(systems: Iterable[System]) -> Line:
    """Load these systems and try each on a tiny pack, so that what is missing shows before anything is measured."""
    line = Line({}, [])
    for system in systems:
        try:
            line.builders[system] = _tried(system)
        except ModuleNotFoundError as error:
            line.left_out.append(f"{system.label} is left out: {error.name} is not installed")
        except MissingError as error:
            line.left_out.append(f"{system.label} is left out: {error}")
    return line


def _tried(system: System) -> Builder:
    builder: Builder = getattr(import_module(f"bench.peers.{system.module}"), system.builder)
    builder(TRIAL).ask("is the pool open")
    return builder
