"""A folder of evaluation sets -> packs, questions, and the predictions that others published for them."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import AskedQuestion, read_questions
from knowledge.packs.loading import load_pack
from knowledge.values import Entry, Pack

OUT_OF_SCOPE = "NO_NODES_DETECTED"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A pack, questions on it, and by the name of a system what it replied to them elsewhere."""

    name: str
    pack: Pack
    questions: list[AskedQuestion]
    published: Mapping[str, list[Reply]] = field(default_factory=dict)


def read_sets(folder: Path) -> list[EvaluationSet]:
    """Read every set in a folder of sets, by name. Raises PackError where a pack or its questions cannot be read.

    Tables of predictions are taken to be as they were published.
    """
    return [read for path in sorted(folder.glob("*/")) for read in _read_set(path)]


def _read_set(path: Path) -> Iterator[EvaluationSet]:
    if _has(path, "kb.jsonl", "queries.jsonl"):
        yield EvaluationSet(path.name, load_pack(path / "kb.jsonl").pack, read_questions(path / "queries.jsonl"))
    if _has(path, "train.csv", "test.csv"):
        questions = [_asked(row) for row in _rows(path / "test.csv")]
        yield EvaluationSet(path.name, _pack(_rows(path / "train.csv")), questions, _published(path))


def _has(path: Path, *names: str) -> bool:
    return all((path / name).is_file() for name in names)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _pack(rows: list[Row]) -> Pack:
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row["label"]].append(row["sentence"])
    return Pack(id="train", title={"en": "Train"}, entries=tuple(_entry(id_, *asked) for id_, asked in texts.items()))


def _entry(id_: str, question: str, *phrasings: str) -> Entry:
    return Entry(id=id_, question={"en": question}, phrasings={"en": phrasings}, answer={"en": id_})


def _asked(row: Row) -> AskedQuestion:
    return AskedQuestion(row["sentence"], frozenset({row["label"]} - {OUT_OF_SCOPE}))


def _published(path: Path) -> dict[str, list[Reply]]:
    """Read the files NAME_SET.csv, each the predictions of one system."""
    return {
        f"{file.stem.partition('_')[0]} (published)": [_reply(row) for row in _rows(file)]
        for file in sorted(path.glob("*_*.csv"))
    }


def _reply(row: Row) -> Reply:
    predicted = row["predicted_node"]
    entry = None if predicted == OUT_OF_SCOPE else predicted
    return Reply(_asked(row), "answer" if entry else "abstain", entry, float(row["predicted_node_score"]))
