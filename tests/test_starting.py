"""Who begins gets a pack that is right, that answers, and that never takes the place of anything."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from knowledge import Answer, Library, decide
from knowledge.packs.checking import check_pack
from knowledge.packs.starting import SCHEMA, write_starter_pack


def test_a_new_folder_gets_a_pack_its_document_and_the_schema(tmp_path: Path) -> None:
    written = write_starter_pack(tmp_path / "deep" / "town")
    assert sorted(path.name for path in written) == ["notice-board.txt", "pack.schema.json", "pack.yaml"]
    assert all(path.read_bytes() for path in written)
    assert sorted((tmp_path / "deep" / "town").iterdir()) == sorted(written)


def test_what_is_written_is_clean(tmp_path: Path) -> None:
    write_starter_pack(tmp_path)
    assert check_pack(tmp_path, tmp_path, date(2026, 2, 1)) == []


def test_what_is_written_answers_its_questions(tmp_path: Path) -> None:
    write_starter_pack(tmp_path)
    knowledge = Library(tmp_path).knowledge
    for entry in knowledge.pack.entries:
        for _, phrasing in entry.all_phrasings():
            decision = decide(knowledge.match(phrasing))
            assert isinstance(decision, Answer), phrasing
            assert decision.match.entry == entry, phrasing


def test_the_comments_name_only_commands_fields_and_words_that_exist(tmp_path: Path) -> None:
    write_starter_pack(tmp_path)
    text = (tmp_path / "pack.yaml").read_text(encoding="utf-8")
    schema = SCHEMA.read_text(encoding="utf-8")
    assert (tmp_path / "pack.schema.json").read_text(encoding="utf-8") == schema
    assert all(f'"{field}"' in schema for field in yaml.safe_load(text)["entries"][0])


@pytest.mark.parametrize("name", ["pack.yaml", "notice-board.txt", "pack.schema.json"])
def test_a_file_that_is_there_is_never_overwritten_and_nothing_else_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=name):
        write_starter_pack(tmp_path)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["mine"]


def test_a_folder_that_holds_something_else_is_added_to(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    write_starter_pack(tmp_path)
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"
    assert Library(tmp_path).knowledge.pack.id == "town-library"


def test_a_file_where_the_folder_should_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "town").write_text("mine", encoding="utf-8")
    with pytest.raises(OSError, match="town"):
        write_starter_pack(tmp_path / "town")
    assert (tmp_path / "town").read_text(encoding="utf-8") == "mine"
