"""What is written is what is read back: every field of every entry, in every form, sign for sign."""

import csv
import io
import json
from pathlib import Path

import pytest
from exchanged import own, own_entries, read, source, whole
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge import OwnEntry, Source
from knowledge.exchange import Format, compare, read_entries, write_entries
from knowledge.exchange.sharing import shared
from knowledge.packs.loading import load_pack

FORMS = list(Format)


def written(*entries: OwnEntry, form: Format = Format.YAML) -> str:
    return write_entries(entries, form, "Trade talk").decode("utf-8-sig")


def back(form: Format, *entries: OwnEntry) -> tuple[OwnEntry, ...]:
    """Write entries, and return what is read of them."""
    incoming = read_entries(f"group.{form}", write_entries(entries, form, "Trade talk"))
    assert incoming.refused == ()
    return incoming.entries


@pytest.mark.parametrize("form", FORMS)
@given(one=own_entries())
def test_an_entry_comes_back_exactly(form: Format, one: OwnEntry) -> None:
    assert back(form, one) == (one,)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=30)
@given(entries=st.tuples(own_entries("a"), own_entries("b"), own_entries("c")))
def test_entries_come_back_exactly_but_for_the_ids_of_sources_that_differ(
    form: Format, entries: tuple[OwnEntry, ...]
) -> None:
    found = back(form, *entries)
    assert found == (entries if form is Format.CSV else tuple(shared(entries)))
    assert compare(found, {one.entry.id: one for one in entries}).same == 3


def test_two_sources_of_one_id_are_not_taken_for_each_other() -> None:
    ours, theirs = own("a", sources=(source("Our board"),)), own("b", sources=(source("Their board"),))
    first, second = back(Format.YAML, ours, theirs)
    assert first == ours
    assert second.entry.sources == ("board-2",) == (second.sources[0].id,)
    assert second.sources[0].title == {"en": "Their board"}


def test_a_source_that_two_entries_share_is_written_once() -> None:
    board = (source("Our board"),)
    text = written(own("a", sources=board), own("b", sources=board))
    assert text.count("Our board") == 1


def test_a_source_that_no_entry_cites_is_kept() -> None:
    spare = OwnEntry(entry=own().entry, sources=(source("Our board"),))
    assert [back(form, spare) for form in FORMS] == [(spare,)] * 3


@pytest.mark.parametrize("form", FORMS)
def test_no_entries_are_a_file_too(form: Format) -> None:
    assert back(form) == ()


def test_yaml_is_written_for_people() -> None:
    one = own(answer={"en": "Ten to six.\n\nShut on Sundays.", "hi": "दस से छह"}, sources=(source("Доска 🎉"),))
    assert written(one) == (
        "pack:\n  id: trade-talk\n  title: Trade talk\n\n"
        "sources:\n  - id: board\n    title: Доска 🎉\n    kind: community\n    retrieved: 2025-12-02\n\n"
        "entries:\n  - id: pool\n    question: When is the pool open?\n    answer:\n      en: |-\n"
        "        Ten to six.\n\n        Shut on Sundays.\n      hi: दस से छह\n    sources:\n      - board\n"
    )


@pytest.mark.parametrize(("known", "shown"), [("2025", "2025"), ("2025-03", "2025-03"), ("2025-03-01", "2025-03-01")])
def test_a_date_is_written_as_precisely_as_it_is_known(known: str, shown: str) -> None:
    board = Source.model_validate({"id": "board", "title": "Board", "kind": "press", "published": known})
    assert f"    published: {shown}\n" in written(own(sources=(board,)))


def test_json_has_the_form_of_a_pack_file() -> None:
    file = json.loads(written(own(), form=Format.JSON))
    assert file["pack"] == {"id": "trade-talk", "title": "Trade talk"}
    assert file["entries"][0]["question"] == "When is the pool open?"


@pytest.mark.parametrize("title", ["", "  ", "🎉", "x" * 300, "a: b\nc"])
def test_a_file_has_a_header_whatever_the_group_is_called(title: str) -> None:
    data = write_entries([own()], Format.YAML, title)
    assert read_entries("group.yaml", data).refused == ()
    assert data.startswith(b"pack:\n  id: ")


