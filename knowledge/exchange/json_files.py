"""JSON text -> its data, and the line on which each object of it begins."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.exchange.contents import Path_, Placing, Unreadable, refuse
from knowledge.problems import Place
from knowledge.yaml_files import MOST_PARTS

_SIGN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],\n]')


def read_json(path: Path, text: str) -> tuple[Any, Placing]:
    """Return the data and the places of its objects. Raises PackError with the line where it is no JSON."""
    if text.count("{") + text.count("[") > MOST_PARTS:
        refuse(Place(path), "this file has too many parts", "split it into several files")
    try:
        return loads(text), _placing(path, text)
    except json.JSONDecodeError as error:
        remedy = "mend the JSON there: mind commas, brackets and quote signs"
        refuse(Place(path, error.lineno), f"this is no JSON: {error.msg}", remedy)
    except ValueError:
        refuse(Place(path), "there is a number of thousands of figures in it", "take it out")


def loads(text: str) -> Any:
    """Return the data of a JSON text; an object that has a key twice becomes Unreadable. Raises ValueError."""
    return json.loads(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Unreadable:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
    return Unreadable(f"the key {twice!r} stands twice here")


def _placing(path: Path, text: str) -> Placing:
    """Place parts by the lines of objects, which are looked for only once something is wrong."""
    lines = cache(lambda: object_lines(text))

    def place(part: Path_) -> Place:
        known = (lines().get(part[:length]) for length in range(len(part), -1, -1))
        return Place(path, next((line for line in known if line), 1))

    return place


def object_lines(text: str) -> dict[Path_, int]:
    """Return the line, counted from 1, of every object of a valid JSON text, by its path."""
    found: dict[Path_, int] = {}
    path: list[str | int] = []
    line = 1
    for sign in _SIGN.findall(text):
        if sign == "\n":
            line += 1
        elif sign == "{":
            found[tuple(path)] = line
            path.append("")
        elif sign == "[":
            path.append(0)
        else:
            _step(path, sign)
    return found


def _step(path: list[str | int], sign: str) -> None:
    """Follow a closing bracket, a comma or a text; the last text before a bracket opens is its key."""
    if sign in ("}", "]"):
        path.pop()
    elif path and isinstance(path[-1], str) and sign != ",":
        path[-1] = sign[1:-1]
    elif path and isinstance(path[-1], int) and sign == ",":
        path[-1] += 1
