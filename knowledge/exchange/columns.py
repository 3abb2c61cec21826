"""Which column of a table holds which field of an entry, and in which language."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from knowledge.exchange.cells import BLANK, day_in, json_in, list_in, text_in
from knowledge.values import as_english

BY_LANGUAGE = ("question", "phrasings", "answer")
FIELDS: dict[str, Callable[[str], Any]] = {
    "id": str,
    "question": str,
    "phrasings": list_in,
    "answer": str,
    "topic": str,
    "answers_to": list_in,
    "status": str.strip,
    "as_of": day_in,
    "review_by": day_in,
    "supersedes": str,
    "related": list_in,
    "revision": str.strip,
    "cites": list_in,
    "quotes": json_in,
    "sources": json_in,
    "source": str,
}
_CALLED = {  # what people write above their columns
    "q": "question",
    "questions": "question",
    "вопрос": "question[ru]",
    "вопросы": "question[ru]",
    "प्रश्न": "question[hi]",
    "सवाल": "question[hi]",
    "स्रोत": "source",
    "источник": "source",
    "a": "answer",
    "answers": "answer",
    "ответ": "answer[ru]",
    "ответы": "answer[ru]",
    "उत्तर": "answer[hi]",
    "जवाब": "answer[hi]",
}
_WITH_LANGUAGE = re.compile(r"(\w+)\[(\S+)\]")


def column(field: str, language: str = "en") -> str:
    """Return the name of the column; that of English is the field's own."""
    return field if language == "en" else f"{field}[{language}]"


def field_of(name: str) -> tuple[str, str]:
    """Return the field and the language of a column, ("", "") if it is none of ours."""
    name = _CALLED.get(name.strip().casefold(), name.strip())
    with_language = _WITH_LANGUAGE.fullmatch(name)
    field, language = with_language.groups() if with_language else (name.casefold(), "en")
    known = field in (BY_LANGUAGE if with_language else FIELDS)
    return (field, language) if known else ("", "")


def texts_by_column(field: str, value: Any) -> dict[str, Any]:
    """Return the columns that the plain data of one field fill."""
    if field not in BY_LANGUAGE:
        return {field: value}
    return {column(field, language): text for language, text in as_english(value).items()}


def data_of(columns: Iterable[tuple[str, str]], row: Iterable[str]) -> dict[str, Any]:
    """Return the plain data of a row; empty cells are fields that are not given."""
    found: dict[str, Any] = {}
    for (field, language), raw in zip(columns, row, strict=False):
        text = text_in(raw)
        if not field or BLANK.fullmatch(text):
            continue
        value = FIELDS[field](text)
        if field in BY_LANGUAGE:
            found.setdefault(field, {})[language] = value
        else:
            found[field] = value
    return found
