"""The form of a group's entry in a file, and what is said to its author where it departs from that."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from pydantic import Field, ValidationError

from knowledge.exchange.contents import Item, Unreadable
from knowledge.exchange.flaws import Flaw, Kind
from knowledge.packs.pack_form import form_problem
from knowledge.problems import PackError, Problem
from knowledge.values import Entry, Id, Titles, Value
from knowledge.yaml_files import YamlFile

MOST_PARTS_OF_ONE = 5_000  # fields, texts and list items of an entry or source; beyond, every one could be wrong
MOST_TOLD = 5  # problems of one entry; whoever mends five will look at the rest
LONGEST_SHOWN = 200  # signs of what a stranger wrote, within what we say of it

_MISSING: dict[tuple[str | int, ...], Kind] = {("question",): Kind.NO_QUESTION, ("answer",): Kind.NO_ANSWER}

Form = TypeVar("Form", bound=Value)


class GroupEntry(Entry):
    """An entry of a group: its question fits on a button, and it may rest on no source."""

    id: Id
    question: Titles
    kept_sources: Annotated[
        tuple[Id, ...] | None, Field(description="the ids of all its sources, where they are not just those it cites")
    ] = None


def formed(item: Item, kind: str, form: type[Form], entry: str = "") -> Form:
    """Read an item of "entries" or "sources" as its form. Raises PackError with what its author must mend."""
    flaw = _flaw(item.data)
    if flaw:
        place = replace(item.place(()), line=flaw.line or item.place(()).line)
        raise PackError((Problem(place, flaw.what, "write it plainly, as an exported file has it", entry),))
    try:
        return form.model_validate(item.data)
    except ValidationError as error:
        raise PackError(tuple(_told(item, kind, entry, error))) from error


def _told(item: Item, kind: str, entry: str, error: ValidationError) -> Iterator[Problem]:
    """Say each thing that is wrong in the words that authors of packs hear, cut to what can be read."""
    file = YamlFile(item.place(()).file, {kind: [item.data]}, None)
    for detail in error.errors(include_url=False)[:MOST_TOLD]:
        path = tuple(step[:LONGEST_SHOWN] if isinstance(step, str) else step for step in detail["loc"])
        found = form_problem(file, {**detail, "loc": (kind, 0, *path)})
        if detail["type"] == "string_too_long":
            most = detail.get("ctx", {})["max_length"]
            found = replace(found, what=f"{_last(path)}: is longer than {most} signs", remedy="shorten it")
        flaw_kind = _MISSING.get(path, Kind.NONE) if detail["type"] == "missing" else Kind.NONE
        about = (entry or found.entry)[:LONGEST_SHOWN]
        yield Flaw(item.place(path), found.what[:LONGEST_SHOWN], found.remedy, about, found.severity, flaw_kind)


def _last(path: tuple[str | int, ...]) -> str:
    return ".".join([step for step in path if isinstance(step, str)][-2:])


def _flaw(data: Any) -> Unreadable | None:
    """Return what within an item is no plain data, or is too much of it."""
    left, parts = [data], 0
    while left:
        one = left.pop()
        if isinstance(one, Unreadable):
            return Unreadable(one.what[:LONGEST_SHOWN], one.line)
        if isinstance(one, str) and not _is_whole(one):
            return Unreadable("there is half a sign in it (a lone surrogate)")
        if isinstance(one, dict | list):
            parts += len(one)
            left += [*one, *one.values()] if isinstance(one, dict) and parts <= MOST_PARTS_OF_ONE else []
            left += one if isinstance(one, list) and parts <= MOST_PARTS_OF_ONE else []
        if parts > MOST_PARTS_OF_ONE:
            return Unreadable(f"it has more than {MOST_PARTS_OF_ONE:,} parts")
    return None


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
