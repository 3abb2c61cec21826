"""What a change altered is told by the fields that members read, short, and nothing that did not change."""

from datetime import UTC, datetime

import pytest
from small_packs import entry, pack

from handlers.catalogues import catalogue
from handlers.curating.correcting.changes import TEXT_SHOWN, describe, differences
from handlers.markup import to_text
from knowledge import Knowledge, OwnEntry
from knowledge.storage import Asking, Change, Curator, Deed, Revision, Standing

WORDS = catalogue("en")
NOW = datetime(2026, 1, 15, 9, 5, tzinfo=UTC)
BASE = Knowledge(pack(entry("pool", "When is the pool open?")))
BOARD = {"id": "board", "title": "Our board", "kind": "community"}


def own(**more: object) -> OwnEntry:
    sources = [BOARD] if "sources" in more or "quotes" in more else []
    given = {"id": "meeting", "question": "Where do we meet?", "answer": "In room 7.", **more}
    return OwnEntry.model_validate({"entry": given, "sources": sources})


def told(before: OwnEntry | None, after: OwnEntry | None) -> list[str]:
    return [one.text for one in differences(before, after, WORDS)]


def change(deed: Deed, *ids: str, name: str = "Asha", undone_by: int | None = None) -> Change:
    revisions = tuple(Revision(id_, None, Standing(id_, None, "closed", 1)) for id_ in ids)
    return Change(1, Asking(Curator(7, name), deed, NOW), revisions, undone_by)


def test_nothing_is_told_of_an_entry_that_stayed_the_same() -> None:
    assert told(own(), own()) == []


def test_a_text_that_changed_is_told_as_it_was_and_as_it_is() -> None:
    assert told(own(), own(answer="In room 9.")) == ["Answer (English): In room 7. → In room 9."]


def test_what_came_to_texts_that_stood_there_is_told_as_new() -> None:
    before, after = own(phrasings=["our place"]), own(phrasings=["our place", "which floor"])
    assert told(before, after) == ["Phrasings (English), new: which floor"]


def test_each_language_is_told_apart() -> None:
    both = own(answer={"en": "In room 7.", "ru": "В седьмой."})
    assert told(own(), both) == ["Answer (Русский): – → В седьмой."]
    assert told(both, own()) == ["Answer (Русский), left out: В седьмой."]


def test_of_several_phrasings_only_those_that_came_or_went_are_told() -> None:
    before, after = own(phrasings=["our place", "which room"]), own(phrasings=["our place", "which floor"])
    assert told(before, after) == ["Phrasings (English): which room → which floor"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"as_of": "2026-01-02"}, "As of: – → 2 January 2026"),
        ({"review_by": "2026-02-01"}, "To be checked again by: – → 1 February 2026"),
        ({"status": "planned"}, "Status: – → Planned"),
        ({"sources": ["board"]}, "Sources: – → Our board"),
    ],
)
def test_dates_status_and_sources_are_told_as_members_read_them(more: dict[str, object], said: str) -> None:
    assert told(own(), own(**more)) == [said]


def test_a_source_that_is_no_more_than_an_address_is_told_once() -> None:
    address = "https://example.org/picnic"
    site = {"id": "site", "title": address, "url": address, "kind": "community"}
    given = {"id": "meeting", "question": "Where do we meet?", "answer": "In room 7.", "sources": ["site"]}
    after = OwnEntry.model_validate({"entry": given, "sources": [site]})
    assert told(own(), after) == [f"Sources: – → {address}"]


def test_a_quote_is_told_with_its_speaker() -> None:
    quoting = own(quotes=[{"text": "Room 7 it is.", "speaker": "Dara", "source": "board"}])
    assert "Quotes: – → “Room 7 it is.” — Dara" in told(own(), quoting)


def test_a_new_entry_is_told_whole() -> None:
    assert told(None, own()) == ["Question (English): – → Where do we meet?", "Answer (English): – → In room 7."]


def test_what_members_do_not_see_is_still_said_to_have_changed() -> None:
    assert told(own(), own(answers_to=["where"])) == ["Details were changed that members do not see."]


def test_long_texts_are_told_from_where_they_differ() -> None:
    same = "word " * 100
    (said,) = told(own(answer=f"{same}ends here"), own(answer=f"{same}stops there"))
    assert said.endswith("ends here → …word word word word word word stops there")
    assert len(said) < 2 * TEXT_SHOWN


def test_markup_in_a_text_stays_text() -> None:
    (line,) = differences(own(), own(answer="<b>In</b> & out"), WORDS)
    assert to_text([line]).endswith("<b>In</b> & out")


def test_a_change_says_which_entries_what_who_and_when() -> None:
    assert describe(change(Deed.RETIRE, "pool"), WORDS, BASE).text == (
        "“When is the pool open?”\nRetired by Asha, 15 January 2026, 09:05 UTC"
    )


def test_of_many_entries_the_first_are_named_and_the_rest_counted() -> None:
    text = describe(change(Deed.IMPORT, "pool", "b", "c", "d", "e"), WORDS, BASE).text
    assert text.startswith("“When is the pool open?”, “b”, “c” and 2 more\nImported by Asha")


def test_what_was_taken_back_is_marked_and_who_was_forgotten_is_an_admin() -> None:
    text = describe(change(Deed.EDIT, "pool", name="", undone_by=2), WORDS, BASE).text
    assert text.endswith("Edited by an admin, 15 January 2026, 09:05 UTC\nTaken back since.")


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_has_its_sentence(deed: Deed) -> None:
    assert "by Asha, 15 January 2026" in describe(change(deed, "pool"), WORDS, BASE).text
