"""The schema by which editors help a curator is made from the very form that packs are read with."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from small_packs import GOOD

from knowledge.packs.loading import BASE
from knowledge.packs.pack_form import json_schema
from knowledge.packs.starting import SCHEMA, STARTER

VALIDATOR = Draft202012Validator(json.loads(json_schema()))
BASE_FILES = sorted(BASE.glob("*.yaml"))


def as_json(data: Any) -> Any:
    """Return YAML data as JSON has it: dates as texts, as an editor sees them."""
    return json.loads(json.dumps(data, default=date.isoformat))


def mistakes(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_json(yaml.safe_load(text)))]


def test_the_schema_that_ships_is_the_one_of_the_form() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == json_schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(json_schema()))


@pytest.mark.parametrize("file", BASE_FILES, ids=lambda file: file.name)
def test_every_file_of_the_base_pack_follows_the_schema(file: Path) -> None:
    assert mistakes(file.read_text(encoding="utf-8")) == []


def test_the_starter_pack_follows_the_schema() -> None:
    assert mistakes((STARTER / "pack.yaml").read_text(encoding="utf-8")) == []


def test_every_file_of_the_base_pack_tells_editors_where_the_schema_is() -> None:
    for file in BASE_FILES:
        named = re.search(r"^# yaml-language-server: \$schema=(\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert named, file.name
        assert (file.parent / named[1]).resolve() == SCHEMA, file.name


def test_the_starter_tells_editors_of_the_schema_that_is_put_beside_it() -> None:
    first, _, _ = (STARTER / "pack.yaml").read_text(encoding="utf-8").partition("\n")
    assert first.endswith(f"$schema={SCHEMA.name}")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("answer:", "anwser:"),
        ("kind: primary", "kind: rumour"),
        ("as_of: 2025-12-02", "colour: red"),
        ("id: pool-hours", "id: pool hours"),
        ("sources: [board]", "sources: []"),
        ("answer: From ten to six.", "answer: [From ten]"),
    ],
)
def test_what_the_loader_refuses_the_editor_underlines(good: str, bad: str) -> None:
    assert mistakes(GOOD) == []
    assert mistakes(GOOD.replace(good, bad)) != []


def test_a_language_that_is_none_is_underlined_too() -> None:
    assert mistakes(GOOD.replace("answer: From ten to six.", "answer: {english: From ten}")) != []


def test_an_editor_can_say_what_every_field_of_an_entry_is_for() -> None:
    fields = json.loads(json_schema())["$defs"]["CuratedEntry"]["properties"]
    explained = {name for name, field in fields.items() if "description" in json.dumps(field)}
    assert explained >= fields.keys() - {"status", "quotes", "revision"}
