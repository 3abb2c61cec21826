"""The files of an evaluation set: kb.jsonl -> a Pack, queries.jsonl -> questions with the entries they should reach."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from knowledge.problems import PackError, Place, Problem
from knowledge.values import Entry, Pack, Prose, Value
from knowledge.yaml_files import read_text


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a set and the ids of the entries that answer it; none where the right reply is to abstain."""

    text: str
    entries: frozenset[str]
    language: str = ""
    kind: str = ""

    @property
    def is_in_scope(self) -> bool:
        """Whether some entry answers it."""
        return bool(self.entries)


class _KbLine(Value):
    id: Prose
    questions: Annotated[tuple[Prose, ...], Field(min_length=1)]
    answer: str | None = None


class _QueryLine(Value):
    q: str
    id: str | None = None
    ids: tuple[str, ...] | None = None
    lang: str = ""
    kind: str = ""


def read_kb(path: Path) -> Pack:
    """Read a kb.jsonl, an entry a line: {"id", "questions": [...], "answer"}. Raises PackError with the line."""
    lines = list(_lines(path, TypeAdapter(_KbLine)))
    return Pack(id="kb", title={"en": path.stem}, entries=tuple(_entry(line) for line in lines))


def read_questions(path: Path) -> list[AskedQuestion]:
    """Read a queries.jsonl, a question a line: {"q", "id" or "ids", "lang", "kind"}. Raises PackError with the line."""
    return [_asked(line) for line in _lines(path, TypeAdapter(_QueryLine))]


def _entry(line: _KbLine) -> Entry:
    first, *others = line.questions
    return Entry(
        id=line.id,
        question={"en": first},
        phrasings={"en": tuple(others)},
        answer={"en": line.answer or line.id},
    )


def _asked(line: _QueryLine) -> AskedQuestion:
    named = line.ids or ([line.id] if line.id else [])
    return AskedQuestion(line.q, frozenset(named), line.lang, line.kind)


def _lines(path: Path, form: TypeAdapter[Any]) -> Iterator[Any]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if line.strip():
            yield _line(Place(path, number), line, form)


def _line(place: Place, line: str, form: TypeAdapter[Any]) -> Any:
    try:
        return form.validate_python(json.loads(line))
    except json.JSONDecodeError as error:
        raise PackError((Problem(place, f"this is not JSON: {error.msg}", "write one JSON object a line"),)) from error
    except ValidationError as error:
        detail = error.errors()[0]
        what = f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"
        raise PackError((Problem(place, what, "write a line as the set's README describes it"),)) from error
