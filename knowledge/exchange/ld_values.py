"""What a JSON-LD value says, in whichever of its many forms it is written."""

import re
from collections.abc import Iterator
from typing import Any

from knowledge.exchange.contents import Path_
from knowledge.exchange.html_text import plain_text

_TYPE = re.compile(r"[^/#:]+$")  # the end of FAQPage, schema:FAQPage and https://schema.org/FAQPage
_WORDS = ("@value", "name", "@id")  # where an object has its text, the best first


def types_of(node: dict[str, Any]) -> set[str]:
    """Return the types of an object without their vocabulary."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return {found[0] for name in names if isinstance(name, str) and (found := _TYPE.search(name))}


def nodes_of(value: Any, at: Path_) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Yield the objects that a value is, or that its list has, each with its path."""
    if isinstance(value, dict):
        yield at, value
    elif isinstance(value, list):
        yield from (((*at, number), one) for number, one in enumerate(value) if isinstance(one, dict))


def first_text(value: Any) -> str:
    """Return the first text that a value has, as plain text; "" if it has none."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, list):
        return next((text for one in value if (text := first_text(one))), "")
    inner = [value[name] for name in _WORDS if name in value] if isinstance(value, dict) else []
    return first_text(inner[0]) if inner else ""
