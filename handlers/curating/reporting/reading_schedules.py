"""`daily 9:00 Asia/Kolkata`, `daily at 6 pm` -> when digests come, or what is wrong with it. Pure."""

import re
from datetime import time

from handlers.catalogues import Catalogue
from handlers.curating.reporting.rhythms import Rhythm, Schedule
from handlers.curating.reporting.zones import EXAMPLE as EXAMPLE_ZONE
from handlers.curating.reporting.zones import zone_like, zone_named

TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?: ?(?P<half>[ap])\.?m\.?)?(?= |$)", re.IGNORECASE)
BEFORE_A_TIME_OR_PLACE = ("at", "in")
HALF_DAY = 12  # hours
EXAMPLE_TIME = "/digest daily 18:30"
EXAMPLE = f"{EXAMPLE_TIME} {EXAMPLE_ZONE}"


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
        zone=_zone(zone, words) if zone else standing.zone,
    )


def _rhythm(said: list[str]) -> tuple[Rhythm | None, list[str]]:
    first = said[0].casefold() if said else ""
    return (Rhythm(first), said[1:]) if first in list(Rhythm) else (None, said)


def _time(said: list[str]) -> tuple[re.Match[str] | None, str]:
    """Return the time that stands first, if one does, and the zone behind it."""
    text = _plain(said)
    found = TIME.match(text)
    return (found, _plain(text[found.end() :].split())) if found else (None, text)


def _plain(said: list[str]) -> str:
    """Return what is said without the "at" before it."""
    return " ".join(said[1:] if said and said[0].casefold() in BEFORE_A_TIME_OR_PLACE else said)


def _time_of_day(said: re.Match[str], words: Catalogue) -> time:
    try:
        return time(_hour(int(said["hour"]), (said["half"] or "").casefold()), int(said["minute"] or 0))
    except ValueError:
        problem = words.say(
            "“{text}” is no time of day. Write it like this: {example}", text=said.group(), example=EXAMPLE
        )
        raise UnreadableScheduleError(problem) from None


def _hour(said: int, half: str) -> int:
    """Return the hour of a day, of one before or after noon if that is said. Raises ValueError where there is none."""
    if not half:
        return said
    if not 1 <= said <= HALF_DAY:
        raise ValueError(said)
    return said % HALF_DAY + (HALF_DAY if half == "p" else 0)


def _zone(said: str, words: Catalogue) -> str:
    zone = zone_named(said)
    if zone is None:
        problem = words.say(
            "I do not know the time zone “{zone}”. Write a city or UTC+5:30, like this: {example}",
            zone=said,
            example=f"{EXAMPLE_TIME} {zone_like(said)}",
        )
        raise UnreadableScheduleError(problem)
    return zone
