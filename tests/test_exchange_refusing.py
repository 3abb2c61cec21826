"""What cannot be taken in is refused in a sentence: where it stands, which entry, what is wrong and how to mend it."""

import gzip
import io
import time
import zipfile

import pytest
from exchanged import own, read, whole
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Problem, Severity
from knowledge.exchange import MOST_BYTES, MOST_ENTRIES, Format, read_entries, write_entries

YAML = """\
entries:
  - id: pool
    question: When is the pool open?
    answer: From ten to six.
  - id: gym
    question: What does the gym cost?
    answer: Ten crowns.
"""
JSON = """\
{"entries": [
  {"id": "pool", "question": "When is the pool open?", "answer": "From ten to six."},

  {"id": "gym", "question": "What does the gym cost?",
   "answer": "Ten crowns."}
]}
"""
CSV = """\
id,question,answer
pool,When is the pool open?,"From ten
to six."
gym,What does the gym cost?,Ten crowns.
"""


def refused(name: str, text: str, *left: str) -> Problem:
    """Read a file with one thing wrong in it and these entries beside that, and return what is said of it."""
    incoming = read(name, text)
    assert [one.entry.id for one in incoming.entries] == list(left)
    (problem,) = incoming.refused
    assert problem.remedy
    assert str(problem.place.file) == name
    return problem


# One bad entry does not refuse the others


FILES = [("g.yaml", YAML), ("g.json", JSON), ("g.csv", CSV)]


def test_each_of_several_things_wrong_with_an_entry_is_told_in_the_words_of_its_field() -> None:
    wrong = "Ten crowns.\n    as_of: never\n    status: maybe\n    statuss: planned\n"
    as_of, status, misspelt = read("g.yaml", YAML.replace("Ten crowns.\n", wrong)).refused
    assert as_of.entry == status.entry == misspelt.entry == "gym"
    assert as_of.remedy.endswith("(the day on which this was known to hold)")
    assert "how things stood on that day" in status.remedy
    assert misspelt.remedy == "write `status`"


@pytest.mark.parametrize(("name", "text", "line"), [("g.yaml", YAML, 5), ("g.json", JSON, 4), ("g.csv", CSV, 4)])
@pytest.mark.parametrize("id_", ["x" * 57, "я" * 29, "two words", "a:b", "a/b"])
def test_an_id_that_no_button_can_carry_is_refused_alone(name: str, text: str, line: int, id_: str) -> None:
    found = refused(name, text.replace("gym", id_, 1), "pool")
    assert (found.place.line, found.entry) == (line, id_)


@pytest.mark.parametrize(("name", "text", "line"), [("g.yaml", YAML, 5), ("g.json", JSON, 5), ("g.csv", CSV, 4)])
def test_an_entry_without_an_answer_is_refused_alone(name: str, text: str, line: int) -> None:
    without = text.replace('"Ten crowns."', "{}").replace("answer: Ten crowns.", "").replace("Ten crowns.", "")
    found = refused(name, without, "pool")
    assert (found.place.line, found.entry, "answer: is" in found.what) == (line, "gym", True)


@pytest.mark.parametrize(("name", "text"), FILES)
def test_a_question_that_does_not_fit_on_a_button_is_refused(name: str, text: str) -> None:
    found = refused(name, text.replace("What does", "What " + "so " * 90 + "does"), "pool")
    assert (found.entry, found.what) == ("gym", "question.en: is longer than 256 signs")
    assert found.remedy == "shorten it"


@pytest.mark.parametrize(("name", "text"), FILES)
def test_an_answer_may_be_long(name: str, text: str) -> None:
    long = "Ten crowns. " * 4_000
    assert whole(name, text.replace("Ten crowns.", long))[1].entry.answer == {"en": long.strip()}


@pytest.mark.parametrize(
    ("name", "text", "first", "second"), [("g.yaml", YAML, 2, 5), ("g.json", JSON, 2, 4), ("g.csv", CSV, 2, 4)]
)
def test_the_second_of_two_with_one_id_is_refused_with_the_line_of_the_first(
    name: str, text: str, first: int, second: int
) -> None:
    found = refused(name, text.replace("gym", "pool", 1), "pool")
    assert (found.place.line, found.entry) == (second, "pool")
    assert f"taken already, at {name}:{first}" in found.what


