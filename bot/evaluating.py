"""`pramana evaluate`: a set of questions -> measures, timings and predictions."""

import json
import math
from collections.abc import Iterable
from pathlib import Path

import click

from bot.showing import console, progress, table
from knowledge.evaluating import Evaluation, Report
from knowledge.evaluation_sets import read_questions
from knowledge.measures import Reply


def evaluate(questions_path: Path, knowledge_path: Path, predictions: Path | None, *, as_json: bool) -> None:
    """Print the measures of a set, and write the predictions. Raises PackError where a file cannot be read."""
    questions = read_questions(questions_path)
    if not questions:
        raise click.UsageError(f"{questions_path} holds no question")
    evaluation = Evaluation(knowledge_path)
    replies = list(progress(evaluation.replies(questions), len(questions), "Asking"))
    if predictions:
        _write(replies, predictions)
    report = evaluation.report(replies)
    if as_json:
        click.echo(json.dumps({name: _plain(value) for name, value in report.items()}, indent=2))
    else:
        click.echo(f"{questions_path} on {knowledge_path}")
        console().print(table(_rows(report)))


def _write(replies: Iterable[Reply], path: Path) -> None:
    lines = (
        {
            "q": reply.asked.text,
            "decision": reply.decision,
            "entry": reply.entry,
            "confidence": round(reply.confidence, 6),
        }
        for reply in replies
    )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from error


def _rows(report: Report) -> list[tuple[str, str]]:
    return [
        (name.replace("_", " "), str(value) if isinstance(value, int) else f"{value:.3f}")
        for name, value in report.items()
    ]


def _plain(value: float) -> float | int | None:
    """Return the value as JSON can say it: nan, for a measure that the set does not allow, is null."""
    if isinstance(value, int):
        return value
    return None if math.isnan(value) else round(value, 4)
