"""A field of an entry <-> a cell of a table: lists a line each, nested things as JSON, and nothing that computes."""

import json
import re
from datetime import date
from typing import Any

from knowledge.exchange.contents import Unreadable
from knowledge.exchange.json_files import loads

MONTHS = 12

# A spreadsheet runs a cell that starts so (OWASP, "CSV Injection"); an apostrophe makes it a text. One that has
# apostrophes of its own before such a sign gets one more, so that taking one away always restores it.
_RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
BLANK = re.compile(r"[^\S\x1c-\x1f]*")  # white space as Unicode has it; Python counts four separators more


def cell(value: Any) -> str:
    """Return plain data as a cell. A NUL, which no text of a chat has and no table may have, is left out."""
    text = _lines(value) if isinstance(value, list) else value.isoformat() if isinstance(value, date) else str(value)
    return ("'" + text if _RUNS.match(text) else text).replace("\0", "")


def text_in(cell: str) -> str:
    """Return the text of a cell as it was before it was written."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def day_in(cell: str) -> str:
    """Return a day as 2026-11-25 that a spreadsheet wrote as 25.11.2026, 25/11/2026 or 25-11-2026.

    Behind a dot the month always follows; else only a day above 12 tells that it does. Whatever could be read in two
    ways stays as it is, to be refused.
    """
    written = _DAY_FIRST.fullmatch(cell.strip())
    if written is None:
        return cell.strip()
    day, sign, month, year = written.groups()
    return f"{year}-{month:0>2}-{day:0>2}" if sign == "." or int(day) > MONTHS else cell.strip()


def list_in(cell: str) -> Any:
    """Return the items of a cell: those of a JSON list, or else its lines."""
    found = json_in(cell) if cell.startswith("[") else None
    if isinstance(found, list):
        return found
    return [line for line in cell.split("\n") if not BLANK.fullmatch(line)]


def json_in(cell: str) -> Any:
    """Return what a cell holds as JSON, or an Unreadable."""
    try:
        return loads(cell)
    except (ValueError, RecursionError):
        return Unreadable(f"the cell {cell[:40]!r} is no JSON")


def _lines(items: list[Any]) -> str:
    plain = all(isinstance(item, str) and "\n" not in item and "\0" not in item for item in items)
    if plain and items and not items[0].startswith("["):
        return "\n".join(items)
    return json.dumps(items, ensure_ascii=False, default=date.isoformat)
