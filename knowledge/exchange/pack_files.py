"""YAML or JSON in the form of a pack file -> its entries and sources; and entries -> such a file."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.exchange.contents import (
    MOST_SOURCES,
    Contents,
    Item,
    Path_,
    Placing,
    Unreadable,
    refuse,
    refuse_too_many,
)
from knowledge.exchange.json_files import read_json
from knowledge.exchange.linked_data import is_linked, linked_contents
from knowledge.exchange.plain import plain
from knowledge.exchange.sharing import shared
from knowledge.exchange.yaml_parts import read_foreign_yaml
from knowledge.naming import id_for
from knowledge.overlay import OwnEntry
from knowledge.problems import Place, Problem, Severity
from knowledge.yaml_files import write_yaml

LONGEST_TITLE = 256  # signs, as for every title
_OF_THE_BASE = ("topics", "synonyms")
_A_LIST = "write `entries:` and below it a list of entries, each with a question and an answer"


def pack_file(entries: Sequence[OwnEntry], title: str) -> dict[str, Any]:
    """Return the plain data of a pack file; entries whose sources are not just those they cite say so in a field."""
    own = shared(entries)
    name = title.strip()[:LONGEST_TITLE].strip() or "Entries"
    sources = {source.id: source for one in own for source in one.sources}
    return {
        "pack": {"id": id_for(name, ()), "title": name},
        "sources": [plain(source) for source in sources.values()],
        "entries": [_entry(one) for one in own],
    }


def written_as_yaml(entries: Sequence[OwnEntry], title: str) -> str:
    """Return a pack file as YAML, with an empty line between its entries."""
    file = pack_file(entries, title)
    parts = [write_yaml({"pack": file["pack"]})]
    parts += [write_yaml({"sources": file["sources"]})] if file["sources"] else []
    items = [write_yaml({"entries": [entry]}).removeprefix("entries:\n") for entry in file["entries"]]
    return "\n".join([*parts, "entries:\n" + "\n".join(items) if items else "entries: []\n"])


def written_as_json(entries: Sequence[OwnEntry], title: str) -> str:
    """Return a pack file as JSON."""
    return json.dumps(pack_file(entries, title), ensure_ascii=False, indent=2, default=date.isoformat) + "\n"


def yaml_contents(path: Path, text: str) -> Contents:
    """Read YAML in the form of a pack file, or of a list of entries. Raises PackError where it is neither."""
    file = read_foreign_yaml(path, text)
    return _contents(path, file.data, file.place)


def json_contents(path: Path, text: str) -> Contents:
    """Read JSON in the form of a pack file, of a list of entries or of schema.org. Raises PackError for all else."""
    data, place = read_json(path, text)
    return linked_contents(path, data, place) if is_linked(data) else _contents(path, data, place)


def _entry(own: OwnEntry) -> dict[str, Any]:
    kept = tuple(source.id for source in own.sources)
    more = {} if kept == own.entry.all_sources else {"kept_sources": list(kept)}
    return {**plain(own.entry), **more}


def _contents(path: Path, data: Any, place: Placing) -> Contents:
    if isinstance(data, Unreadable):
        refuse(Place(path, data.line), data.what, "keep one of the two, or write it plainly")
    if isinstance(data, list):
        return Contents(_items(path, data, place, ()))
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        refuse(place(("entries",)), "there is no list of entries in this file", _A_LIST)
    return Contents(
        _items(path, data["entries"], place, ("entries",)),
        _sources(path, data.get("sources"), place),
        tuple(_left_out(name, place((name,))) for name in data if name not in ("pack", "sources", "entries")),
    )


def _items(path: Path, found: Sequence[Any], place: Placing, within: Path_) -> list[Item]:
    refuse_too_many(path, len(found))
    return [Item(one, partial(_place, place, (*within, number))) for number, one in enumerate(found)]


def _sources(path: Path, found: Any, place: Placing) -> list[Item]:
    if not isinstance(found, list | None):
        refuse(place(("sources",)), "sources: must be a list", "write a line with a dash for each source")
    refuse_too_many(path, len(found or ()), MOST_SOURCES, "sources")
    return [Item(one, partial(_place, place, ("sources", number))) for number, one in enumerate(found or ())]


def _place(place: Placing, within: Path_, part: Path_) -> Place:
    return place((*within, *part))


def _left_out(name: str, place: Place) -> Problem:
    shown = name[:40]
    if name in _OF_THE_BASE:
        what = f"{shown}: a group has those of the base pack; these are left out"
    else:
        what = f"{shown}: is no field of this form; it is left out"
    return Problem(place, what, "known here: pack, sources, entries", severity=Severity.WARNING)
