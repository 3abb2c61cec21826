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


def _latest_time(rhythm: Rhythm, now: datetime) -> datetime:
    """Return when the latest digest was to come."""
    today = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    latest = today if today <= now else today - timedelta(days=1)
    return latest - timedelta(days=latest.weekday()) if rhythm is Rhythm.WEEKLY else latest
