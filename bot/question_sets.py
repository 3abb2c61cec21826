"""What `pramana evaluate` is given -> sets: questions, each with the knowledge that is to answer them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

QUESTIONS, KB = "queries.jsonl", "kb.jsonl"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions and the knowledge to ask them of; the path that named them, and as much of it as tells sets apart."""

    name: str
    path: Path
    questions: Path
    knowledge: Path


def question_sets(paths: Sequence[Path], knowledge: Path | None, usual: Path) -> list[QuestionSet]:
    """Return a set for each path: a file of questions, or a folder with queries.jsonl and, as its knowledge, kb.jsonl.

    Where there is no kb.jsonl the questions are asked of `knowledge`, and those of a file without one of the kb.jsonl
    beside it or else of the `usual` pack. Raises UsageError where that leaves a gap.
    """
    own = [path for path in paths if (path / KB).exists()]
    if knowledge and len(own) == len(paths):
        raise click.UsageError(
            f"{own[0] / KB} is the knowledge of this set; leave out --knowledge, or name {own[0] / QUESTIONS}"
        )
    return [
        QuestionSet(name, path, _questions(path), _knowledge(path, knowledge, usual))
        for name, path in zip(_short_names(paths), paths, strict=True)
    ]


def _questions(path: Path) -> Path:
    if path.is_dir() and not (path / QUESTIONS).exists():
        raise click.UsageError(f"{path} holds no {QUESTIONS}; name a file of questions, or a folder that holds one")
    return path / QUESTIONS if path.is_dir() else path


def _knowledge(path: Path, knowledge: Path | None, usual: Path) -> Path:
    if (path / KB).exists():
        return path / KB
    if path.is_dir() and not knowledge:
        raise click.UsageError(f"{path} holds no {KB}; say with --knowledge what is to answer its questions")
    beside = path.parent / KB
    return knowledge or (beside if beside.exists() else usual)


def _short_names(paths: Sequence[Path]) -> list[str]:
    """Return the paths without the folder that they have in common."""
    whole = [path.resolve() for path in paths]
    common = os.path.commonpath([path.parent for path in whole])
    return [str(path.relative_to(common)) for path in whole]
