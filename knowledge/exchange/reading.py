"""The bytes of a file that somebody sent -> the entries in it, and all that is refused."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from knowledge.exchange.contents import Contents, refuse, refuse_too_many
from knowledge.exchange.decoding import text_of
from knowledge.exchange.flaws import Kind
from knowledge.exchange.pack_files import json_contents, yaml_contents
from knowledge.exchange.tables import table_contents
from knowledge.exchange.taking import Incoming, Progress, taken_in
from knowledge.problems import PackError, Place, Problem

_READERS: dict[str, Callable[[Path, str], Contents]] = {
    ".yaml": yaml_contents,
    ".yml": yaml_contents,
    ".json": json_contents,
    ".jsonld": json_contents,
    ".csv": table_contents,
    ".tsv": table_contents,
}
SUFFIXES = tuple(_READERS)
_OF_EXCEL = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")


def read_entries(name: str, data: bytes, taken: Collection[str] = (), progress: Progress | None = None) -> Incoming:
    """Read a file by its suffix and by what is in it; entries without an id get one that is not `taken`.

    Never raises for what the file holds: all that is wrong is a Problem, on line 0 where it is the whole file.
    `progress` is called with the entries done and their number every few hundred.
    """
    path = Path(name)
    try:
        return taken_in(_contents(path, data), taken, progress)
    except PackError as error:
        return Incoming((), error.problems)
    except RecursionError:
        problem = Problem(
            Place(path), "this is nested too deeply", "write entries plainly, as an exported file has them"
        )
        return Incoming((), (problem,))


def _contents(path: Path, data: bytes) -> Contents:
    read = _READERS.get(path.suffix.lower())
    if read is None:
        what = f"files that end in {path.suffix or 'nothing'!r} are not read"
        kind = Kind.EXCEL if path.suffix.lower() in _OF_EXCEL else Kind.SUFFIX_UNKNOWN
        refuse(Place(path), what, f"send one of: {', '.join(SUFFIXES)}", kind=kind)
    text, noted = text_of(path, data)
    if text.lstrip()[:15].lower().startswith(("<!doctype", "<html", "<?xml")):
        refuse(Place(path), "this is a page or other markup", "send its JSON-LD, or its questions and answers as CSV")
    contents = read(path, text)
    refuse_too_many(path, len(contents.entries))
    return replace(contents, problems=(*noted, *contents.problems))
