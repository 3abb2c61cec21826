"""The form of a pack's YAML file, what is said to an author who departs from it, and its JSON Schema for editors."""

import json
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import ErrorDetails

from knowledge.problems import Problem
from knowledge.values import (
    Document,
    Entry,
    Id,
    Language,
    Quote,
    Source,
    SynonymGroups,
    Titles,
    Topic,
    Value,
    as_english,
)
from knowledge.yaml_files import YamlFile

Path_ = tuple[int | str, ...]
About = Annotated[str, Field(min_length=1, max_length=1000, description="at most 1,000 signs")]
AboutIfAny = Annotated[
    Mapping[Language, About], BeforeValidator(as_english, json_schema_input_type=str | dict[Language, About])
]


class CuratedEntry(Entry):
    """An entry of a pack: it must say what it rests on and when that held."""

    id: Id
    question: Titles
    sources: Annotated[tuple[Id, ...], Field(min_length=1, description="ids of sources of this pack")]
    as_of: Annotated[date, Field(description="the day on which this was known to hold")]


class Header(Value):
    """What a pack is called. One file of the folder has it."""

    id: Id
    title: Titles
    about: Annotated[AboutIfAny, Field(default={}, description="what the pack is about, in a sentence")]


class PackFile(Value):
    """One YAML file of a pack. A pack is a folder of them; every part may stand in any file."""

    pack: Header | None = None
    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    synonyms: SynonymGroups = ()
    entries: tuple[CuratedEntry, ...] = ()


_FORMS: dict[str, type[BaseModel]] = {
    "entries": CuratedEntry,
    "sources": Source,
    "topics": Topic,
    "pack": Header,
    "quotes": Quote,
    "document": Document,
}


NO_DATE = "is no date"

# What pydantic finds wrong, by its own name for it -> how an author would say it.
_WORDS = {
    "model_type": "must be a mapping, a line for each field",
    "dict_type": "must be a mapping",
    "tuple_type": "must be a list; write [one, another], or a line with a dash for each",
    "date_from_datetime_parsing": NO_DATE,
    "date_parsing": NO_DATE,
    "date_type": NO_DATE,
    "string_type": "must be a text; put it in quotes",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "missing": "is missing",
    "extra_forbidden": "is no field of this form",
    "string_pattern_mismatch": "is not written as it must be",
}
_A_LANGUAGE = "write texts by language: en, hi, ru, or hi-Latn for one in another script"


def json_schema() -> str:
    """Return the JSON Schema of a pack file, as text that ends with a newline."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **PackFile.model_json_schema()}
    return json.dumps(_closed(schema), indent=2, ensure_ascii=False) + "\n"


def form_problem(file: YamlFile, detail: ErrorDetails) -> Problem:
    """Tell the author of a file what pydantic found wrong, with the line, the entry and a remedy."""
    path = detail["loc"]
    fields = [str(step) for step in path if isinstance(step, str) and step != "[key]"]
    what = _WORDS.get(detail["type"]) or detail["msg"][:1].lower() + detail["msg"][1:]
    about = ".".join(fields[-2:]) or "the file"
    return Problem(file.place(path), f"{about}: {what}", _remedy(path, detail["type"]), _entry_id(file.data, path))


def _closed(schema: Any) -> Any:
    """Let a mapping with patterned keys have no others, which pydantic checks but its schema does not say."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "patternProperties" in schema else {}
    return {name: _closed(part) for name, part in schema.items()} | closed


def _remedy(path: Path_, kind: str) -> str:
    field = str(path[-1]) if path else ""
    known = list(_form_of(path[:-1]).model_fields)
    if kind == "extra_forbidden":
        meant = get_close_matches(field, known, 1)
        return f"write `{meant[0]}`" if meant else f"leave it out; known here: {', '.join(known)}"
    if field == "[key]":
        return _A_LANGUAGE
    said = _description(path)
    if _WORDS.get(kind) == NO_DATE:
        return f"write it as 2026-01-15{said}"
    return f"add `{field}:`{said}" if kind == "missing" else f"mend this{said}"


def _form_of(path: Path_) -> type[BaseModel]:
    """Return the model that the part at this path is read as."""
    named = [step for step in path if isinstance(step, str) and step in _FORMS]
    return _FORMS[named[-1]] if named else PackFile


def _description(path: Path_) -> str:
    """Return what the deepest described field on the path is for, in brackets."""
    fields = [_form_of(path[:at]).model_fields.get(str(step)) for at, step in enumerate(path)]
    said = [field.description for field in fields if field and field.description]
    return f" ({said[-1]})" if said else ""


def _entry_id(data: Any, path: Path_) -> str:
    match path, data:
        case ("entries", int(number), *_), {"entries": list(entries)} if number < len(entries):
            entry = entries[number]
            return str(entry.get("id", "")) if isinstance(entry, dict) else ""
    return ""
