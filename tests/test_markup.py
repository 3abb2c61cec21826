"""What is sent is what Telegram's own library reads: text stays text, and parts are whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram_texts import parsed

from handlers.markup import (
    Paragraph,
    Span,
    Style,
    bold,
    italic,
    paragraph,
    parts,
    quoted,
    sendable,
    shortened,
    to_html,
    to_text,
)

texts = st.text(max_size=80)
spans = st.builds(Span, texts, st.sampled_from(Style), st.sampled_from([None, 'https://example.org/?a=1&b="<>']))
paragraphs = st.lists(
    st.builds(Paragraph, st.lists(spans, min_size=1, max_size=4).map(tuple), st.booleans()), min_size=1, max_size=6
)


def squeezed(text: str) -> str:
    """The text as far as Telegram keeps it: white space and signs that nobody sees come and go."""
    return "".join(sign for sign in sendable(text) if sign.isprintable() and not sign.isspace())


@given(paragraphs)
def test_telegram_reads_just_the_text_that_was_written(written: list[Paragraph]) -> None:
    html = to_html(written)
    if any(squeezed(one.text) for one in written):
        assert squeezed(parsed(html, "HTML").text) == squeezed("".join(one.text for one in written))


@given(paragraphs, st.integers(min_value=8, max_value=60))
def test_parts_hold_everything_in_order_and_fit(written: list[Paragraph], limit: int) -> None:
    found = parts(written, limit)
    assert "".join(one.text for part in found for one in part) == "".join(one.text for one in written)
    for part in found:
        visible = "\n\n".join(one.text for one in part)
        assert len(part) == 1 or len(visible) <= limit + len(part)
        assert all(len(one.text.encode("utf-16-le", "surrogatepass")) // 2 <= limit for one in part)


@given(paragraphs, st.integers(min_value=8, max_value=60))
def test_every_part_is_markup_that_telegram_takes(written: list[Paragraph], limit: int) -> None:
    for part in parts(written, limit):
        if squeezed("".join(one.text for one in part)):
            parsed(to_html(part), "HTML")


def test_a_cut_span_keeps_its_look_on_both_sides() -> None:
    first, second = parts([paragraph(bold("one two three four"))], limit=10)
    assert to_html(first) == "<b>one two </b>"
    assert to_html(second) == "<b>three four</b>"


def test_parts_are_cut_between_paragraphs_where_they_can_be() -> None:
    first, second = parts([paragraph("a" * 30), paragraph("b" * 30)], limit=40)
    assert (to_text(first), to_text(second)) == ("a" * 30, "b" * 30)


def test_a_sign_is_not_parted_from_its_marks() -> None:
    first, *_ = parts([paragraph("कि" * 10)], limit=7)
    assert to_text(first) == "कि" * 3


def test_no_text_is_one_empty_part() -> None:
    assert parts([]) == [()]


def test_a_quotation_stands_apart_by_a_single_break() -> None:
    assert to_html([paragraph("a"), quoted("b"), paragraph("c")]) == "a\n<blockquote>b</blockquote>\nc"


@pytest.mark.parametrize("sign", ["\ud800", "\x00", "\x1b"])
def test_signs_that_no_message_may_carry_are_replaced(sign: str) -> None:
    assert sign not in to_html([paragraph(italic(f"a{sign}b"))])


def test_a_link_shows_its_address_in_plain_text() -> None:
    assert to_text([paragraph(Span("here", url="https://example.org"))]) == "here (https://example.org)"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("one two", "one two"),
        (" one\n two ", "one two"),
        ("one two three", "one two…"),
        ("onetwothree", "onetwothr…"),
    ],
)
def test_a_text_is_shortened_between_words_to_one_line(text: str, short: str) -> None:
    assert shortened(text, 10) == short
