"""A stranger's YAML -> its data; what cannot be read is marked in its place, so that the rest still can."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.exchange.contents import Unreadable
from knowledge.yaml_files import YamlFile, compose_foreign

LONGEST_NUMBER = 40  # signs; YAML 1.1 multiplies 1:1:1:... out, in a time that grows with the square

_YAML = "tag:yaml.org,2002:"
_TEXTS = {f"{_YAML}{kind}" for kind in ("str", "value", "merge")}
_SCALARS = {f"{_YAML}{kind}" for kind in ("int", "float", "bool", "null", "timestamp")}

Node = Any  # of YAML, which only the door to it knows: with id, tag, value and start_mark
_Making = Callable[[Node], Any]


def read_foreign_yaml(path: Path, text: str) -> YamlFile:
    """Return the data with Unreadable in it for what is not plain. Raises PackError where the file is broken."""
    root, make = compose_foreign(path, text)
    return YamlFile(path, None if root is None else _plain(root, make), root)


def _plain(node: Node, make: _Making) -> Any:
    if (node.id, node.tag) == ("mapping", f"{_YAML}map"):
        return _mapping(node, make)
    if (node.id, node.tag) == ("sequence", f"{_YAML}seq"):
        return [_plain(item, make) for item in node.value]
    if node.id == "scalar" and node.tag in _TEXTS:
        return node.value
    return _scalar(node, make)


def _mapping(node: Node, make: _Making) -> dict[str, Any] | Unreadable:
    """Read keys as the texts that they are in every form of ours, so that the language `no` is no `false`."""
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.id != "scalar":
            return Unreadable("a key must be a text", line)
        if key.value in found:
            return Unreadable(f"the key {key.value!r} stands twice here", line)
        found[key.value] = _plain(value, make)
    return found


def _scalar(node: Node, make: _Making) -> Any:
    line = node.start_mark.line + 1
    if node.id != "scalar" or node.tag not in _SCALARS:
        return Unreadable(f"the tag {node.tag.replace(_YAML, '!!')} is not read", line)
    if len(node.value) > LONGEST_NUMBER:
        return Unreadable("this number is too long", line)
    try:
        return make(node)
    except ValueError as error:
        return Unreadable(str(error), line)
