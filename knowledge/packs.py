"""A folder of YAML files, or a kb.jsonl -> a Pack, with the line on which everything in it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from knowledge.evaluation_sets import read_kb
from knowledge.pack_form import Header, PackFile, form_problem
from knowledge.problems import PackError, Place, Problem
from knowledge.references import wrong_references
from knowledge.values import Pack
from knowledge.yaml_files import YamlFile, read_yaml

BASE = Path(__file__).with_name("base")

Part = tuple[YamlFile, PackFile]
Origin = tuple[YamlFile, tuple[str | int, ...]]  # the file of an item, and its path there


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack, and where each topic, source and entry of it was written, by (kind, id)."""

    pack: Pack
    origins: Mapping[tuple[str, str], Origin]

    def place(self, kind: str, id_: str, *path: str | int) -> Place:
        """Return the line of an item, or of a part of it: `place("entry", "fta-status", "answer", "en")`."""
        file, item = self.origins[kind, id_]
        return file.place((*item, *(path or ("id",))))


def load_pack(path: Path) -> LoadedPack:
    """Read a pack folder, a single pack file or a kb.jsonl. Raises PackError with every problem found."""
    if path.suffix == ".jsonl":
        return LoadedPack(read_kb(path), {})
    parts = _read_all(_yaml_files(path))
    origins = _origins(parts)
    loaded = LoadedPack(_pack(_header(path, parts), [part for _, part in parts]), origins)
    _raise_if_any(
        Problem(loaded.place(kind, owner), what, remedy, owner if kind == "entry" else "")
        for kind, owner, what, remedy in wrong_references(loaded.pack)
    )
    return loaded


def _yaml_files(path: Path) -> list[Path]:
    found = [path] if path.is_file() else sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
    if not found:
        what = "this folder holds no *.yaml file" if path.is_dir() else "there is no such file or folder"
        raise PackError((Problem(Place(path), what, "name a pack folder, or make one with `pramana init FOLDER`"),))
    return found


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
    headers = [part.pack for _, part in parts if part.pack]
    if len(headers) != 1:
        what = f"the pack has {len(headers)} `pack:` headers"
        raise PackError((Problem(Place(path), what, "let exactly one file say `pack:` with an id and a title"),))
    return headers[0]


def _origins(parts: Sequence[Part]) -> dict[tuple[str, str], Origin]:
    origins: dict[tuple[str, str], Origin] = {}
    problems = []
    for (kind, id_), (file, path) in (item for read, part in parts for item in _items(read, part)):
        if (kind, id_) in origins:
            first, first_path = origins[kind, id_]
            what = f"the {kind} id {id_!r} is taken already, at {first.place((*first_path, 'id'))}"
            place = file.place((*path, "id"))
            problems.append(Problem(place, what, "give one of the two another id", id_ if kind == "entry" else ""))
        origins.setdefault((kind, id_), (file, path))
    _raise_if_any(problems)
    return origins


def _items(file: YamlFile, part: PackFile) -> Iterator[tuple[tuple[str, str], Origin]]:
    for kind, plural in (("topic", "topics"), ("source", "sources"), ("entry", "entries")):
        for number, item in enumerate(getattr(part, plural)):
            yield (kind, item.id), (file, (plural, number))


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
