"""What a table or a page of questions leaves unsaid stays as it stands; what it says of today is of today."""

import json
from datetime import date

import pytest
from exchanged import own, read, source

from knowledge import OwnEntry
from knowledge.exchange import Format, completed, read_entries, write_entries

TODAY = date(2025, 12, 20)
THEN = date(2025, 12, 2)
BOARD = source("Our board")
QUOTE = {"text": "Ten to six.", "speaker": "Asha", "source": "board"}
POOL = own(sources=(BOARD,), quotes=[QUOTE], as_of=THEN, related=["gym"], phrasings=["pool hours"])


def taken(text: str, *standing: OwnEntry, name: str = "x.csv") -> OwnEntry:
    """Return the one entry of a file once it lies over what stands."""
    incoming = read(name, text)
    assert incoming.refused == ()
    (one,) = completed(incoming, {one.entry.id: one for one in standing}, TODAY)
    return one


SAME = "question,answer\nWhen is the pool open?,From ten to six.\n"


def test_columns_that_are_not_there_change_nothing() -> None:
    assert taken(SAME, POOL) == POOL


def test_another_answer_without_a_date_is_of_today() -> None:
    found = taken(SAME.replace("six", "seven"), POOL)
    assert (found.entry.answer["en"], found.entry.as_of) == ("From ten to seven.", TODAY)
    assert found.entry.related == ("gym",)


def test_another_answer_rests_on_nothing_of_the_former_one_but_what_the_file_names() -> None:
    ours = BOARD.model_copy(update={"retrieved": None})
    stood = own(sources=(ours,), quotes=[QUOTE])
    found = taken(SAME.replace("six", "seven"), stood)
    assert (found.sources, found.entry.quotes, found.entry.all_sources) == ((), (), ())
    named = taken("question,answer,source\nWhen is the pool open?,From ten to seven.,Our board\n", stood)
    assert ([one.title["en"] for one in named.sources], named.entry.quotes) == (["Our board"], ())


def test_a_date_that_is_given_stays_even_if_it_is_empty() -> None:
    table = "question,answer,as_of\nWhen is the pool open?,From ten to seven.,{}\n"
    assert taken(table.format("2025-12-09"), POOL).entry.as_of == date(2025, 12, 9)
    assert taken(table.format(""), POOL).entry.as_of is None


@pytest.mark.parametrize("day", ["9.12.2025", "09.12.2025", "2025-12-09", " 2025-12-09 "])
def test_a_day_is_read_as_spreadsheets_of_many_countries_write_it(day: str) -> None:
    assert taken(f"question,answer,as_of\nWhen is the pool open?,Now.,{day}\n", POOL).entry.as_of == date(2025, 12, 9)


@pytest.mark.parametrize("sign", ["/", "-"])
def test_a_day_that_could_be_a_month_is_refused_and_another_is_not(sign: str) -> None:
    table = "question,answer,as_of\nWhen is the pool open?,Now.,{}\n"
    assert taken(table.format(sign.join(("25", "11", "2025"))), POOL).entry.as_of == date(2025, 11, 25)
    (refused,) = read("x.csv", table.format(sign.join(("09", "12", "2025")))).refused
    assert "as_of: is no date; write it as 2026-01-15" in str(refused)
    assert "mend this" not in str(refused)


def test_an_empty_cell_takes_out_what_stood() -> None:
    found = taken("question,answer,phrasings\nWhen is the pool open?,From ten to six.,\n", POOL)
    assert found.entry.phrasings == {}
    assert found.sources == POOL.sources


def test_a_column_of_another_language_leaves_the_texts_of_the_others() -> None:
    found = taken("id,question[hi],answer[hi]\npool,कब?,दस से छह।\n", POOL)
    assert found.entry.answer == {"en": "From ten to six.", "hi": "दस से छह।"}
    assert (found.sources, found.entry.quotes) == (POOL.sources, POOL.entry.quotes)


@pytest.mark.parametrize(("cell", "left"), [("", 0), ("Their board", 0), ("Our board", 1)])
def test_a_quote_goes_with_its_source(cell: str, left: int) -> None:
    ours = BOARD.model_copy(update={"retrieved": None})
    stood = own(sources=(ours,), quotes=[QUOTE])
    found = taken(f"question,answer,source\nWhen is the pool open?,From ten to six.,{cell}\n", stood)
    assert [one.title["en"] for one in found.sources] == [cell] * bool(cell)
    assert len(found.entry.quotes) == left


def test_a_page_of_questions_changes_the_answer_alone() -> None:
    answer = {"@type": "Answer", "text": "From ten to seven."}
    page = {"@type": "Question", "name": "When is the pool open?", "acceptedAnswer": answer}
    found = taken(json.dumps(page), POOL, name="x.json")
    assert (found.entry.phrasings, found.entry.as_of) == (POOL.entry.phrasings, TODAY)


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("one", [POOL, own(sources=(BOARD,)), own()], ids=["dated", "cited", "plain"])
def test_an_exported_file_lies_over_what_stands_or_over_nothing_exactly(form: Format, one: OwnEntry) -> None:
    incoming = read_entries(f"x.{form}", write_entries([one], form, "Pool"))
    assert completed(incoming, {}, TODAY) == completed(incoming, {"pool": one}, TODAY) == (one,)


def test_a_new_entry_of_a_table_is_of_today() -> None:
    assert taken(SAME).entry.as_of == TODAY
