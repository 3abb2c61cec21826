"""What people call a time zone -> its name: one of the time zone database, or how far it is ahead of UTC. Pure."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

OFFSET = re.compile(r"(?:utc|gmt)? ?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?", re.IGNORECASE)
FARTHEST = timedelta(hours=14)  # from UTC that any place on earth is
SHORT = {
    "ist": "Asia/Kolkata",
    "india": "Asia/Kolkata",
    "msk": "Europe/Moscow",
}  # names that the database lacks and our readers use
EXAMPLE = "Asia/Kolkata"
ALIKE = 0.8  # of a ratio up to 1: one or two wrong letters in a city's name


def zone_named(said: str) -> str | None:
    """Return the name of the zone that is meant: Asia/Kolkata, kolkata, UTC+5:30, +0530; None where there is none."""
    found = OFFSET.fullmatch(said.strip())
    if found is None:
        return _by_name().get(_folded(said))
    ahead = _ahead(found)
    return offset_of(datetime.now(timezone(ahead))) if abs(ahead) <= FARTHEST else None


def zone_like(said: str) -> str:
    """Return the zone whose name is most like a misspelt one, or an example."""
    close = get_close_matches(_folded(said), _by_name(), 1, ALIKE)
    return _by_name()[close[0]] if close else EXAMPLE


def clock_of(zone: str) -> tzinfo:
    """Return the zone that `zone_named` named."""
    found = OFFSET.fullmatch(zone)
    return timezone(_ahead(found)) if found else ZoneInfo(zone)


def offset_of(now: datetime) -> str:
    """Return how far a clock is ahead of Greenwich: UTC, UTC+5:30, UTC-3."""
    ahead = round((now.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, minutes = divmod(abs(ahead), 60)
    sign = "-" if ahead < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if ahead else "UTC"


def _ahead(found: re.Match[str]) -> timedelta:
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return ahead if found["sign"] == "+" else -ahead


@cache
def _by_name() -> dict[str, str]:
    """Return the zones by their whole names, and by their cities."""
    names = sorted(available_timezones())
    cities = {_folded(name.rpartition("/")[2]): name for name in names}
    return cities | SHORT | {_folded(name): name for name in names}


def _folded(name: str) -> str:
    return "_".join(name.casefold().split())
