"""A source is named by what it is, who published it and when; nothing stands twice, and no address runs over lines."""

import pytest

from handlers.catalogues import catalogue
from handlers.citing import source_title, sources_line
from handlers.markup import paragraph
from knowledge import Source

MINUTES = "https://www.example.org/minutes"


def source(title: str, **about: object) -> Source:
    return Source.model_validate({"id": "s", "title": title, "kind": "community", **about})


def line(*named: Source, is_own: bool = True) -> str:
    return paragraph(*sources_line(named, catalogue("en"), is_own=is_own)).text.removesuffix("\n")


@pytest.mark.parametrize(
    ("named", "reads"),
    [
        (source("Message from Tom", publisher="Tom", published="2026-01-15"), "Message from Tom (15 January 2026)"),
        (source("Post in News", publisher="News", published="2026-01-15"), "Post in News (15 January 2026)"),
        (source(MINUTES, url=MINUTES), "example.org/minutes"),
        (source("https://example.org/", url="https://example.org/"), "example.org"),
        (source("Minutes", url=MINUTES), "Minutes (example.org)"),
        (source("Minutes", url="https://t.me/c/15/7"), "Minutes (Telegram)"),
        (source("Minutes of example.org", url=MINUTES), "Minutes of example.org"),
        (source("Minutes", url=MINUTES, publisher="The club", published="2026-01"), "Minutes (The club, January 2026)"),
        (source("The porter"), "The porter"),
    ],
)
def test_a_source_of_a_group_reads_as_somebody_would_say_it(named: Source, reads: str) -> None:
    assert line(named) == f"Source: {reads}"


def test_what_a_base_pack_leaves_open_is_said_to_be_unless_its_address_tells() -> None:
    assert line(source("Paper"), is_own=False) == "Source: Paper (publisher not named)"
    assert line(source("Paper", url=MINUTES), is_own=False) == "Source: Paper (example.org)"


def test_an_address_without_a_title_is_cut_to_a_line_and_leads_to_the_whole() -> None:
    url = "https://example.org/" + "archive/" * 30
    title = source_title(source(url[:250], url=url), catalogue("en"))
    assert title.text.startswith("example.org/archive/")
    assert len(title.text) <= 50
    assert title.url == url
