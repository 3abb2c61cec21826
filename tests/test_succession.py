"""Whoever asks for what was superseded is answered by the newest entry in its place."""

from small_packs import entry, pack

from knowledge.succession import in_circles, successors

OLDEST = entry("hours-2024", "When is the pool open?")
OLDER = entry("hours-2025", "When is the pool open?", supersedes="hours-2024")
NEWEST = entry("hours-2026", "When is the pool open?", supersedes="hours-2025")
OTHER = entry("gym", "Where is the gym?")


def test_an_entry_that_nothing_supersedes_answers_for_itself() -> None:
    assert successors(pack(OTHER)) == {"gym": OTHER}


def test_the_newest_of_a_line_answers_for_all_before_it_whatever_their_order() -> None:
    for order in ((OLDEST, OLDER, NEWEST), (NEWEST, OLDEST, OLDER)):
        found = successors(pack(*order, OTHER))
        assert {id_: newer.id for id_, newer in found.items()} == {
            "hours-2024": "hours-2026",
            "hours-2025": "hours-2026",
            "hours-2026": "hours-2026",
            "gym": "gym",
        }


def test_an_entry_may_supersede_one_that_is_in_no_pack_any_more() -> None:
    assert successors(pack(OLDER)) == {"hours-2025": OLDER}


def test_a_long_line_is_walked_once() -> None:
    line = [entry(f"hours-{year}", "When?", supersedes=f"hours-{year - 1}") for year in range(20_000)]
    found = successors(pack(*line))
    assert {newer.id for newer in found.values()} == {"hours-19999"}


def test_only_what_comes_back_to_itself_is_in_a_circle() -> None:
    older = {"a": "b", "b": "c", "c": "b", "self": "self", "x": "y", "y": "gone", "late": "a"}
    assert in_circles(older) == {"b", "c", "self"}
