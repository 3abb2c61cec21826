"""`pramana evaluate`: sets of questions -> measures and timings; and, as wanted, predictions and pictures."""

import json
from collections.abc import Sequence
from itertools import repeat
from pathlib import Path

import click

from bot.calibrating import weights_of_the_others
from bot.evaluation_json import plain_judged, plain_reply
from bot.judging import Judged, judge
from bot.plotting import draw, require_matplotlib
from bot.question_sets import question_sets
from bot.reporting import show_judged
from bot.settings import Settings
from bot.wanted import Wanted


def evaluate(paths: Sequence[Path], knowledge: Path | None, wanted: Wanted, settings: Settings) -> None:
    """Print the measures of sets, and write what is wanted. Raises PackError where a file cannot be read."""
    _refuse_the_impossible(wanted, len(paths))
    sets = question_sets(paths, knowledge, settings.pramana_knowledge)
    weights = weights_of_the_others(sets, settings.embedding) if wanted.leave_one_out else repeat(None)
    judged = [judge(one, settings.embedding, fitted) for one, fitted in zip(sets, weights, strict=False)]
    _write_predictions(judged, wanted.predictions)
    drawn = _draw(judged, wanted.plot)
    if wanted.as_json:
        click.echo(json.dumps(plain_judged(judged, wanted), ensure_ascii=False, indent=2))
    else:
        show_judged(judged, wanted)
        click.echo("".join(f"wrote {file}\n" for file in drawn), nl=False)


def _refuse_the_impossible(wanted: Wanted, sets: int) -> None:
    """Raise UsageError before anything is asked, as that may take minutes."""
    if wanted.predictions and sets > 1:
        raise click.UsageError(f"--predictions writes those of one set, and there are {sets}; name one")
    if wanted.plot:
        require_matplotlib()


def _write_predictions(judged: Sequence[Judged], path: Path | None) -> None:
    if not path:
        return
    lines = (json.dumps(plain_reply(reply), ensure_ascii=False) for one in judged for reply in one.replies)
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from error


def _draw(judged: Sequence[Judged], folder: Path | None) -> list[Path]:
    """Draw each set, of several each into a folder of its own, and return the files."""
    if not folder:
        return []
    try:
        return [file for one in judged for file in draw(one.replies, str(one.set.path), _within(folder, one, judged))]
    except OSError as error:
        raise click.UsageError(f"{error.filename or folder} cannot be written: {error.strerror}") from error


def _within(folder: Path, one: Judged, judged: Sequence[Judged]) -> Path:
    return folder if len(judged) == 1 else folder / one.set.name.removesuffix(".jsonl")
