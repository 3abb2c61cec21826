"""Replies as a terminal shows them: styles, bars, and every sign that an entry has, as it stands there."""

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style

from bot.showing import BAR, INDENT, WIDEST, console, show_reply, styled, table
from handlers.markup import bold, italic, paragraph, quoted, to_html

MEANT_FOR_NOBODY = "[red]x[/red] [/] [link=https://example.org] :warning: <b>y</b> &amp; \\[z]"
LONG = "word " * 60


def shown(html: str, *buttons: str, width: int = 80) -> str:
    """Return what a plain terminal of this width shows."""
    paper = StringIO()
    show_reply(Console(file=paper, width=width, highlight=False), html, buttons)
    return paper.getvalue()


def styles(html: str) -> dict[str, Style]:
    """Return the style of each styled piece of a line."""
    (line,) = styled(html)
    return {line.plain[span.start : span.end]: Style.parse(str(span.style)) for span in line.spans}


def test_bold_and_italics_are_styled_and_the_rest_is_not() -> None:
    found = styles(to_html([paragraph(bold("strong"), " plain ", italic("leaning"))]))
    assert found["strong"].bold
    assert found["leaning"].italic
    assert not found.get(" plain ", Style())


def test_styles_within_each_other_add_up() -> None:
    found = styles("<b>a<i>b</i></b>")
    assert (found["a"].bold, found["a"].italic) == (True, None)
    assert (found["b"].bold, found["b"].italic) == (True, True)


def test_a_quotation_has_a_bar_before_each_of_its_lines() -> None:
    lines = styled(to_html([paragraph("before"), quoted("first\nsecond", "\n— somebody"), paragraph("after")]))
    assert [line.plain for line in lines] == ["before", f"{BAR}first", f"{BAR}second", f"{BAR}— somebody", "after"]


def test_the_bar_goes_on_where_a_line_of_a_quotation_is_broken() -> None:
    rows = shown(to_html([quoted(LONG)]), width=40).rstrip().splitlines()
    assert len(rows) > 2
    assert all(row.startswith(INDENT + BAR + "word") and len(row) <= 40 for row in rows)


def test_long_lines_are_broken_between_words_and_indented() -> None:
    rows = shown(to_html([paragraph(LONG)]), width=40).rstrip().splitlines()
    assert len(rows) > 2
    assert all(row.startswith(f"{INDENT}word") and row.endswith("word") and len(row) <= 40 for row in rows)
    assert " ".join(" ".join(rows).split()) == LONG.strip()


def test_the_address_of_a_link_stands_behind_it() -> None:
    (line,) = styled('see <a href="https://example.org/?a=1&amp;b=2"><b>the notice</b></a> there')
    assert line.plain == "see the notice (https://example.org/?a=1&b=2) there"


def test_what_an_entry_says_is_no_markup_for_the_terminal() -> None:
    assert MEANT_FOR_NOBODY in shown(to_html([paragraph(MEANT_FOR_NOBODY)]))
    assert f"[1] {MEANT_FOR_NOBODY}" in shown("x", MEANT_FOR_NOBODY)


def test_a_table_has_its_values_below_each_other() -> None:
    paper = StringIO()
    Console(file=paper, width=80, highlight=False).print(table([("top 1", "0.5"), ("questions", "400")]))
    rows = paper.getvalue().splitlines()
    assert len({len(row) for row in rows}) == 1
    assert [row.split() for row in rows] == [["top", "1", "0.5"], ["questions", "400"]]


def test_buttons_are_numbered_below_the_reply() -> None:
    assert shown("Choose:", "One", "Two") == "  Choose:\n\n  [1] One\n  [2] Two\n\n"
    assert shown("No choice") == "  No choice\n\n"


@pytest.mark.parametrize("text", ["", "\n\n\n", "👩‍👩‍👧 यात्रा Визит שלום", "a&lt;b", "<b></b>"])
def test_whatever_is_shown_fits_the_terminal(text: str) -> None:
    assert all(cell_len(row) <= 20 for row in shown(text * 3, text, width=20).splitlines())


def test_no_row_ends_in_white_space() -> None:
    assert not [row for row in shown("<b>a</b>\n\n" + LONG, "b ").splitlines() if row != row.rstrip()]


def test_a_wide_terminal_is_not_used_to_its_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert console().width == WIDEST
    monkeypatch.setenv("COLUMNS", "50")
    assert console().width == 50


def test_what_is_no_terminal_gets_no_colours(capsys: pytest.CaptureFixture[str]) -> None:
    show_reply(console(), "<b>bold</b>\n<blockquote>said</blockquote>", ["One"])
    assert "\x1b" not in capsys.readouterr().out
