"""`daily 9:00 Asia/Kolkata` -> when digests come, or what is wrong with it. Pure."""

import re
from datetime import time

from handlers.catalogues import Catalogue
from handlers.curating.reporting.rhythms import Rhythm, Schedule
from handlers.curating.reporting.zones import zone_like, zone_named

TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?")
EXAMPLE = "/digest daily 18:30 Asia/Kolkata"


class UnreadableScheduleError(Exception):
    """A text does not say when digests shall come; its message tells who wrote it how to say it."""


def read_schedule(text: str, standing: Schedule, words: Catalogue) -> Schedule:
    """Return when digests shall come; what is left out stays as it stands. Raises UnreadableScheduleError."""
    rhythm, rest = _rhythm(text.split())
    said, zone = _time(rest)
    if rhythm is None and said is None:
        problem = words.say("I do not understand “{text}”. Write it like this: {example}", text=text, example=EXAMPLE)
        raise UnreadableScheduleError(problem)
    return Schedule(
        rhythm=rhythm or (Rhythm.DAILY if standing.rhythm is Rhythm.OFF else standing.rhythm),
        at=_time_of_day(said, words) if said else standing.at,
        zone=_zone(" ".join(zone), words) if zone else standing.zone,
    )


def _rhythm(said: list[str]) -> tuple[Rhythm | None, list[str]]:
    first = said[0].casefold() if said else ""
    return (Rhythm(first), said[1:]) if first in list(Rhythm) else (None, said)


def _time(said: list[str]) -> tuple[re.Match[str] | None, list[str]]:
    found = TIME.fullmatch(said[0]) if said else None
    return (found, said[1:]) if found else (None, said)


def _time_of_day(said: re.Match[str], words: Catalogue) -> time:
    try:
        return time(int(said["hour"]), int(said["minute"] or 0))
    except ValueError:
        problem = words.say("“{text}” is no time of day. Write it like 9:00 or 18:30.", text=said.group())
        raise UnreadableScheduleError(problem) from None


def _zone(said: str, words: Catalogue) -> str:
    zone = zone_named(said)
    if zone is None:
        problem = words.say(
            "I do not know the time zone “{zone}”. Write it like {example}, or like UTC+5:30.",
            zone=said,
            example=zone_like(said),
        )
        raise UnreadableScheduleError(problem)
    return zone
