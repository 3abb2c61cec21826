"""Small packs made in a test: as values for the engine, and as files for the loader."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from textwrap import dedent
from typing import Any

import yaml

from knowledge import Entry
from knowledge.packs.loading import BASE
from knowledge.values import Pack
from knowledge.vectors.embedding import Embedding
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import Wording, read_wording
from knowledge.yaml_files import read_yaml

HEADER = """\
pack: {id: town, title: Town}
topics:
  - {id: visiting, title: Visiting}
sources:
  - {id: board, title: Notice board, kind: primary}
"""
POOL = """\
entries:
  - id: pool-hours
    topic: visiting
    question: When is the pool open?
    answer: From ten to six.
    sources: [board]
    as_of: 2025-12-02
"""
GOOD = HEADER + POOL

WAYS_TO_ASK = 6  # in each language, of each entry, that the brief pack keeps


def entry(id_: str, question: str, *phrasings: str, **more: Any) -> Entry:
    """Return an English entry with an answer of its own."""
    given = {"question": question, "phrasings": {"en": phrasings}, "answer": f"The answer of {id_}.", **more}
    return Entry.model_validate({"id": id_, **given})


def pack(*entries: Entry, synonyms: tuple[tuple[str, ...], ...] = ()) -> Pack:
    """Return a pack of these entries."""
    return Pack(id="small", title={"en": "Small"}, entries=entries, synonyms=synonyms)


def reading(text: str, *synonyms: tuple[str, ...]) -> Wording:
    """Return what the engine reads in a text, with these groups of synonyms."""
    return read_wording(text, Synonyms(synonyms))


def write(folder: Path, content: str, name: str = "pack.yaml") -> Path:
    """Write a file of a pack, and return its folder."""
    (folder / name).write_text(dedent(content), encoding="utf-8")
    return folder


@cache
def brief_pack() -> Path:
    """Return the folder of the base pack with the first few ways to ask alone: on it a bot starts and learns quickly.

    It is for what is about anything but which question finds which entry.
    """
    folder = _folder("brief-pack-")
    for file in BASE.glob("*.yaml"):
        content = read_yaml(file).data
        for one in content.get("entries", []):
            one["phrasings"] = {language: texts[:WAYS_TO_ASK] for language, texts in one["phrasings"].items()}
        write(folder, yaml.safe_dump(content, allow_unicode=True), file.name)
    return folder


@cache
def remembering() -> Embedding:
    """Return the shipped encoder with a memory on disk, as a bot has it: what one test embedded the next one has."""
    return Embedding(remembered=_folder("embeddings-") / "embeddings.sqlite3")


def _folder(prefix: str) -> Path:
    """Make a folder that lasts until the tests are done."""
    folder = Path(mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder)
    return folder
