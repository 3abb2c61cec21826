"""text -> the day that somebody means: 2026-01-15, 15.1.2026, 15 Jan 2026, "yesterday"; in English, Hindi, Russian."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from knowledge.dates import PartialDate
from knowledge.normalising import words

# How the names of the months begin, from January on: enough to tell them apart, however they are spelt or declined.
MONTHS = (
    ("jan", "янв", "जन"),
    ("feb", "фев", "फर"),
    ("mar", "мар", "मार"),
    ("apr", "апр", "अप"),
    ("may", "май", "мая", "мае", "मई"),
    ("jun", "июн", "जून"),
    ("jul", "июл", "जुल"),
    ("aug", "авг", "अग"),
    ("sep", "сен", "सित"),
    ("oct", "окт", "अक"),
    ("nov", "ноя", "नव"),
    ("dec", "дек", "दिस"),
)
DAYS_AGO = {"today": 0, "yesterday": 1, "сегодня": 0, "вчера": 1, "आज": 0, "कल": 1}  # what was said is in the past
FILLERS = {"th", "st", "nd", "rd", "of", "on", "the", "г", "год", "года", "को", "के", "का", "की"}
CENTURY = 2000  # of a year that is written with two digits
NUKTA = "\N{DEVANAGARI SIGN NUKTA}"  # below the first letter of February, or not


def read_date(text: str, today: date) -> PartialDate | None:
    """Return the day, month or year that a text names, and nothing else; None where it cannot be read."""
    said = words(text)
    if len(said) == 1 and said[0] in DAYS_AGO:
        day = today - timedelta(days=DAYS_AGO[said[0]])
        return PartialDate(day.year, day.month, day.day)
    pieces = [piece for piece in re.findall(r"\d+|[^\d\s]+", " ".join(said)) if piece not in FILLERS]
    named = [_month(piece) for piece in pieces if not piece.isdecimal()]
    numbers = [piece for piece in pieces if piece.isdecimal()]
    known = _named(named[0], numbers, today) if len(named) == 1 else None if named else _numbered(numbers)
    return known if known and _exists(known) else None


def read_day(text: str, today: date) -> date | None:
    """Return the whole day that a text names, None where it names none."""
    known = read_date(text, today)
    return date(known.year, known.month, known.day) if known and known.month and known.day else None


def _named(month: int | None, numbers: Sequence[str], today: date) -> PartialDate | None:
    """Return the date with this month: 15 Jan 2026, Jan 15 2026, Jan 2026, or 15 Jan, which is the last there was."""
    match month, [int(number) for number in numbers]:
        case None, _:
            return None
        case int(), [year] if len(numbers[0]) == 4:
            return PartialDate(year, month)
        case int(), [day]:
            has_come = (month, day) <= (today.month, today.day)
            return PartialDate(today.year if has_come else today.year - 1, month, day)
        case int(), [day, year]:
            return PartialDate(_full(year), month, day)
    return None


def _numbered(numbers: Sequence[str]) -> PartialDate | None:
    """Return the date that is written in figures: from the year down, or with the day before the month."""
    figures = [int(number) for number in numbers]
    if numbers and len(numbers[0]) == 4 and len(numbers) <= 3:
        return PartialDate(*figures)
    return PartialDate(_full(figures[2]), figures[1], figures[0]) if len(figures) == 3 else None


def _month(name: str) -> int | None:
    bare = name.replace(NUKTA, "")
    return next((number for number, names in enumerate(MONTHS, 1) if bare.startswith(names)), None)


def _full(year: int) -> int:
    return year if year >= 100 else CENTURY + year


def _exists(known: PartialDate) -> bool:
    try:
        date(known.year, known.month or 1, known.day or 1)
    except ValueError:
        return False
    return known.month != 0 and known.day != 0
