"""Entries are found by the words that they contain, in any script."""

import pytest
from small_packs import entry

from knowledge import containing

ENTRIES = (
    entry("pool", "When is the swimming pool open?", "bathing hours", answer="From ten to six."),
    entry("gym", "How much does the gym cost?", answer="As much as the pool."),
    entry("hall", "Где зал?", phrasings={"hi": ["सभा कहाँ है"]}, answer="There."),
)


def ids(text: str, *, in_answers: bool = False) -> list[str]:
    return [one.id for one in containing(text, ENTRIES, in_answers=in_answers)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pool", ["pool"]),
        ("POOL swim", ["pool"]),
        ("bathing", ["pool"]),
        ("the", ["pool", "gym"]),
        ("pool gym", []),
        ("зал", ["hall"]),
        ("सभा", ["hall"]),
        ("ool", []),
        ("?!", []),
        ("", []),
    ],
)
def test_every_word_counts_or_the_beginning_of_one(text: str, found: list[str]) -> None:
    assert ids(text) == found


def test_answers_count_only_where_they_are_wanted() -> None:
    assert ids("pool", in_answers=True) == ["pool", "gym"]
    assert ids("ten six", in_answers=True) == ["pool"]
