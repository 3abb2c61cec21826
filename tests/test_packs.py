"""A pack is read whole or refused with everything that its author must mend: file, line, entry and remedy."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_packs import GOOD, HEADER, POOL, write

from knowledge import Entry, PackError, PartialDate, Problem, Slot, SourceKind, Status
from knowledge.packs.loading import load_pack

GYM = """\
  - id: gym
    question: What does the gym cost?
    answer: Ten crowns.
    sources: [board]
    as_of: 2025-12-02
"""


def problems(path: Path) -> tuple[Problem, ...]:
    """Load what cannot be loaded, and return why."""
    with pytest.raises(PackError) as error:
        load_pack(path)
    return error.value.problems


def problem(folder: Path, content: str) -> Problem:
    """Load a folder whose only file has this content and one problem, and return that."""
    (found,) = problems(write(folder, content))
    return found


def line_of(content: str, text: str) -> int:
    """Return the line, counted from 1, on which this text stands."""
    return content[: content.index(text)].count("\n") + 1


def pool(folder: Path, more: str = "") -> Entry:
    """Return the pool's entry of a good pack with more fields, as it is loaded."""
    return load_pack(write(folder, GOOD + more)).pack.entries[0]


# What can be read


def test_a_folder_of_files_is_one_pack(tmp_path: Path) -> None:
    write(tmp_path, HEADER, "a.yaml")
    write(tmp_path, POOL, "b.yml")
    write(tmp_path, "entries:\n" + GYM, "c.yaml")
    pack = load_pack(tmp_path).pack
    assert (pack.id, [entry.id for entry in pack.entries]) == ("town", ["pool-hours", "gym"])


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "not: [a pack", "README.md")
    write(tmp_path, "not: [a pack", "notice.txt")
    assert pool(tmp_path).id == "pool-hours"


