"""The door to YAML: what people are to read reads back exactly, and strangers play no tricks."""

from pathlib import Path

import pytest
from exchanged import texts
from hypothesis import given
from hypothesis import strategies as st

from knowledge import PackError
from knowledge.yaml_files import DEEPEST, compose_foreign, read_yaml, write_yaml


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), texts() | st.lists(texts(), max_size=3) | st.dates()))
def test_what_is_written_reads_back_exactly(tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]) -> None:
    file = tmp_path_factory.getbasetemp() / "written.yaml"
    file.write_bytes(write_yaml(data).encode())
    assert read_yaml(file).data == data


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"b": 1, "a": "x"}, "b: 1\na: x\n"),
        ({"a": ["x", "y"]}, "a:\n  - x\n  - y\n"),
        ({"a": "Когда? कब? 🎉"}, "a: Когда? कब? 🎉\n"),
        ({"a": "one\n\ntwo: #3"}, "a: |-\n  one\n\n  two: #3\n"),
        ({"a": "word " * 99 + "end"}, f"a: {'word ' * 99}end\n"),
        ({"a": "2025-12-02", "b": "no"}, "a: '2025-12-02'\nb: 'no'\n"),
    ],
)
def test_yaml_is_written_as_a_person_would(data: object, text: str) -> None:
    assert write_yaml(data) == text


def test_the_same_list_twice_is_written_twice() -> None:
    shared = ["x"]
    assert write_yaml({"a": shared, "b": shared}) == "a:\n  - x\nb:\n  - x\n"


def test_a_file_nested_without_end_is_refused_with_its_line_and_takes_nothing_down(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("a: 1\nb: " + "[" * 100_000, encoding="utf-8")
    with pytest.raises(PackError) as error:
        read_yaml(tmp_path / "pack.yaml")
    (problem,) = error.value.problems
    assert (problem.place.line, "deeply" in problem.what) == (2, True), problem


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: &x 2\n", 2, "anchors"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("b: 1\na: " + "[" * (DEEPEST + 1), 2, "deeply"),
        ("a: 1\nb: [\n", 3, "expected"),
        ("Когда: 1\nb: \x07\n", 2, "control"),
    ],
)
def test_a_strangers_file_is_refused_with_the_line_of_its_trick(text: str, line: int, what: str) -> None:
    with pytest.raises(PackError) as error:
        compose_foreign(Path("x.yaml"), text)
    (problem,) = error.value.problems
    assert (problem.place.line, what in problem.what) == (line, True), problem
