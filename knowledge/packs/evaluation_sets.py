"""The files of an evaluation set: kb.jsonl -> a Pack, queries.jsonl -> questions with the entries they should reach."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

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


Line = TypeVar("Line")


class _KbLine(Value):
    model_config = ConfigDict(extra="ignore")  # sets carry notes of their own

    id: Prose
    questions: Annotated[tuple[Prose, ...], Field(min_length=1)]
    answer: str | None = None


def _whole(text: str) -> str:
    text.encode()  # raises UnicodeEncodeError, which is a ValueError, at half a sign
    return text


class _QueryLine(Value):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=False)  # a question is kept as it was asked

    q: Annotated[str, AfterValidator(_whole)]
    id: str | None = None
    ids: tuple[str, ...] | None = None
    lang: str = ""
    kind: str = ""


def read_kb(path: Path) -> tuple[Pack, dict[str, Place]]:
    """Read a kb.jsonl, an entry a line: {"id", "questions": [...], "answer"}, and the place of each entry by its id.

    Raises PackError with the line of whatever cannot be read, and of an id that stands twice.
    """
    places: dict[str, Place] = {}
    entries: list[Entry] = []
    for place, line in _lines(path, TypeAdapter(_KbLine)):
        if line.id in places:
            what = f"the entry id {line.id!r} is taken already, at {places[line.id]}"
            raise PackError((Problem(place, what, "give one of the two another id", line.id),))
        places[line.id] = place
        entries.append(_entry(line))
    return Pack(id="kb", title={"en": path.stem}, entries=tuple(entries)), places


def read_questions(path: Path) -> list[AskedQuestion]:
    """Read a queries.jsonl, a question a line: {"q", "id" or "ids", "lang", "kind"}. Raises PackError with the line."""
    return [_asked(line) for _, line in _lines(path, TypeAdapter(_QueryLine))]


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


def _lines(path: Path, form: TypeAdapter[Line]) -> Iterator[tuple[Place, Line]]:
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            place = Place(path, number)
            yield place, _line(place, line, form)


def _line(place: Place, line: str, form: TypeAdapter[Line]) -> Line:
    try:
        return form.validate_python(json.loads(line))
    except json.JSONDecodeError as error:
        raise PackError((Problem(place, f"this is not JSON: {error.msg}", "write one JSON object a line"),)) from error
    except ValidationError as error:
        detail = error.errors()[0]
        what = f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"
        raise PackError(
            (
                Problem(
                    place,
                    what,
                    'write {"q": "...", "id": "..."} in a set of questions, {"id": "...", "questions": [...]} in a kb',
                ),
            )
        ) from error
