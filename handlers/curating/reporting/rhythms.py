"""How often a digest comes and at which time of day, and whether one is due. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from handlers.curating.reporting.zones import clock_of, offset_of
from knowledge.storage import Group

TIME = time(9)  # late enough to wake nobody, early enough to act on


class Rhythm(StrEnum):
    """How often a digest comes."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"  # on Mondays


@dataclass(frozen=True, slots=True)
class Schedule:
    """When digests come: how often, at which time of day, and in which zone; None is the zone of the bot's clock."""

    rhythm: Rhythm = Rhythm.OFF
    at: time = TIME
    zone: str | None = None

    def zone_on(self, now: datetime) -> str:
        """Return what its zone is called, where the bot's clock shows this."""
        return self.zone or offset_of(now)


def schedule_of(group: Group) -> Schedule:
    """Return when the digests of a group come."""
    at = time.fromisoformat(group.digest_time) if group.digest_time else TIME
    return Schedule(Rhythm(group.digest), at, group.digest_zone)


def scheduled(group: Group, schedule: Schedule) -> Group:
    """Return a group whose digests come when this says."""
    at = f"{schedule.at:%H:%M}"
    return replace(group, digest=schedule.rhythm, digest_time=at, digest_zone=schedule.zone)


def is_due(schedule: Schedule, last: datetime | None, now: datetime) -> bool:
    """Tell whether the time of a digest has come since the last one; whoever missed several gets one."""
    return schedule.rhythm is not Rhythm.OFF and (last is None or last < _latest_time(schedule, now))


def _latest_time(schedule: Schedule, now: datetime) -> datetime:
    """Return when the latest digest was to come."""
    here = now.astimezone(_clock(schedule, now))
    today = here.replace(hour=schedule.at.hour, minute=schedule.at.minute, second=0, microsecond=0)
    latest = today if today <= here else today - timedelta(days=1)
    return latest - timedelta(days=latest.weekday()) if schedule.rhythm is Rhythm.WEEKLY else latest


def _clock(schedule: Schedule, now: datetime) -> tzinfo | None:
    return clock_of(schedule.zone) if schedule.zone else now.tzinfo
