"""Replies -> pictures, reliability.png and coverage.png: the one door to matplotlib, which is an optional extra.

It is imported where it is used: few people need it, and it takes a second.
"""

import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge.measuring.calibration import Bin, expected_calibration_error, reliability
from knowledge.measuring.measures import Reply, coverage, decided, precision_of_answers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

DPI = 200
SIZE = (7.2, 6.8)  # inches
FEW = 10  # questions, of which no share can be told
LONGEST_NAME = 45  # signs that fit above a picture
BLUE, ORANGE, GREY, DARK = "#1f6f9f", "#d9631e", "#8a8a8a", "#333333"
STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.labelcolor": DARK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.constrained_layout.h_pad": 0.12,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.w_pad": 0.12,
    "figure.figsize": SIZE,
    "grid.color": "#e6e6e6",
    "legend.frameon": False,
    "savefig.dpi": DPI,
    "text.color": DARK,
    "text.parse_math": False,  # the name of a set may hold a $
    "xtick.color": DARK,
    "ytick.color": DARK,
}


def require_matplotlib() -> None:
    """Raise UsageError, with the remedy, where matplotlib is not installed or does not start."""
    try:
        import_module("matplotlib")
    except ImportError as error:
        raise click.UsageError("pictures need matplotlib; install it with: pip install 'pramana[plots]'") from error
    except ValueError as error:  # it reads MPLBACKEND on import
        raise click.UsageError(f"matplotlib does not start: {error}; unset MPLBACKEND") from error


def draw(replies: Sequence[Reply], name: str, folder: Path) -> list[Path]:
    """Draw both pictures of the replies to the set of this name, and return the files. Raises OSError."""
    from matplotlib import style  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    pictures = {folder / "reliability.png": _draw_reliability, folder / "coverage.png": _draw_coverage}
    with style.context(STYLE, after_reset=True), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a name may be in a script that the font lacks
        for file, fill in pictures.items():
            figure = Figure()
            fill(figure, replies, name)
            figure.savefig(file)
    return list(pictures)


def _draw_reliability(figure: "Figure", replies: Sequence[Reply], name: str) -> None:
    """Draw confidence against the share that is right, and below it how many questions have which confidence."""
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    error = expected_calibration_error(replies)
    _entitle(above, "Is the bot right as often as it is sure?", name, f"expected calibration error {error:.3f}")
    bins = [one for one in reliability(replies) if one.questions]
    _draw_gaps(above, bins)
    _draw_counts(below, bins)
    figure.legend(loc="outside lower left")


def _draw_gaps(axes: "Axes", bins: Sequence[Bin]) -> None:
    sure, right = [one.mean_confidence for one in bins], [one.share_right for one in bins]
    solid = [BLUE if one.questions >= FEW else "white" for one in bins]
    axes.plot((0, 1), (0, 1), color=GREY, linestyle="--", linewidth=1, label="right as often as it is sure")
    axes.vlines(sure, right, sure, color=ORANGE, alpha=0.45, linewidth=5, label="how far it is off")
    label = f"this bot, by tenths of confidence (hollow: fewer than {FEW} questions)"
    axes.plot(sure, right, "o-", color=BLUE, label=label)
    axes.scatter(sure, right, s=50, c=solid, edgecolors=BLUE, linewidths=1.5, zorder=3)
    axes.set(ylim=(-0.03, 1.03), ylabel="questions whose best entry is right")
    _count_in_percent(axes.yaxis)


def _draw_counts(axes: "Axes", bins: Sequence[Bin]) -> None:
    middles = [(one.low + one.high) / 2 for one in bins]
    bars = axes.bar(middles, [one.questions for one in bins], width=0.094, color=BLUE)
    axes.bar_label(bars, padding=2, fontsize="small")
    axes.set(xlim=(-0.03, 1.03), xlabel="confidence in the best entry", ylabel="how many\nquestions")
    axes.margins(y=0.2)  # room for the numbers
    axes.grid(visible=False, axis="x")
    _count_in_percent(axes.xaxis)


def _draw_coverage(figure: "Figure", replies: Sequence[Reply], name: str) -> None:
    """Draw how right the answers are if more and more questions are answered, from the surest down."""
    axes = figure.subplots()
    _entitle(axes, "If more is answered, how much of it is right?", name, f"{len(replies)} questions")
    points = coverage(replies)
    answered, right = [share for share, _ in points], [share for _, share in points]
    axes.plot(answered, right, color=BLUE, label="answering from the surest down")
    _mark_scope(axes, replies)
    _mark_shipped(axes, replies)
    axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03), xlabel="questions answered", ylabel="answers that are right")
    _count_in_percent(axes.xaxis, axes.yaxis)
    figure.legend(loc="outside lower left")


def _mark_scope(axes: "Axes", replies: Sequence[Reply]) -> None:
    share = sum(reply.asked.is_in_scope for reply in replies) / len(replies)
    label = f"questions that some entry answers: {share:.0%}"
    axes.axvline(share, color=GREY, linestyle="--", linewidth=1, label=label)


def _mark_shipped(axes: "Axes", replies: Sequence[Reply]) -> None:
    """Mark what the shipped thresholds make of it; where they let nothing through there is nothing to mark."""
    shares, right = decided(replies), precision_of_answers(replies)
    answered = shares["answered_right"] + shares["answered_wrong"]
    if answered:
        label = f"at the shipped thresholds: {answered:.0%} answered, {right:.0%} of these rightly"
        axes.plot(answered, right, "o", color=ORANGE, markersize=9, label=label)


def _entitle(axes: "Axes", title: str, name: str, detail: str) -> None:
    line = " ".join(name.split())
    shown = line if len(line) <= LONGEST_NAME else f"…{line[1 - LONGEST_NAME :]}"
    axes.set_title(title, loc="left", weight="bold", pad=34)
    axes.text(0, 1.025, f"{shown}\n{detail}", transform=axes.transAxes, color=GREY, size="small")


def _count_in_percent(*axes: "Axis") -> None:
    from matplotlib.ticker import MultipleLocator, PercentFormatter  # noqa: PLC0415

    for axis in axes:
        axis.set_major_locator(MultipleLocator(0.1))
        axis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
