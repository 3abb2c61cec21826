"""Paragraphs -> Telegram's HTML or plain text, whole or in parts: the one door to markup.

Text comes in as text and is escaped on the way out, so nothing that a person or an entry says can become markup.
Parts are cut between paragraphs, or at white space within one, before there is any markup to cut through.
"""

import html
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, takewhile

MESSAGE_LIMIT = 4096  # signs in one message after parsing; counted here as UTF-16 units, which are never fewer
ZERO_WIDTH_JOINER = "\u200d"
_UNSENDABLE = dict.fromkeys(range(55296, 57344), "�") | {sign: " " for sign in range(32) if sign != 10}


class Style(StrEnum):
    """How a span looks; the value is its tag."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look, which may lead to a web address."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans in a row; a quoted paragraph is set apart as somebody's words."""

    spans: tuple[Span, ...]
    quoted: bool = False

    @property
    def text(self) -> str:
        """The visible text."""
        return "".join(span.text for span in self.spans)


def paragraph(*spans: Span | str) -> Paragraph:
    """Return a paragraph of spans; a bare string is a plain one."""
    return Paragraph(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def bold(text: str) -> Span:
    """Return a bold span."""
    return Span(text, Style.BOLD)


def italic(text: str) -> Span:
    """Return a span in italics."""
    return Span(text, Style.ITALIC)


def quoted(*spans: Span | str) -> Paragraph:
    """Return a paragraph that is set apart as somebody's words."""
    return replace(paragraph(*spans), quoted=True)


def to_html(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as Telegram's HTML."""
    return _joined(paragraphs, [_html_of(one) for one in paragraphs])


def to_text(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as plain text, links with their address behind them."""
    return _joined(paragraphs, [_text_of(one) for one in paragraphs])


def parts(paragraphs: Iterable[Paragraph], limit: int = MESSAGE_LIMIT) -> list[tuple[Paragraph, ...]]:
    """Return the paragraphs in as few parts as hold at most `limit` signs each; at least one part."""
    found: list[tuple[Paragraph, ...]] = [()]
    for one in (piece for whole in paragraphs for piece in _pieces(whole, limit)):
        grown = (*found[-1], one)
        if found[-1] and _size(_joined(grown, [each.text for each in grown])) > limit:
            found.append((one,))
        else:
            found[-1] = grown
    return found


def _joined(paragraphs: Sequence[Paragraph], rendered: Sequence[str]) -> str:
    """Join with a blank line, or a single break beside a quotation, which stands apart by itself."""
    whole = "".join(
        text + ("\n" if one.quoted or following.quoted else "\n\n")
        for one, following, text in zip(paragraphs, paragraphs[1:], rendered, strict=False)
    )
    return whole + (rendered[-1] if rendered else "")


def _html_of(one: Paragraph) -> str:
    inside = "".join(_span_html(span) for span in one.spans)
    return f"<blockquote>{inside}</blockquote>" if one.quoted else inside


def _span_html(span: Span) -> str:
    escaped = html.escape(sendable(span.text), quote=False)
    styled = f"<{span.style}>{escaped}</{span.style}>" if span.style and escaped.strip() else escaped
    return f'<a href="{html.escape(sendable(span.url))}">{styled}</a>' if span.url and escaped.strip() else styled


def _text_of(one: Paragraph) -> str:
    return "".join(f"{span.text} ({span.url})" if span.url else span.text for span in one.spans)


def shortened(text: str, limit: int) -> str:
    """Return the text on one line, cut off between words where it has more than `limit` signs."""
    line = " ".join(text.split())
    return line if _size(line) <= limit else line[: _cut_before(line, limit - 1)].rstrip() + "…"


def sendable(text: str) -> str:
    """Return the text with signs that no message may carry (lone surrogates, control signs) replaced."""
    return text.translate(_UNSENDABLE)


def _size(text: str) -> int:
    return sum(2 if ord(sign) > 0xFFFF else 1 for sign in text)


def _pieces(whole: Paragraph, limit: int) -> Iterator[Paragraph]:
    """Yield the paragraph, or pieces of it that fit; a span that is cut keeps its look on both sides."""
    text, start = whole.text, 0
    while start + limit < len(text) or _size(text[start:]) > limit:
        cut = start + _cut_before(text[start : start + limit + 1], limit)
        yield _slice(whole, start, cut)
        start = cut
    yield _slice(whole, start, len(text))


def _cut_before(text: str, limit: int) -> int:
    """Return the place of the last white space that lets the text before it fit, else of the last whole sign."""
    most = _most_signs(text, limit)
    space = max(text.rfind(" ", 1, most), text.rfind("\n", 1, most))
    return space + 1 if space > 0 else _before_combining(text, most)


def _most_signs(text: str, limit: int) -> int:
    """Return how many signs from the beginning fit."""
    sizes = accumulate(_size(sign) for sign in text)
    return sum(1 for _ in takewhile(lambda size: size <= limit, sizes))


def _before_combining(text: str, at: int) -> int:
    """Step back so that no sign is parted from its marks."""
    whole = at
    while whole > 1 and (_clings(text[whole]) or text[whole - 1] == ZERO_WIDTH_JOINER):
        whole -= 1
    return whole if whole > 1 else at


def _clings(sign: str) -> bool:
    """Tell whether a sign belongs to the one before it: a mark, whatever its class, or an invisible joiner."""
    category = unicodedata.category(sign)
    return category.startswith("M") or category == "Cf"


def _slice(whole: Paragraph, start: int, end: int) -> Paragraph:
    spans, at = [], 0
    for span in whole.spans:
        inside = span.text[max(start - at, 0) : max(end - at, 0)]
        spans += [replace(span, text=inside)] if inside else []
        at += len(span.text)
    return replace(whole, spans=tuple(spans))
