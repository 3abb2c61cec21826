"""How often a digest comes, and whether one is due. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

HOUR = 9  # of the day, on the clock of the machine: late enough to wake nobody, early enough to act on


class Rhythm(StrEnum):
    """How often a digest comes."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"  # on Mondays


def is_due(rhythm: Rhythm, last: datetime | None, now: datetime) -> bool:
    """Tell whether the time of a digest has come since the last one; whoever missed several gets one."""
    return rhythm is not Rhythm.OFF and (last is None or last < _latest_time(rhythm, now))


def zone_of(now: datetime) -> str:
    """Return the name of the zone of a clock, by how far it is ahead of Greenwich: UTC, UTC+5:30, UTC-3."""
    ahead = round((now.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, minutes = divmod(abs(ahead), 60)
    sign = "-" if ahead < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if ahead else "UTC"


def _latest_time(rhythm: Rhythm, now: datetime) -> datetime:
    """Return when the latest digest was to come."""
    today = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    latest = today if today <= now else today - timedelta(days=1)
    return latest - timedelta(days=latest.weekday()) if rhythm is Rhythm.WEEKLY else latest
