"""What an evaluation found -> tables in the terminal."""

import math
from collections.abc import Iterable, Mapping, Sequence

from bot.judging import Judged
from bot.showing import console, headed_table, show_table, table
from bot.wanted import Wanted
from knowledge.measuring.calibration import Bin, reliability
from knowledge.measuring.confusions import Confusion, confusions
from knowledge.measuring.evaluating import Report, measure_by_language

LONGEST_EXAMPLE = 90  # signs; people send whole letters
MOST_CONFUSIONS = 20  # more are not read; --json has them all

LANGUAGE_COLUMNS = {
    "questions": "questions",
    "in_scope": "in scope",
    "top_1": "top 1",
    "answered_right": "answered\nright",
    "answered_wrong": "answered\nwrong",
    "precision_of_answers": "precision\nof answers",
    "answered_or_clarified_right_first": "answered or\nclarified\nright first",
}
SET_COLUMNS = {
    "top_1": "top 1",
    "recall_at_p90": "R@P90",
    "recall_at_p95": "R@P95",
    "mcc": "MCC",
    "auroc": "AUROC",
    "ece": "ECE",
    "answered_right": "right",
    "answered_wrong": "wrong",
    "precision_of_answers": "prec.",
    "clarified": "clar.",
    "p50_ms": "p50\nms",
}


def show_judged(judged: Sequence[Judged], wanted: Wanted) -> None:
    """Print the measures of a set, or a table of several; then whatever else is wanted of each."""
    if len(judged) == 1:
        _show_measures(judged[0])
    else:
        _show_reports("set", SET_COLUMNS, [(one.set.name, one.report) for one in judged])
    for one in judged:
        _show_details(one, wanted, f"{one.set.name}: " if len(judged) > 1 else "")


def _show_measures(one: Judged) -> None:
    """Print each measure beside its value, and some by language if the questions are in several."""
    console().print(f"{one.set.questions} on {one.set.knowledge}", soft_wrap=True)
    console().print(table([(name.replace("_", " "), _shown(value)) for name, value in one.report.items()]))
    languages = measure_by_language(one.replies)
    if len(languages) > 1:
        _entitle("By language:")
        named = [(language or "not told", report) for language, report in languages.items()]
        _show_reports("language", LANGUAGE_COLUMNS, named)


def _show_details(one: Judged, wanted: Wanted, name: str) -> None:
    if wanted.reliability:
        _entitle(f"{name}How often the best entry is right, by confidence:")
        _show_reliability(reliability(one.replies))
    if wanted.confusions:
        _entitle(f"{name}Which entries take the questions of others:")
        _show_confusions(confusions(one.replies))


def _show_reliability(bins: Iterable[Bin]) -> None:
    rows = (
        (f"{one.low:.1f} – {one.high:.1f}", str(one.questions), _shown(one.mean_confidence), _shown(one.share_right))
        for one in bins
    )
    show_table(headed_table(("confidence", "questions", "mean\nconfidence", "share\nright"), rows))


def _show_confusions(found: Sequence[Confusion]) -> None:
    rows = ((str(len(one.answered)), str(len(one.clarified)), _pair(one)) for one in found[:MOST_CONFUSIONS])
    show_table(headed_table(("answered", "clarified", "questions of → taken by"), rows, text_at=2))
    if len(found) > MOST_CONFUSIONS:
        console().print(f"{len(found) - MOST_CONFUSIONS} more pairs are in the output of --json.")


def _entitle(title: str) -> None:
    console().print(f"\n{title}", soft_wrap=True)


def _show_reports(what: str, columns: Mapping[str, str], reports: Iterable[tuple[str, Report]]) -> None:
    rows = ((name, *(_shown(report[column]) for column in columns)) for name, report in reports)
    show_table(headed_table((what, *columns.values()), rows))


def _pair(one: Confusion) -> str:
    right = ", ".join(sorted(one.right)) or "(none)"
    return "\n".join((f"{right} → {one.given}", *(f"  “{_shortened(text)}”" for text in one.examples)))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXAMPLE else f"{line[: LONGEST_EXAMPLE - 1]}…"


def _shown(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return "-" if math.isnan(value) else f"{value:.3f}"
