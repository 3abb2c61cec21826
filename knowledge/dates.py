"""Dates as precisely as they are known."""

from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field


class PartialDate(NamedTuple):
    """A date as precisely as it is known: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None


def _partial_date(value: Any) -> Any:
    """Read 2025, "2025-12", "2025-12-02" or a YAML date; anything else is for the validator to refuse."""
    parts = str(value).split("-")
    if not isinstance(value, str | int | date) or len(parts) > 3 or not all(part.isdecimal() for part in parts):
        return value
    year, month, day = (int(parts[i]) if i < len(parts) else None for i in range(3))
    date(year or 0, month or 1, day or 1)  # raises ValueError where there is no such day
    return PartialDate(year or 0, month, day)


KnownDate = Annotated[
    PartialDate,
    BeforeValidator(_partial_date, json_schema_input_type=int | Annotated[str, Field(pattern=r"^\d{4}(-\d\d){0,2}$")]),
    Field(description="a year, a month or a day: 2025, 2025-12 or 2025-12-02"),
]
