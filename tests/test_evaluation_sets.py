"""The files of an evaluation set are read line by line, and a line that is wrong is told by its number."""

import json
from pathlib import Path

import pytest
from conftest import shared
from hypothesis import given
from hypothesis import strategies as st

from knowledge import PackError
from knowledge.packs.evaluation_sets import read_kb, read_questions


def lines(folder: Path, *given: object) -> Path:
    """Write a file of a JSON value a line; a text is written as it is."""
    file = folder / "set.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in given)
    file.write_text(text + "\n", encoding="utf-8")
    return file


def test_an_entry_has_its_first_question_and_other_phrasings(tmp_path: Path) -> None:
    pack, _ = read_kb(lines(tmp_path, {"id": "pool", "questions": ["When?", "pool hours"], "answer": "At ten."}))
    (entry,) = pack.entries
    assert (entry.id, entry.question, entry.answer) == ("pool", {"en": "When?"}, {"en": "At ten."})
    assert entry.phrasings == {"en": ("pool hours",)}


def test_an_entry_without_an_answer_answers_with_its_id(tmp_path: Path) -> None:
    silent = ({"id": "pool", "questions": ["When?"]}, {"id": "gym", "questions": ["Where?"], "answer": None})
    pack, _ = read_kb(lines(tmp_path, *silent))
    assert [entry.answer["en"] for entry in pack.entries] == ["pool", "gym"]


def test_every_entry_knows_its_line(tmp_path: Path) -> None:
    file = lines(tmp_path, {"id": "pool", "questions": ["When?"]}, "", {"id": "gym", "questions": ["Where?"]})
    _, places = read_kb(file)
    assert {id_: (place.file, place.line) for id_, place in places.items()} == {"pool": (file, 1), "gym": (file, 3)}


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ({"q": "when", "id": "pool"}, {"pool"}),
        ({"q": "when", "ids": ["pool", "gym"]}, {"pool", "gym"}),
        ({"q": "when", "id": None}, set()),
        ({"q": "when", "ids": None}, set()),
        ({"q": "when", "ids": []}, set()),
        ({"q": "when"}, set()),
    ],
)
def test_a_question_names_the_entries_that_answer_it(tmp_path: Path, line: object, entries: set[str]) -> None:
    (asked,) = read_questions(lines(tmp_path, line))
    assert asked.entries == entries
    assert asked.is_in_scope is bool(entries)


def test_a_question_tells_its_language_and_kind_if_the_set_does(tmp_path: Path) -> None:
    first, second = read_questions(lines(tmp_path, {"q": "когда", "lang": "ru", "kind": "plain"}, {"q": "when"}))
    assert (first.language, first.kind) == ("ru", "plain")
    assert (second.language, second.kind) == ("", "")


def test_a_question_may_be_empty_since_people_send_such(tmp_path: Path) -> None:
    assert [asked.text for asked in read_questions(lines(tmp_path, {"q": ""}, {"q": "😂"}))] == ["", "😂"]


@pytest.mark.parametrize("text", [" when ", "when\t"])
def test_a_question_is_kept_sign_for_sign(tmp_path: Path, text: str) -> None:
    assert read_questions(lines(tmp_path, {"q": text}))[0].text == text


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085"])
def test_a_line_ends_only_where_json_lines_end(tmp_path: Path, sign: str) -> None:
    assert len(read_questions(lines(tmp_path, {"q": f"when{sign}is it"}))) == 1


def test_blank_lines_and_foreign_line_ends_are_no_questions(tmp_path: Path) -> None:
    file = lines(tmp_path, {"q": "when"}, "", "   ", {"q": "where"})
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert [asked.text for asked in read_questions(file)] == ["when", "where"]


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    file = lines(tmp_path, {"q": "when"})
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert [asked.text for asked in read_questions(file)] == ["when"]


def test_an_empty_file_is_an_empty_set(tmp_path: Path) -> None:
    file = tmp_path / "empty.jsonl"
    file.touch()
    assert read_questions(file) == []
    assert read_kb(file)[0].entries == ()


WRONG_QUESTIONS = {
    "no JSON": "{q: when}",
    "half a line": '{"q": "when"',
    "a list": "[]",
    "no question": {"id": "pool"},
    "a number for a question": {"q": 5},
}
WRONG_ENTRIES = {
    "no JSON": "pool",
    "no id": {"questions": ["When?"]},
    "no questions": {"id": "pool", "questions": []},
    "an empty question": {"id": "pool", "questions": [" "]},
    "a text for questions": {"id": "pool", "questions": "When?"},
}


@pytest.mark.parametrize("wrong", WRONG_QUESTIONS.values(), ids=WRONG_QUESTIONS)
def test_a_wrong_question_is_told_by_its_line(tmp_path: Path, wrong: object) -> None:
    file = lines(tmp_path, {"q": "when"}, "", wrong)
    with pytest.raises(PackError) as error:
        read_questions(file)
    assert str(error.value).startswith(f"{file}:3: error: ")


@pytest.mark.parametrize("wrong", WRONG_ENTRIES.values(), ids=WRONG_ENTRIES)
def test_a_wrong_entry_is_told_by_its_line(tmp_path: Path, wrong: object) -> None:
    file = lines(tmp_path, {"id": "gym", "questions": ["Where?"]}, wrong)
    with pytest.raises(PackError) as error:
        read_kb(file)
    assert str(error.value).startswith(f"{file}:2: error: ")


@pytest.mark.parametrize("id_", ["opening hours", "pool:hours", "pool/hours"])
def test_an_id_that_no_entry_can_have_is_told_by_its_line_or_taken(tmp_path: Path, id_: str) -> None:
    file = lines(tmp_path, {"id": id_, "questions": ["When?"]})
    try:
        assert [entry.id for entry in read_kb(file)[0].entries] == [id_]
    except PackError as error:
        assert str(error).startswith(f"{file}:1: error: ")  # noqa: PT017


def test_an_id_that_stands_twice_is_told_by_its_line(tmp_path: Path) -> None:
    file = lines(tmp_path, {"id": "pool", "questions": ["When?"]}, {"id": "pool", "questions": ["Where?"]})
    with pytest.raises(PackError) as error:
        read_kb(file)
    assert str(error.value).startswith(f"{file}:2: error: ")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for read in (read_kb, read_questions):
        with pytest.raises(PackError, match=r"nowhere\.jsonl"):
            read(tmp_path / "nowhere.jsonl")


@given(
    st.lists(
        st.fixed_dictionaries({"q": st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])).map(str.strip)})
    )
)
def test_whatever_was_written_is_read_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, given: list[dict[str, str]]
) -> None:
    file = lines(tmp_path_factory.getbasetemp(), *given)
    assert [asked.text for asked in read_questions(file)] == [line["q"] for line in given]


def test_every_set_that_is_at_hand_can_be_read() -> None:
    folder = shared("eval")
    entries = {kb.parent: {entry.id for entry in read_kb(kb)[0].entries} for kb in folder.glob("*/kb.jsonl")}
    asked = {file: read_questions(file) for file in folder.glob("*/queries*.jsonl")}
    assert entries
    assert all(asked.values())
    for file, questions in asked.items():
        named = {id_ for question in questions for id_ in question.entries}
        assert named <= entries.get(file.parent, named), file