ODD = {
    "a misspelt field": ("answer: Ten", "anwser: Ten", "answer"),
    "a date that the calendar lacks": ("answer: Ten", "as_of: 2025-02-30\n    answer: Ten", "cannot be read"),
    "a key that stands twice": ("answer: Ten", "answer: Nine\n    answer: Ten", "'answer' stands twice"),
    "a tag of another language": ("answer: Ten", "answer: !!python/name:os.system Ten", "tag"),
    "a tag of bytes": ("answer: Ten crowns.", "answer: !!binary aGk=", "tag !!binary"),
    "a list as a key": ("answer: Ten", "? [a, b]\n    : c\n    answer: Ten", "a key must be a text"),
    "a number without an end": ("answer: Ten crowns.", "revision: 1" + ":1" * 90_000, "number is too long"),
    "a source that is not there": ("answer: Ten", "sources: [board]\n    answer: Ten", "cites 'board'"),
    "a list of numbers for texts": ("answer: Ten", f"phrasings: {[1] * 6000}\n    answer: Ten", "5,000 parts"),
    "an entry that is a text": (YAML[YAML.index("- id: gym") :], "- gym\n", "entries: must be a mapping"),
}


@pytest.mark.parametrize(("good", "bad", "what"), ODD.values(), ids=ODD)
def test_what_is_wrong_within_an_entry_refuses_that_entry(good: str, bad: str, what: str) -> None:
    incoming = read("g.yaml", YAML.replace(good, bad))
    assert [one.entry.id for one in incoming.entries] == ["pool"]
    assert any(what in str(one) for one in incoming.refused)
    assert all(one.place.line >= 5 and one.remedy for one in incoming.refused)


@pytest.mark.parametrize(
    ("good", "bad", "what"),
    [
        ('"Ten crowns."', '"\\ud800"', "half a sign"),
        ('"Ten crowns."', '{"\\ud800": "x"}', "half a sign"),
        ('"id": "gym"', '"id": "gym", "id": "gym"', "'id' stands twice"),
        ('"id": "gym"', '"id": 7', "must be a text"),
        ('"Ten crowns."', "NaN", "answer"),
        ('"Ten crowns."', '"Ten crowns.", "revision": 1e999', "revision"),
    ],
)
def test_what_json_can_say_and_an_entry_cannot_refuses_that_entry(good: str, bad: str, what: str) -> None:
    found = refused("g.json", JSON.replace(good, bad), "pool")
    assert (found.place.line, what in found.what) == (4, True)


def test_no_more_is_told_of_an_entry_than_can_be_mended_at_once() -> None:
    fields = ", ".join(f'"field{number}{"x" * 5000}": 1' for number in range(100))
    incoming = read("g.json", JSON.replace('"id": "gym"', f'"id": "gym", {fields}'))
    assert len(incoming.refused) == 5
    assert all(len(str(one)) < 800 for one in incoming.refused)


def test_a_wrong_source_is_told_and_so_is_the_entry_that_cites_it() -> None:
    sources = "sources:\n  - {id: board, title: Board}\n"
    incoming = read("g.yaml", sources + YAML + "    sources: [board]\n")
    assert [(one.place.line, one.entry) for one in incoming.refused] == [(2, ""), (10, "gym")]


def test_a_source_id_stands_once() -> None:
    board = "  - {id: board, title: Board, kind: press}\n"
    assert refused("g.yaml", "sources:\n" + board + board + YAML, "pool", "gym").place.line == 3


@pytest.mark.parametrize("field", ["topics", "synonyms", "entires"])
def test_what_is_left_out_is_said_and_refuses_nothing(field: str) -> None:
    found = refused("g.yaml", f"{field}: []\n{YAML}", "pool", "gym")
    assert (found.severity, found.place.line, field in found.what) == (Severity.WARNING, 1, True)


# Files that are broken


