"""The sentence encoder that ships is the one that its checksums, its manifest and its card say."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

import knowledge

FOLDER = Path(knowledge.__file__).with_name("encoder")
CARD = (FOLDER / "README.md").read_text(encoding="utf-8")
MANIFEST = yaml.safe_load((FOLDER / "encoder.yaml").read_text(encoding="utf-8"))
MODEL_FILES = ("model.onnx", "tokenizer.json")


def checksums() -> dict[str, str]:
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: checksum for checksum, name in (line.split() for line in lines)}


def test_both_files_of_the_model_have_a_checksum_and_nothing_else_has() -> None:
    assert set(checksums()) == set(MODEL_FILES)


@pytest.mark.parametrize("name", MODEL_FILES)
def test_a_file_is_the_one_of_its_checksum(name: str) -> None:
    assert sha256((FOLDER / name).read_bytes()).hexdigest() == checksums()[name]


@pytest.mark.parametrize("name", MODEL_FILES)
def test_the_card_names_the_same_checksum(name: str) -> None:
    assert f"| `{name}` | `{checksums()[name]}` |" in CARD


def test_the_card_names_no_other_checksum() -> None:
    assert set(re.findall(r"\b[0-9a-f]{64}\b", CARD)) == set(checksums().values())


def test_the_manifest_is_that_of_the_model() -> None:
    assert MANIFEST["model_sha256"] == checksums()["model.onnx"]
    assert MANIFEST["name"] in CARD
    assert f"{MANIFEST['dimensions']} numbers" in CARD
    assert f"{MANIFEST['most_tokens']} tokens" in CARD


def test_the_manifest_names_scripts_as_unicode_does() -> None:
    assert (MANIFEST["scripts"], MANIFEST["taught"]) == (["LATIN"], ["DEVANAGARI", "CYRILLIC"])


def test_the_licence_is_said_in_the_manifest_the_card_and_the_model() -> None:
    assert MANIFEST["licence"] == "Apache-2.0"
    assert "Apache-2.0" in CARD
    assert b"Apache-2.0, changed for Pramana" in (FOLDER / "model.onnx").read_bytes()  # the licence asks for the notice


def test_the_tokenizer_leaves_padding_and_truncation_to_the_engine() -> None:
    tokenizer = json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    assert (tokenizer["padding"], tokenizer["truncation"]) == (None, None)


def test_the_encoder_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 40_000_000