def test_an_exported_file_whose_entries_rest_on_something_is_a_pack(tmp_path: Path) -> None:
    file = tmp_path / "group.yaml"
    one = own(sources=(source("Our board"),), as_of="2025-12-02")
    file.write_text(written(one), encoding="utf-8")
    assert [entry.answer for entry in load_pack(file).pack.entries] == [one.entry.answer]


# Tables


def rows(*entries: OwnEntry) -> list[dict[str, str]]:
    """Return the rows of a table as a spreadsheet shows them."""
    return list(csv.DictReader(io.StringIO(written(*entries, form=Format.CSV), newline="")))


def test_a_table_begins_with_the_mark_by_which_excel_knows_the_encoding() -> None:
    assert write_entries([own()], Format.CSV, "Group").startswith(b"\xef\xbb\xbfid,question,")


def test_a_table_has_a_column_for_each_language() -> None:
    (row,) = rows(own(question={"hi": "कब?", "en": "When?"}, phrasings={"en": ["pool hours", "open when"]}))
    assert (row["question"], row["question[hi]"], row["phrasings"]) == ("When?", "कब?", "pool hours\nopen when")


@settings(max_examples=50)
@given(own_entries())
@example(own(answer="=cmd|' /C calc'!A0"))
@example(own(answer="@SUM(1)", phrasings=["-1", "+2"]))
@example(own(answer="＝1+1"))
def test_no_cell_of_a_table_computes(one: OwnEntry) -> None:
    cells = [cell for row in rows(one) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))]


@pytest.mark.parametrize("answer", ["=1", "'=1", "''=1", "'tis", "-", "'"])
def test_an_apostrophe_is_taken_away_only_where_it_was_added(answer: str) -> None:
    assert back(Format.CSV, own(answer=answer))[0].entry.answer == {"en": answer}


def test_a_sign_that_only_python_takes_for_white_space_is_a_text() -> None:
    one = own(answer="\x1f", phrasings=["\x1c", "open when"])
    assert back(Format.CSV, one) == (one,)


# Comparing


def test_what_a_file_brings_is_new_changed_or_the_same() -> None:
    pool, gym = own("pool"), own("gym", "What does the gym cost?")
    dearer = own("gym", "What does the gym cost?", answer="More.")
    bath = own("bath", "Is there a bath?")
    found = compare([pool, dearer, bath], {"pool": pool, "gym": gym, "gone": own("gone")})
    assert (found.new, found.changed, found.same) == ((bath,), ((gym, dearer),), 1)


def test_neither_a_revision_nor_the_id_of_a_source_is_a_change() -> None:
    standing = own(sources=(source("Our board"),), revision=7)
    incoming = own(sources=(source("Our board", "board-2"),))
    assert compare([incoming], {"pool": standing}).same == 1


def test_another_source_is_a_change() -> None:
    standing, incoming = own(sources=(source("Our board"),)), own(sources=(source("Their board"),))
    assert compare([incoming], {"pool": standing}).changed == ((standing, incoming),)


# Much of it


@pytest.mark.parametrize("form", FORMS)
def test_many_entries_come_back_and_tell_how_far_they_are(form: Format) -> None:
    entries = [own(f"pool-{number}", f"When is pool {number} open?") for number in range(1100)]
    told: list[tuple[int, int]] = []
    data = write_entries(entries, form, "Pools")
    incoming = read_entries(f"pools.{form}", data, progress=lambda done, of: told.append((done, of)))
    assert incoming.entries == tuple(entries)
    assert told == [(0, 1100), (250, 1100), (500, 1100), (750, 1100), (1000, 1100), (1100, 1100)]


def test_a_thousand_rows_that_ask_the_same_get_ids_of_their_own() -> None:
    entries = whole("same.csv", "question,answer\n" + "When?,Now.\n" * 3000)
    assert len({one.entry.id for one in entries}) == 3000
    assert [one.entry.id for one in entries[:3]] == ["when", "when-2", "when-3"]


def test_ids_that_are_taken_are_not_made_again_but_may_be_given() -> None:
    text = "id,question,answer\n,When?,Now.\nwhere,Where?,Here.\nwhen-2,How?,So.\n"
    incoming = read("x.csv", text, taken={"when", "where"})
    assert [one.entry.id for one in incoming.entries] == ["when-3", "where", "when-2"]