NO_ENTRIES = {
    "an archive": ("g.yaml", gzip.compress(YAML.encode()), "a gzip archive"),
    "a picture": ("g.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
    "a picture without a signature": ("g.csv", bytes(range(128)), "this is no text"),
    "an encoding of DOS": ("g.csv", "вопрос,ответ\nКогда,Вчера\n".encode("cp866"), "not UTF-8"),
    "an encoding of Unix": ("g.csv", "вопрос,ответ\nКогда,Вчера\n".encode("koi8-r"), "not UTF-8"),
    "an encoding of Poland": ("g.csv", "Gdzie?,Żółw\n".encode("cp1250"), "not UTF-8"),
    "half a letter": ("g.csv", "Où?,À côté\n".encode() + b"\xc3", "not UTF-8"),
    "a long word": ("g.csv", b"a" * 9_000_000 + b"\xf0", "not UTF-8"),
    "long words": ("g.csv", b"a\xf0 " * 3_000_000, "not UTF-8"),
    "one odd letter": ("g.csv", b"q,a\nWhere?,\xff", "not UTF-8"),
    "a workbook": ("g.xlsx", b"PK\x03\x04", "'.xlsx'"),
    "half of another encoding": ("g.csv", b"\xff\xfea", "not UTF-8"),
    "nothing": ("g.json", b"", "is empty"),
    "a byte order mark": ("g.json", b"\xef\xbb\xbf \n", "is empty"),
    "too much": ("g.csv", b"a,b\n" * (MOST_BYTES // 4 + 1), "larger than 10 MB"),
    "a suffix that is not read": ("g.docx", b"a,b", "'.docx'"),
    "no suffix": ("entries", b"a,b", "'nothing'"),
    "a page": ("g.json", b"<!DOCTYPE html><html>", "a page"),
    "JSON cut short": ("g.json", JSON.encode()[:-9], "no JSON"),
    "JSON of a text": ("g.json", b'"When?"', "no list of entries"),
    "JSON without entries": ("g.json", b'{"entries": 7}', "no list of entries"),
    "JSON with a key twice": ("g.json", b'{"entries": [], "entries": []}', "stands twice"),
    "JSON of a huge number": ("g.json", b'{"entries": [' + b"9" * 9_000_000 + b"]}", "thousands of figures"),
    "deep JSON": ("g.json", b"[" * 500_000, "nested too deeply"),
    "deep JSON objects": ("g.json", b'{"a":' * 500_000, "nested too deeply"),
    "wide JSON": ("g.json", b"[" + b"[]," * 900_000 + b"[]]", "too many parts"),
    "sources of no kind": ("g.json", b'{"sources": {}, "entries": []}', "must be a list"),
    "linked data of nothing": ("g.json", b'{"@type": "Recipe"}', "no FAQPage"),
    "deep linked data": ("g.json", b'{"@graph":' * 900 + b"1" + b"}" * 900, "no FAQPage"),
    "YAML cut short": ("g.yaml", b"entries: [\n", "expected"),
    "YAML of a text": ("g.yaml", b"When?\n", "no list of entries"),
    "YAML that is a comment": ("g.yaml", b"# nothing\n", "no list of entries"),
    "YAML of two documents": ("g.yaml", YAML.encode() + b"---\na: b\n", "another document"),
    "YAML with a bell": ("g.yaml", b"entries: \x07\n", "control characters"),
    "YAML with an anchor": ("g.yaml", b"entries: &a []\n", "anchors"),
    "deep YAML": ("g.yaml", b"[" * 1_000_000, "nested too deeply"),
    "deep YAML blocks": ("g.yaml", b"- " * 1_000_000, "nested too deeply"),
    "deep YAML mappings": ("g.yaml", b"{a: " * 1_000_000, "nested too deeply"),
    "wide YAML": ("g.yaml", b"[" + b"a," * 4_900_000 + b"]", "too many parts"),
    "a table of one column": ("g.csv", b"When?\nWhere?\n", "no columns for question"),
    "a table of no question": ("g.csv", b"id,answer,x\na,b,c\n", "no columns for question"),
    "a table with two answers": ("g.csv", b"question,answer,answer\na,b,c\n", "stands twice"),
    "a table of many columns": ("g.csv", b"," * 5_000_000 + b"a\n", "300 columns"),
    "a table of one quote sign": ("g.csv", b'"When?,Now.\n' * 9, "is broken"),
    "a cell without an end": ("g.csv", b"When?," + b"x" * 200_000, "is broken"),
}


@pytest.mark.parametrize(("name", "data", "what"), NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_soon(name: str, data: bytes, what: str) -> None:
    began = time.process_time()
    incoming = read_entries(name, data)
    assert time.process_time() - began < 5
    (problem,) = incoming.refused
    assert (incoming.entries, what in problem.what) == ((), True), problem
    assert problem.remedy
    assert len(str(problem)) < 500


def test_an_office_document_is_told_from_text() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    (problem,) = read_entries("entries.csv", file.getvalue()).refused
    assert ("a spreadsheet" in problem.what, "CSV UTF-8" in problem.remedy) == (True, True)


def test_laughs_by_the_billion_are_refused_at_the_first() -> None:
    laughs = ["a0: &a0 ha"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    found = refused("g.yaml", "\n".join(laughs))
    assert ("aliases" in found.what, found.place.line) == (True, 1)


@pytest.mark.parametrize("name", ["g.csv", "g.json", "g.yaml"])
def test_more_entries_than_are_read_are_refused(name: str) -> None:
    form = Format(name.rpartition(".")[2])
    data = write_entries([own(f"e{number}") for number in range(MOST_ENTRIES + 1)], form, "Group")
    (problem,) = read_entries(name, data).refused
    assert "more than 20,000 entries" in problem.what


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("g.yaml", YAML + "  - [\n", 9), ("g.json", JSON[:-4] + ",,", 5), ("g.csv", CSV + 'x,When?,"Now\n', 5)],
)
def test_a_broken_file_is_told_with_the_line_on_which_it_breaks(name: str, text: str, line: int) -> None:
    (problem,) = read(name, text).refused
    assert problem.place.line == line


def test_the_rows_before_a_broken_one_are_read() -> None:
    found = refused("g.csv", CSV + 'x,When?,"Now\ny,Where?,Here\n', "pool", "gym")
    assert (found.place.line, "all below" in found.what) == (5, True)


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    found = refused("g.csv", CSV.replace("Ten crowns.", "Ten crowns, or twelve."), "pool")
    assert (found.place.line, "4 cells" in found.what, "quote signs" in found.remedy) == (4, True, True)


def test_a_column_that_is_not_read_is_said() -> None:
    found = refused("g.csv", "question,answer,note\nWhen?,Now.,x\n", "when")
    assert (found.severity, found.place.line, "'note'" in found.what) == (Severity.WARNING, 1, True)


def test_a_row_that_cites_what_it_does_not_bring_is_refused() -> None:
    found = refused("g.csv", "question,answer,cites\nWhen?,Now.,board\nWhere?,Here.,\n", "where")
    assert (found.place.line, "cites 'board'" in found.what) == (2, True)


def test_a_cell_that_should_be_json_and_is_none_refuses_its_row() -> None:
    found = refused("g.csv", "question,answer,sources\nWhen?,Now.,the board\nWhere?,Here.,\n", "where")
    assert (found.place.line, "no JSON" in found.what) == (2, True)


PIECES = [*YAML.splitlines(keepends=True), *JSON.splitlines(keepends=True), *CSV.splitlines(keepends=True)]
PIECES += ["&a", "*a", "{", "[", '"', "\0", "\\ud800", "!!binary ", "- ", '{"@type": "FAQPage", "mainEntity": [', "<p"]


@pytest.mark.parametrize("suffix", ["yaml", "json", "csv"])
@given(data=st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map(lambda parts: "".join(parts).encode()))
def test_shuffled_pieces_are_entries_or_problems_and_never_a_crash(suffix: str, data: bytes) -> None:
    incoming = read_entries(f"g.{suffix}", data)
    assert all(one.remedy and one.what for one in incoming.refused)
    assert incoming.entries or incoming.refused or b"entries" in data or suffix == "csv"


@pytest.mark.parametrize("suffix", ["yaml", "json", "csv"])
@given(data=st.binary(max_size=300))
def test_no_bytes_at_all_make_it_crash(suffix: str, data: bytes) -> None:
    incoming = read_entries(f"g.{suffix}", data)
    assert incoming.entries or incoming.refused
