"""The one door to YAML: a file -> its data, and the line on which each part of it stands; and data -> a file."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from knowledge.problems import PackError, Place, Problem

DEEPEST = 40  # levels of nesting; an entry has seven, and with very many libyaml would take the program down
MOST_PARTS = 800_000  # of a stranger's file, which takes some 300 MB at most; an entry has about 30

Node = yaml.Node
if TYPE_CHECKING:
    _Quick = yaml.SafeLoader
else:
    _Quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # five times as fast, where libyaml is there
_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")  # what a block would give back as a plain line end, or lose


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The content of a file; `place` finds the line of a part by its path, such as ("entries", 3, "as_of")."""

    path: Path
    data: Any
    root: yaml.Node | None

    def place(self, path: Sequence[str | int]) -> Place:
        """Return the place of the deepest part on this path that exists."""
        node, line = self.root, 1
        for step in path:
            found = _child(node, step)
            if found:
                line, node = found
            elif isinstance(node, yaml.MappingNode) or isinstance(step, int):
                break  # else a language was left out: a plain text or list is English
        return Place(self.path, line)


def read_yaml(path: Path) -> YamlFile:
    """Read one UTF-8 file of plain YAML data. Raises PackError with the line of whatever is not."""
    text = read_text(path)
    try:
        _refuse(path, text, _depth_trick)
        loader = _StrictLoader(text)
        root = loader.get_single_node()
        return YamlFile(path, None if root is None else loader.construct_document(root), root)
    except yaml.YAMLError as error:
        raise PackError((_syntax_problem(path, text, error),)) from error


def compose_foreign(path: Path, text: str) -> tuple[Node | None, Callable[[Node], Any]]:
    """Return the root of a stranger's YAML, and what makes the value of a plain scalar of it or raises ValueError.

    Raises PackError with the line where the text is broken, has an anchor or an alias, or is beyond all measure.
    """
    try:
        _refuse(path, text, _trick)
        loader = _Quick(text)
        return loader.get_single_node(), partial(_scalar, loader)
    except yaml.YAMLError as error:
        raise PackError((_syntax_problem(path, text, error),)) from error


def write_yaml(data: Any) -> str:
    """Return plain data as YAML for people: in the order given, a line a field, long texts as blocks."""
    return yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**9)


class _Writer(yaml.SafeDumper):
    """Indents lists below their key, and writes the same thing twice rather than with an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _BREAKS.search(text) else "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style)


_Writer.add_representer(str, _text)


def _refuse(path: Path, text: str, trick: Callable[[yaml.Event, int, int], str]) -> None:
    """Raise PackError with the line of the first part that is a trick, as this function sees it, if there is one."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Quick)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        what = trick(event, depth, count)
        if what:
            place = Place(path, event.start_mark.line + 1 if event.start_mark else 0)
            raise PackError((Problem(place, what, "write entries plainly, as an exported file has them"),))


def _depth_trick(event: yaml.Event, depth: int, count: int) -> str:  # noqa: ARG001
    return "this is nested too deeply" if depth > DEEPEST else ""


def _trick(event: yaml.Event, depth: int, count: int) -> str:
    if getattr(event, "anchor", None):
        return "anchors and aliases (&name, *name) are not read"
    if count > MOST_PARTS:
        return "this file has too many parts"
    return _depth_trick(event, depth, count)


def _scalar(loader: Any, node: Node) -> Any:
    try:
        return loader.construct_object(node)
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ValueError(f"the value {node.value!r} cannot be read") from error


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file. Raises PackError where it cannot be read or is in another encoding."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem(Place(path, line), "this is not UTF-8 text", "save the file in the encoding UTF-8")
        raise PackError((problem,)) from error
    except OSError as error:
        remedy = "name a file that exists and may be read"
        raise PackError((Problem(Place(path), error.strerror or "cannot be read", remedy),)) from error


class _StrictLoader(_Quick):
    """Refuses a key that stands twice in one mapping, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.MarkedYAMLError(None, None, f"the key {key.value!r} stands twice here", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Make a value; where Python refuses it, as it does 30 February, say where it stands."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise yaml.MarkedYAMLError(None, None, f"this value cannot be read: {error}", node.start_mark) from error


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(
            ((key.start_mark.line + 1, value) for key, value in node.value if key.value == str(step)),
            None,
        )
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    return None


def _syntax_problem(path: Path, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    octets = text.encode()  # as libyaml counts positions
    line = mark.line + 1 if mark else octets.count(b"\n", 0, getattr(error, "position", 0)) + 1
    line = min(line, text.count("\n") + 1)  # libyaml finds what is missing at the end on a line that is not there
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    remedy = "mend the YAML there: mind indentation, and quote text that holds a colon, a hash or a quote sign"
    return Problem(Place(path, line), what, remedy)