def test_a_single_file_is_a_pack(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert load_pack(tmp_path / "pack.yaml").pack.id == "town"


def test_a_file_may_have_any_name_that_it_is_called_by(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "facts.txt")
    assert load_pack(tmp_path / "facts.txt").pack.id == "town"


def test_a_kb_jsonl_is_a_pack(tmp_path: Path) -> None:
    write(tmp_path, '{"id": "hours", "questions": ["When?", "opening hours"], "answer": "At ten."}', "kb.jsonl")
    (entry,) = load_pack(tmp_path / "kb.jsonl").pack.entries
    assert entry.all_phrasings() == (("en", "When?"), ("en", "opening hours"))
    assert entry.answer == {"en": "At ten."}


def test_a_byte_order_mark_before_the_first_key_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_pack(tmp_path).pack.id == "town"


def test_line_ends_of_other_systems_are_line_ends(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert load_pack(tmp_path).pack.entries[0].answer == {"en": "From ten to six."}


def test_a_plain_text_is_english(tmp_path: Path) -> None:
    assert pool(tmp_path).question == {"en": "When is the pool open?"}


def test_a_plain_list_of_phrasings_is_english(tmp_path: Path) -> None:
    assert pool(tmp_path, "    phrasings: [pool hours]\n").phrasings == {"en": ("pool hours",)}


def test_every_field_of_an_entry_is_read(tmp_path: Path) -> None:
    entry = pool(
        tmp_path,
        "    answers_to: [when, how much]\n    status: not announced\n    review_by: 2026-01-02\n    revision: 3\n"
        "    quotes:\n      - {text: ten, speaker: {en: guard, ru: сторож}, source: board, said_on: 2025-12}\n",
    )
    assert entry.answers_to == (Slot.WHEN, Slot.HOW_MUCH)
    assert (entry.status, entry.revision, str(entry.review_by)) == (Status.NOT_ANNOUNCED, 3, "2026-01-02")
    assert (entry.quotes[0].said_on, entry.quotes[0].speaker["ru"]) == (PartialDate(2025, 12), "сторож")


def test_what_a_source_does_not_say_is_unknown_and_not_guessed(tmp_path: Path) -> None:
    (source,) = load_pack(write(tmp_path, GOOD)).pack.sources
    assert source.kind is SourceKind.PRIMARY
    assert (source.publisher, source.url, source.published, source.retrieved, source.document) == (None,) * 5


def test_an_item_and_its_parts_are_found_on_their_lines(tmp_path: Path) -> None:
    loaded = load_pack(write(tmp_path, GOOD))
    assert loaded.place("entry", "pool-hours").line == line_of(GOOD, "id: pool-hours")
    assert loaded.place("entry", "pool-hours", "as_of").line == line_of(GOOD, "as_of")
    assert loaded.place("source", "board").line == line_of(GOOD, "id: board")


# What cannot: each problem with its line, the entry concerned, and a remedy

ONE_WRONG_FIELD = {
    "a misspelt field": ("anwser: Ten.", "anwser", "write `answer`"),
    "an unknown field": ("colour: red", "colour", "known here: id, topic, question"),
    "a status that does not exist": ("status: maybe", "'not announced', 'postponed', 'cancelled'", "mend"),
    "a question word that does not exist": ("answers_to: [whenever]", "'when', 'where'", "question words"),
    "a date that is none": ("review_by: tomorrow", "review_by: is no date", "warns of its age"),
    "a date that the calendar does not have, quoted": (
        'review_by: "2025-02-30"',
        "review_by: is no date",
        "write it as 2026-01-15",
    ),
    "a text that is none": ("phrasings: pool hours", "phrasings", "by language"),
    "a language that is none": ("phrasings: {english: [pool]}", "english", "by language"),
    "a revision before the first": ("revision: 0", "revision", "mend"),
    "a key that stands twice": ("answer: Ten.", "'answer' stands twice", "mend"),
    "a quote without a source": ("quotes: [{text: ten, speaker: guard}]", "source", "add `source:`"),
    "a quote without words": ('quotes: [{text: "", speaker: guard, source: board}]', "text", "mend"),
}


@pytest.mark.parametrize(("field", "what", "remedy"), ONE_WRONG_FIELD.values(), ids=ONE_WRONG_FIELD)
def test_a_wrong_field_is_told_with_its_line_and_a_remedy(tmp_path: Path, field: str, what: str, remedy: str) -> None:
    content = f"{GOOD}    {field}\n"
    found = problem(tmp_path, content)
    assert (found.place.file, found.place.line) == (tmp_path / "pack.yaml", line_of(content + "END", "END") - 1)
    assert what in found.what
    assert remedy in found.what + found.remedy


def test_a_wrong_field_of_a_quote_names_the_entry_that_has_it(tmp_path: Path) -> None:
    assert problem(tmp_path, GOOD + "    quotes: [{text: ten, speaker: guard}]\n").entry == "pool-hours"


@pytest.mark.parametrize("field", ["review_by: tomorrow", "supersedes: a/b", "topic: a/b"])
def test_a_field_that_may_be_left_out_is_explained_as_well(tmp_path: Path, field: str) -> None:
    remedy = problem(tmp_path, f"{GOOD.replace('    topic: visiting', '')}    {field}\n").remedy
    assert any(words in remedy for words in ("after this day", "the id of"))


@pytest.mark.parametrize(
    "field", ["phrasings: {english: [pool]}", "quotes: [{text: t, speaker: {en_GB: x}, source: board}]"]
)
def test_a_language_that_is_none_is_told_with_those_that_are(tmp_path: Path, field: str) -> None:
    found = problem(tmp_path, f"{GOOD}    {field}\n")
    assert "hi-Latn" in found.remedy
    assert "[a-z]" not in found.what


@pytest.mark.parametrize("field", ["question", "answer", "sources", "as_of"])
def test_a_field_that_an_entry_must_have_is_asked_for(tmp_path: Path, field: str) -> None:
    without = "".join(line for line in GOOD.splitlines(keepends=True) if not line.startswith(f"    {field}:"))
    found = problem(tmp_path, without)
    assert (found.place.line, found.entry) == (line_of(without, "- id: pool-hours"), "pool-hours")
    assert f"add `{field}:`" in found.remedy


def test_an_entry_must_rest_on_some_source(tmp_path: Path) -> None:
    content = GOOD.replace("sources: [board]", "sources: []")
    found = problem(tmp_path, content)
    assert (found.place.line, found.entry) == (line_of(content, "sources: []"), "pool-hours")


@pytest.mark.parametrize(
    ("good", "bad", "what", "known"),
    [
        ("sources: [board]", "sources: [paper]", "source 'paper'", "board"),
        ("topic: visiting", "topic: travel", "topic 'travel'", "visiting"),
        ("as_of:", "related: [gym]\n    as_of:", "entry 'gym'", "pool-hours"),
        ("as_of:", "supersedes: gym\n    as_of:", "entry 'gym'", "pool-hours"),
        ("as_of:", "quotes: [{text: ten, speaker: x, source: paper}]\n    as_of:", "source 'paper'", "board"),
    ],
)
def test_a_reference_that_leads_nowhere_names_what_there_is(
    tmp_path: Path, good: str, bad: str, what: str, known: str
) -> None:
    content = GOOD.replace(good, bad)
    found = problem(tmp_path, content)
    assert (found.place.line, found.entry) == (line_of(content, bad.partition("\n")[0]), "pool-hours")
    assert what in found.what
    assert known in found.remedy


def test_an_id_that_stands_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.yaml")
    write(tmp_path, "\n" + POOL, "b.yaml")
    (found,) = problems(tmp_path)
    assert (found.place.file, found.place.line) == (tmp_path / "b.yaml", line_of("\n" + POOL, "id: pool-hours"))
    assert f"a.yaml:{line_of(GOOD, 'id: pool-hours')}" in found.what
    assert found.entry == "pool-hours"


@pytest.mark.parametrize(
    "kind", ["topics: [{id: visiting, title: T}]", "sources: [{id: board, title: B, kind: press}]"]
)
def test_topics_and_sources_need_ids_of_their_own_too(tmp_path: Path, kind: str) -> None:
    write(tmp_path, GOOD, "a.yaml")
    write(tmp_path, kind, "b.yaml")
    (found,) = problems(tmp_path)
    assert found.place.file == tmp_path / "b.yaml"
    assert "is taken already" in found.what


def test_entries_that_supersede_each_other_in_a_circle_are_all_named(tmp_path: Path) -> None:
    content = GOOD + "    supersedes: gym\n" + GYM + "    supersedes: pool-hours\n"
    found = problems(write(tmp_path, content))
    assert [one.entry for one in found] == ["pool-hours", "gym"]
    assert all("circle" in one.what and "newer" in one.remedy for one in found)


def test_an_entry_that_supersedes_one_of_a_circle_is_not_blamed_for_it(tmp_path: Path) -> None:
    bath = GYM.replace("id: gym", "id: bath").replace("the gym", "the bath") + "    supersedes: gym\n"
    found = problems(write(tmp_path, GOOD + GYM + "    supersedes: gym\n" + bath))
    assert [(one.entry, "circle" in one.what) for one in found] == [("gym", True), ("bath", False)]


def test_an_entry_is_not_related_to_itself(tmp_path: Path) -> None:
    found = problem(tmp_path, GOOD + "    related: [pool-hours]\n")
    assert ("itself" in found.what, found.entry) == (True, "pool-hours")


@pytest.mark.parametrize("id_", ["x" * 57, "я" * 29, "क" * 19])
def test_an_id_that_no_button_can_carry_is_too_long_by_its_bytes(tmp_path: Path, id_: str) -> None:
    found = problem(tmp_path, GOOD.replace("pool-hours", id_))
    assert (f"{len(id_.encode())} bytes" in found.what, found.entry) == (True, id_)


@pytest.mark.parametrize("id_", ["x" * 56, "я" * 28, "क" * 18])
def test_an_id_that_just_fits_a_button_is_fine(tmp_path: Path, id_: str) -> None:
    assert load_pack(write(tmp_path, GOOD.replace("pool-hours", id_))).pack.entries[0].id == id_


@pytest.mark.parametrize("id_", ["'pool hours'", "'pool:hours'", "a|b", "a/b", "''"])
def test_an_id_with_signs_that_part_ids_elsewhere_is_refused(tmp_path: Path, id_: str) -> None:
    content = GOOD.replace("pool-hours", id_)
    found = problem(tmp_path, content)
    assert found.place.line == line_of(content, f"id: {id_}")
    assert "white space, colon, bar or slash" in found.remedy


# What is no pack at all


def test_a_pack_must_say_once_what_it_is_called(tmp_path: Path) -> None:
    found = problem(tmp_path, POOL)
    assert found.place.file == tmp_path
    assert "no `pack:` header" in found.what
    assert "an id and a title" in found.remedy


def test_a_second_header_is_told_where_it_stands(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.yaml")
    write(tmp_path, "\npack: {id: other, title: Other}\n", "b.yaml")
    (found,) = problems(tmp_path)
    assert "another `pack:` header" in found.what
    assert str(found.place) == f"{tmp_path / 'b.yaml'}:2"


def test_two_headers_are_one_too_many(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.yaml")
    write(tmp_path, "pack: {id: other, title: Other}", "b.yaml")
    (found,) = problems(tmp_path)
    assert "another `pack:` header" in found.what


SYNTAX = {
    "a bracket left open up to the end": (HEADER + "entries: [\n", 7),
    "a tab for indentation": (HEADER + "entries:\n\t- id: pool\n", 7),
    "a colon in a plain text": (GOOD.replace("From ten", "Hours: ten"), line_of(GOOD, "From ten")),
    "an alias to nothing": (HEADER + "entries: *pool\n", 6),
    "a tag of another language": (HEADER + "entries: !!python/name:os.system\n", 6),
    "a second document": (HEADER + "---\n" + POOL, 6),
}


@pytest.mark.parametrize(("content", "line"), SYNTAX.values(), ids=SYNTAX)
def test_broken_yaml_is_told_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    found = problem(tmp_path, content)
    assert (found.place.file, found.place.line) == (tmp_path / "pack.yaml", line)
    assert "indentation" in found.remedy


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace("2025-12-02", "2025-13-02"),
        GOOD.replace("2025-12-02", "2025-02-30"),
        HEADER + "? [a, b]\n: c\n",
        HEADER + "entries: !!int ten\n",
        HEADER + "entries: !!timestamp ten\n",
    ],
    ids=["a month 13", "a 30 February", "a list as a key", "a number that is none", "a time that is none"],
)
def test_values_that_yaml_itself_cannot_make_are_told_with_their_line(tmp_path: Path, content: str) -> None:
    found = problem(tmp_path, content)
    assert found.place.line > 5


def test_a_control_character_is_told_with_its_line(tmp_path: Path) -> None:
    assert problem(tmp_path, GOOD.replace("ten", "t\x07n")).place.line == line_of(GOOD, "From ten")


def test_brackets_nested_beyond_all_measure_are_told(tmp_path: Path) -> None:
    assert problem(tmp_path, "pack: " + "[" * 5000).place.file == tmp_path / "pack.yaml"


def test_another_encoding_is_told_with_the_line_of_the_first_foreign_sign(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes(GOOD.replace("Notice", "Café").encode("latin-1"))
    (found,) = problems(tmp_path)
    assert found.place.line == line_of(GOOD, "Notice")
    assert "UTF-8" in found.what
    assert "UTF-8" in found.remedy


def test_a_path_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path / "nowhere")
    assert (found.place.file, found.what) == (tmp_path / "nowhere", "there is no such file or folder")
    assert "pramana init" in found.remedy
    (found,) = problems(tmp_path / "nowhere.jsonl")
    assert "exists" in found.remedy


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path)
    assert "no *.yaml file" in found.what
    assert "pramana init" in found.remedy


def test_an_empty_file_is_a_pack_without_a_header(tmp_path: Path) -> None:
    assert "no `pack:` header" in problem(tmp_path, "").what
    assert "no `pack:` header" in problem(tmp_path, "# only a comment\n").what


NO_FORM = {
    "a list at top level": ("- id: pool\n", 1),
    "a text at top level": ("When is the pool open?\n", 1),
    "an entry that is a text": (HEADER + "entries:\n  - When is the pool open?\n", 7),
    "an entry that is empty": (HEADER + "entries:\n  -\n", 7),
    "entries that are a text": (HEADER + "entries: none\n", 6),
    "a header that is a text": ("pack: town\n", 1),
}


@pytest.mark.parametrize(("content", "line"), NO_FORM.values(), ids=NO_FORM)
def test_what_has_not_the_form_of_a_pack_is_told_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    assert problem(tmp_path, content).place.line == line


@pytest.mark.parametrize("content", [content for content, _ in NO_FORM.values()], ids=NO_FORM)
def test_an_author_is_not_told_of_our_classes(tmp_path: Path, content: str) -> None:
    words_of_ours = ("PackFile", "CuratedEntry", "Header", "tuple")
    assert not any(word in str(problem(tmp_path, content)) for word in words_of_ours)


@pytest.mark.parametrize("field", ["question: When is the pool open?", "answer: From ten to six."])
def test_a_text_in_no_language_is_no_text(tmp_path: Path, field: str) -> None:
    name = field.partition(":")[0]
    assert name in problem(tmp_path, GOOD.replace(field, f"{name}: {{}}")).what


# Everything at once


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, HEADER + "colour: red\n", "a.yaml")
    write(tmp_path, POOL + "    status: maybe\n    revision: none\n", "b.yaml")
    write(tmp_path, "entries: [\n", "c.yaml")
    found = problems(tmp_path)
    assert [one.place.file.name for one in found] == ["a.yaml", "b.yaml", "b.yaml", "c.yaml"]


def test_all_wrong_references_are_told_at_once(tmp_path: Path) -> None:
    found = problems(write(tmp_path, GOOD + "    related: [a, b]\n    supersedes: c\n"))
    assert len(found) == 3


def test_an_error_is_one_line_a_problem_with_place_entry_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(PackError) as error:
        load_pack(write(tmp_path, GOOD + "    status: maybe\n    related: [3]\n"))
    lines = str(error.value).splitlines()
    assert [line.split(": ")[:3] for line in lines] == [
        [f"{tmp_path / 'pack.yaml'}:{number}", "error", "pool-hours"] for number in (13, 14)
    ]
    assert all("; " in line for line in lines)


@given(st.lists(st.sampled_from([*GOOD.splitlines(), "  - x", "a: b", "    as_of: [", "pack:", "entries:", "\t", "'"])))
def test_shuffled_lines_are_a_pack_or_a_pack_error_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "shuffled.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    try:
        assert load_pack(file).pack.id == "town"
    except PackError as error:
        assert all(one.place.file == file and one.remedy for one in error.problems)  # noqa: PT017
