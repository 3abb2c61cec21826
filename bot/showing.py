"""Replies and reports as a terminal shows them: the one door to rich."""

from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.style import Style
from rich.table import Table
from rich.text import Text

Item = TypeVar("Item")

INDENT, BAR = "  ", "│ "
WIDEST = 96  # longer lines are hard to read
UNBROKEN = 240  # wider than any table, for a file or a pipe
STYLES = {"b": Style(bold=True), "i": Style(italic=True), "blockquote": Style(color="cyan")}


def console() -> Console:
    """Return the terminal to write to; with no terminal the text stays plain. Nothing in a text is markup for it."""
    return _console(min(Console().width, WIDEST))


def _console(width: int) -> Console:
    return Console(width=width, highlight=False, markup=False, emoji=False)


def styled(html: str) -> list[Text]:
    """Return Telegram's HTML as styled lines: quotations behind a bar, addresses behind their links."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(reader.text.split("\n", allow_blank=True))


def show_reply(to: Console, html: str, buttons: Sequence[str] = ()) -> None:
    """Show a reply with its buttons numbered from 1."""
    for line in styled(html):
        _show_indented(to, line)
    to.print()
    for number, text in enumerate(buttons, start=1):
        _show_indented(to, Text(f"[{number}] {text}", style="dim"))
    if buttons:
        to.print()


def _show_indented(to: Console, line: Text) -> None:
    """Print a line in as many rows as it takes, a quotation's bar before each."""
    margin = INDENT + (BAR if line.plain.startswith(BAR) else "")
    for row in line[len(margin) - len(INDENT) :].wrap(to, to.width - len(margin)):
        row.rstrip()
        to.print(Text(margin) + row if row else "")


def table(rows: list[tuple[str, str]]) -> Table:
    """Return names beside values."""
    drawn = Table(show_header=False, box=None, pad_edge=False)
    drawn.add_column()
    drawn.add_column(justify="right")
    for name, value in rows:
        drawn.add_row(name, value)
    return drawn


def headed_table(header: Sequence[str], rows: Iterable[Sequence[str]], text_at: int = 0) -> Table:
    """Return rows under a header; the column `text_at` holds text and may be broken, the others hold numbers."""
    drawn = Table(box=None, pad_edge=False, collapse_padding=True, header_style="dim")
    for at, name in enumerate(header):
        is_text = at == text_at
        drawn.add_column(name, justify="left" if is_text else "right", no_wrap=not is_text, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    return drawn


def show_table(drawn: Table) -> None:
    """Print a table, its texts broken only where a terminal is too narrow for them."""
    screen = Console()
    _console(screen.width if screen.is_terminal else UNBROKEN).print(drawn)


def progress(items: Iterable[Item], total: int, doing: str = "Reading phrasings") -> Iterable[Item]:
    """Pass items on, with a progress bar on stderr if that is a terminal."""
    terminal = Console(stderr=True)
    return track(items, doing, total, console=terminal, transient=True, disable=not terminal.is_terminal)


class _Reader(HTMLParser):
    """Reads the tags that the bot writes: b, i, blockquote, a."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("href") or ""))
        if tag == "blockquote":
            self.text.append(BAR)

    def handle_endtag(self, _tag: str) -> None:
        _, address = self._open.pop()
        if address:
            self.text.append(f" ({address})", Style(dim=True))

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self._open]
        shown = data.replace("\n", f"\n{BAR}") if "blockquote" in names else data
        style = sum((STYLES[name] for name in names if name in STYLES), Style.null())
        self.text.append(shown, style)
