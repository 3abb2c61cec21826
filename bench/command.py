"""The command line: options -> tables as they are ready, and all figures as JSON."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from bench.accuracy import Accuracy
from bench.comparing import Builders, Race, accuracies, texts_of
from bench.curating import Added, Imported, additions, imports
from bench.sets import EvaluationSet, read_sets
from bench.showing import accuracy_table, added_table, imported_table, speed_table
from bench.speed import Speed
from bench.systems import SYSTEMS, Line, System, line_up
from bot.showing import console
from knowledge.problems import PackError

DATA = Path(__file__).parents[2] / "shared" / "eval"
SIZES = (1_000, 10_000, 100_000)
LARGEST = 1_000_000

Figure = str | int | float | None


class Figures(NamedTuple):
    """All that was measured, and what could not be."""

    accuracy: list[Accuracy]
    speed: list[Speed]
    left_out: list[str]
    added: list[Added]
    imported: list[Imported]


def _sizes(_context: click.Context, _option: click.Parameter, given: str) -> list[int]:
    try:
        sizes = sorted({int(size) for size in given.split(",")})
    except ValueError as error:
        raise click.BadParameter("give numbers with commas between them") from error
    if not 1 <= sizes[0] <= sizes[-1] <= LARGEST:
        raise click.BadParameter(f"give sizes of 1 to {LARGEST:,}")
    return sizes


def _systems(_context: click.Context, _option: click.Parameter, given: str) -> list[System]:
    named = set(given.split(","))
    unknown = named - {system.name for system in SYSTEMS}
    if unknown:
        known = ", ".join(system.name for system in SYSTEMS)
        raise click.BadParameter(f"there is no {', '.join(sorted(unknown))}; there are {known}")
    return [system for system in SYSTEMS if system.name in named]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--data", type=click.Path(path_type=Path), default=DATA, help="Folder of evaluation sets.")
@click.option("--sizes", default=",".join(map(str, SIZES)), callback=_sizes, help="Phrasings, to measure speed.")
@click.option("--only", type=click.Choice(["accuracy", "speed", "curating"]), help="Measure one of these.")
@click.option("--systems", default=",".join(one.name for one in SYSTEMS), callback=_systems, help="Systems to compare.")
@click.option("--json", "json_path", type=click.Path(path_type=Path, dir_okay=False), help="Write all figures here.")
def bench(data: Path, sizes: list[int], only: str | None, systems: list[System], json_path: Path | None) -> None:
    """Compare Pramana with what people would pick instead: how right, and how fast."""
    measured = Figures([], [], [], [], [])
    if only != "curating":
        _compare(measured, _sets(data, only), _line(systems), only, sizes)
    if only == "curating":
        _curate(measured)
    if json_path:
        _write(measured, json_path)


def _compare(
    measured: Figures, sets: Sequence[EvaluationSet], line: Line, only: str | None, sizes: Sequence[int]
) -> None:
    measured.left_out.extend(line.left_out)
    if only != "speed":
        measured.accuracy.extend(_accuracy(sets, line.builders))
    if only != "accuracy":
        race = Race(line.builders, texts_of(sets))
        measured.speed.extend(_speed(race, sizes))
        measured.left_out.extend(race.left_out)


def _curate(measured: Figures) -> None:
    """Measure what curators wait for; it compares with nobody, and so is asked for by itself."""
    measured.added.extend(additions())
    console().print(added_table(measured.added), "")
    measured.imported.extend(imports())
    console().print(imported_table(measured.imported))


def _sets(folder: Path, only: str | None) -> list[EvaluationSet]:
    try:
        sets = read_sets(folder)
    except PackError as error:
        raise click.ClickException(str(error)) from error
    none_there = f"There are no evaluation sets in {folder}"
    if not sets and only == "accuracy":
        raise click.UsageError(f"{none_there}.")
    if not sets:
        _say([f"{none_there}: accuracy is left out, and speed is measured on made-up words"])
    return sets


def _line(systems: Sequence[System]) -> Line:
    line = line_up(systems)
    _say(line.left_out)
    if not line.builders:
        raise click.ClickException("None of these systems can be measured here.")
    return line


def _accuracy(sets: Sequence[EvaluationSet], builders: Builders) -> list[Accuracy]:
    measured: list[Accuracy] = []
    for one in sets:
        rows = accuracies(one, builders)
        console().print(accuracy_table(rows), "")
        measured += rows
    return measured


def _speed(race: Race, sizes: Sequence[int]) -> list[Speed]:
    measured: list[Speed] = []
    for size in sizes:
        rows = race.at(size)
        if rows:
            console().print(speed_table(rows), "")
        measured += rows
    _say(race.left_out)
    return measured


def _say(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        click.echo(f"{sentence}.", err=True)


def _write(measured: Figures, path: Path) -> None:
    plain = {
        "accuracy": [_plain(row) for row in measured.accuracy],
        "speed": [_plain(row) for row in measured.speed],
        "curating": {
            "added": [_plain(row) for row in measured.added],
            "imported": [_plain(row) for row in measured.imported],
        },
        "left_out": measured.left_out,
    }
    try:
        path.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error


def _plain(row: Accuracy | Speed | Added | Imported) -> dict[str, Figure]:
    """Return a row as JSON can say it: nan, for a measure that the set does not allow, is null."""
    return {name: _rounded(value) for name, value in row._asdict().items()}


def _rounded(value: Figure) -> Figure:
    if not isinstance(value, float):
        return value
    return None if math.isnan(value) else round(value, 4)
