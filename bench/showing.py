"""Rows of figures -> tables, and what is left out and why."""

import math
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bench.accuracy import Accuracy
from bench.curating import Added, Imported
from bench.speed import Speed

Cell = str | Text

SMALLEST = 0.001  # figure shown: of a millisecond, or of a second, less is nothing
CLEARED = "\r\x1b[2K"


def now_doing(what: str) -> None:
    """Write this over what was being done before, on stderr if that is a terminal.

    A progress bar is drawn by a thread of its own, which would stand in the timings.
    """
    terminal = Console(stderr=True)
    if terminal.is_terminal:
        terminal.file.write(CLEARED + what)
        terminal.file.flush()


def accuracy_table(rows: Sequence[Accuracy]) -> Table:
    """Return the systems on one set; the best of each measure is bold."""
    table = _table(f"{rows[0].set}, {rows[0].questions:,} questions", "top-1", "R@P90", "MCC", "AUROC")
    best = [_best(column) for column in zip(*map(_measures, rows), strict=True)]
    for row in rows:
        table.add_row(row.system, *map(_measure, _measures(row), best))
    return table


def speed_table(rows: Sequence[Speed]) -> Table:
    """Return the systems at one size."""
    title = f"One question against {rows[0].phrasings:,} phrasings, processor time"
    table = _table(title, "p50 ms", "p99 ms", "x ours", "right", "asked", "build s")
    for row in rows:
        times_ours = "" if row.times_ours is None else _figure(row.times_ours)
        times = (_figure(row.p50_ms), _figure(row.p99_ms), times_ours)
        table.add_row(row.system, *times, f"{row.right:.3f}", str(row.asked), _figure(row.build_s))
    return table


def added_table(rows: Sequence[Added]) -> Table:
    """Return what one more entry takes in groups of several sizes."""
    table = _table("A new entry in a group", "answered after s", "index MB")
    for row in rows:
        table.add_row(f"{row.entries:,} entries", _figure(row.answered_s), f"{row.index_mb:.1f}")
    return table


def imported_table(rows: Sequence[Imported]) -> Table:
    """Return what files of several sizes take."""
    table = _table("A file into a group, processor time", "read s", "saved s", "indexed s", "rows/s")
    for row in rows:
        times = (_figure(row.read_s), _figure(row.saved_s), _figure(row.indexed_s))
        table.add_row(f"{row.entries:,} entries", *times, f"{row.rows_per_s:,.0f}")
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _measures(row: Accuracy) -> tuple[float, ...]:
    return row.top_1, row.recall_at_p90, row.mcc, row.auroc


def _best(values: Sequence[float]) -> float:
    return max((value for value in values if not math.isnan(value)), default=math.nan)


def _measure(value: float, best: float) -> Cell:
    shown = "" if math.isnan(value) else f"{value:.3f}"
    return Text(shown, style="bold" if value == best else "")


def _figure(value: float) -> str:
    """Return a figure with about three digits that count, whatever its size."""
    if value < SMALLEST:
        return f"<{SMALLEST}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
