"""A folder of YAML files, or a kb.jsonl -> a Pack, with the line on which everything in it stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from knowledge.packs.evaluation_sets import read_kb
from knowledge.packs.pack_form import Header, PackFile, form_problem
from knowledge.packs.references import WrongReference, wrong_references
from knowledge.problems import PackError, Place, Problem
from knowledge.values import Pack
from knowledge.yaml_files import YamlFile, read_yaml

BASE = Path(__file__).parents[1] / "base"

SUFFIXES = (".yaml", ".yml")

Part = tuple[YamlFile, PackFile]
Path_ = tuple[str | int, ...]
Origin = Callable[[Path_], Place]  # the path of a part within an item -> where it was written


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack, and where each topic, source and entry of it was written, by (kind, id)."""

    pack: Pack
    origins: Mapping[tuple[str, str], Origin]

    def place(self, kind: str, id_: str, *path: str | int) -> Place:
        """Return the line of an item, or of a part of it: `place("entry", "fta-status", "answer", "en")`."""
        return self.origins[kind, id_](path or ("id",))


def load_pack(path: Path) -> LoadedPack:
    """Read a pack folder, a single pack file or a kb.jsonl. Raises PackError with every problem found."""
    if path.suffix == ".jsonl":
        pack, places = read_kb(path)
        loaded = LoadedPack(pack, {("entry", id_): _always(place) for id_, place in places.items()})
    else:
        parts = _read_all(_yaml_files(path))
        loaded = LoadedPack(_pack(_header(path, parts), [part for _, part in parts]), _origins(parts))
    _raise_if_any(
        Problem(loaded.place(wrong.kind, wrong.id, *wrong.path), wrong.what, wrong.remedy, _entry_of(wrong))
        for wrong in wrong_references(loaded.pack)
    )
    return loaded


def _entry_of(wrong: WrongReference) -> str:
    return wrong.id if wrong.kind == "entry" else ""


def _yaml_files(path: Path) -> list[Path]:
    found = [path] if path.is_file() else sorted(file for file in path.glob("*") if is_pack_file(file))
    if not found:
        what = "this folder holds no *.yaml file" if path.is_dir() else "there is no such file or folder"
        raise PackError((Problem(Place(path), what, "name a pack folder, or make one with `pramana init FOLDER`"),))
    return found


def is_pack_file(path: Path) -> bool:
    """Tell whether a file of a folder belongs to the pack; hidden ones are an editor's or a system's own."""
    return path.suffix in SUFFIXES and not path.name.startswith(".")


def _read_all(files: Iterable[Path]) -> list[Part]:
    """Read every file before giving up, so that one look shows all that is wrong."""
    parts: list[Part] = []
    problems: list[Problem] = []
    for path in files:
        try:
            parts.append(_read_file(path))
        except PackError as error:
            problems += error.problems
    _raise_if_any(problems)
    return parts


def _read_file(path: Path) -> Part:
    file = read_yaml(path)
    try:
        return file, PackFile.model_validate({} if file.data is None else file.data)
    except ValidationError as error:
        problems = tuple(form_problem(file, detail) for detail in error.errors())
        raise PackError(problems) from error


def _header(path: Path, parts: Sequence[Part]) -> Header:
    found = [(file.place(("pack",)), part.pack) for file, part in parts if part.pack]
    if not found:
        what = "the pack has no `pack:` header"
        raise PackError((Problem(Place(path), what, "let one file say `pack:` with an id and a title"),))
    _raise_if_any(
        Problem(place, f"the pack has another `pack:` header, at {found[0][0]}", "keep one of the two")
        for place, _ in found[1:]
    )
    return found[0][1]


def _origins(parts: Sequence[Part]) -> dict[tuple[str, str], Origin]:
    origins: dict[tuple[str, str], Origin] = {}
    problems = []
    for (kind, id_), origin in (item for read, part in parts for item in _items(read, part)):
        first = origins.setdefault((kind, id_), origin)
        if first is not origin:
            what = f"the {kind} id {id_!r} is taken already, at {first(('id',))}"
            entry = id_ if kind == "entry" else ""
            problems.append(Problem(origin(("id",)), what, "give one of the two another id", entry))
    _raise_if_any(problems)
    return origins


def _items(file: YamlFile, part: PackFile) -> Iterator[tuple[tuple[str, str], Origin]]:
    for kind, plural in (("topic", "topics"), ("source", "sources"), ("entry", "entries")):
        for number, item in enumerate(getattr(part, plural)):
            yield (kind, item.id), partial(_place_within, file, (plural, number))


def _place_within(file: YamlFile, item: Path_, path: Path_) -> Place:
    return file.place((*item, *path))


def _always(place: Place) -> Origin:
    return lambda _: place


def _pack(header: Header, parts: Sequence[PackFile]) -> Pack:
    return Pack(
        id=header.id,
        title=header.title,
        about=header.about,
        topics=tuple(topic for part in parts for topic in part.topics),
        sources=tuple(source for part in parts for source in part.sources),
        synonyms=tuple(group for part in parts for group in part.synonyms),
        entries=tuple(entry for part in parts for entry in part.entries),
    )


def _raise_if_any(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise PackError(found)
