"""Values -> plain data as people write it: fields in their order, defaults left out, English without its name."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from knowledge.dates import PartialDate


def plain(value: Any) -> Any:
    """Return the mappings, lists, texts, numbers and dates that are read back as this value."""
    match value:
        case BaseModel():
            return _fields(value)
        case PartialDate():
            return _date(value)
        case Mapping():
            texts = {language: plain(text) for language, text in value.items()}
            return texts["en"] if texts.keys() == {"en"} else texts
        case tuple():
            return [plain(part) for part in value]
        case Enum():
            return value.value
    return value


def _fields(value: BaseModel) -> dict[str, Any]:
    fields = type(value).model_fields
    given = {name: getattr(value, name) for name in fields}
    return {name: plain(field) for name, field in given.items() if field != fields[name].default}


def _date(known: PartialDate) -> date | str | int:
    year, month, day = known
    if month is None:
        return year
    return date(year, month, day) if day else f"{year:04}-{month:02}"
