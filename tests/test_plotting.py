"""The pictures are drawn for whatever came of a set, and nothing in them is cut off."""

import sys
from pathlib import Path

import click
import pytest
from matplotlib.image import imread

from bot.plotting import draw, require_matplotlib
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import AskedQuestion


def reply(truth: str, entry: str | None, confidence: float, decision: str = "answer") -> Reply:
    return Reply(AskedQuestion("q", frozenset(truth.split())), decision, entry, confidence)


MIXED = [
    *[reply("pool", "pool", 0.97)] * 30,
    reply("pool", "gym", 0.72),
    reply("", "gym", 0.5, "clarify"),
    *[reply("", "gym", 0.1, "abstain")] * 300,
    reply("tram", None, 0.0, "abstain"),
]
SETS = {
    "a mixture": MIXED,
    "a single question": MIXED[:1],
    "nothing answered": [reply("pool", "gym", 0.2, "abstain")],
    "nothing found": [reply("pool", None, 0.0, "abstain")],
    "nothing in scope": [reply("", "pool", 1.0)],
}
NAMES = ["queries.jsonl", "a/long/way/" * 20, "$\\frac{1", "प्रश्न/вопросы/🤔", "<b>%s{}\n\n", "数" * 80]


def margins_are_clean(picture: Path) -> bool:
    """Tell whether the picture ends in white on every side, as it does where nothing is cut off."""
    pixels = imread(picture)[..., :3]
    return all(bool((side == 1).all()) for side in (pixels[:4], pixels[-4:], pixels[:, :4], pixels[:, -4:]))


@pytest.mark.parametrize("replies", SETS.values(), ids=SETS)
def test_both_pictures_are_drawn_whatever_came_of_the_questions(tmp_path: Path, replies: list[Reply]) -> None:
    files = draw(replies, "a set", tmp_path / "made" / "here")
    assert [file.name for file in files] == ["reliability.png", "coverage.png"]
    assert all(margins_are_clean(file) for file in files)


@pytest.mark.parametrize("name", NAMES)
def test_a_set_may_have_any_name(tmp_path: Path, name: str) -> None:
    assert all(margins_are_clean(file) for file in draw(MIXED, name, tmp_path))


def test_pictures_are_sharp_enough_to_print(tmp_path: Path) -> None:
    for file in draw(MIXED, "a set", tmp_path):
        height, width = imread(file).shape[:2]
        assert min(height, width) >= 1200


def test_the_shipped_thresholds_are_marked_only_where_they_let_something_through(tmp_path: Path) -> None:
    def colours(replies: list[Reply]) -> bool:
        """Tell whether there is orange in the curve, the colour of the mark."""
        red, _, blue = (imread(draw(replies, "a set", tmp_path)[1])[..., channel] for channel in range(3))
        return bool((red - blue > 0.5).any())

    assert colours(MIXED)
    assert not colours(SETS["nothing answered"])


def test_where_matplotlib_is_not_installed_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(click.UsageError, match=r"pip install 'pramana\[plots\]'"):
        require_matplotlib()


def test_where_matplotlib_is_installed_nothing_is_complained_of() -> None:
    require_matplotlib()
