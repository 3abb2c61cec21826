"""Fitted numbers are written as they are read, and refused by any scorer or encoder but their own."""

from pathlib import Path

import numpy as np
import pytest
from small_encoders import encoder_folder
from small_packs import entry, pack

from knowledge.library import Knowledge
from knowledge.matching.confidence import SCOPE, SHARE, Weights
from knowledge.matching.weights import FILE, SCORER, read_weights, shipped_weights, written_weights
from knowledge.problems import WeightsError
from knowledge.vectors.embedding import Embedding
from knowledge.vectors.encoding import SHIPPED_ENCODER, Encoder

ENCODER = "some-encoder 3"


def some_weights() -> Weights:
    chance = np.random.default_rng(0)
    return Weights(chance.uniform(-9, 9, len(SHARE)).round(3), chance.uniform(-9, 9, len(SCOPE)).round(3), -1.234)


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def complaint(folder: Path, encoder: str | None = ENCODER) -> str:
    with pytest.raises(WeightsError) as error:
        read_weights(folder, encoder)
    assert str(folder / FILE) in str(error.value)
    assert "pramana calibrate" in str(error.value)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("encoder", [ENCODER, None, "all-MiniLM-L6-v2 1", "名 1"])
def test_what_is_written_is_read_again(tmp_path: Path, encoder: str | None) -> None:
    weights = some_weights()
    read = read_weights(write(tmp_path, written_weights(weights, encoder, "two sets")), encoder)
    assert np.array_equal(read.share, weights.share)
    assert np.array_equal(read.scope, weights.scope)
    assert read.constant == weights.constant


def test_what_is_written_names_every_feature_and_what_it_was_fitted_to() -> None:
    text = written_weights(some_weights(), ENCODER, "two sets")
    assert all(f"  {name}: " in text for name in (*SHARE, *SCOPE))
    assert "two sets" in text


def test_the_same_weights_are_always_written_alike() -> None:
    assert written_weights(some_weights(), ENCODER, "x") == written_weights(some_weights(), ENCODER, "x")


# what is refused


@pytest.mark.parametrize("other", [None, "some-encoder 4", "other-encoder 3"])
def test_weights_of_another_encoder_are_refused(tmp_path: Path, other: str | None) -> None:
    folder = write(tmp_path, written_weights(some_weights(), ENCODER, "x"))
    assert (other or "words alone") in complaint(folder, other)


def test_weights_of_words_alone_are_refused_by_an_encoder(tmp_path: Path) -> None:
    assert ENCODER in complaint(write(tmp_path, written_weights(some_weights(), None, "x")))


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (f"scorer: {SCORER}", f"scorer: {SCORER + 1}"),
        ("  slot_agrees: ", "  question: "),
        ("  breadth: ", "  depth: "),
        ("  constant: ", "  variable: "),
        ("scope:\n", "scope:\n  more: 1.0\n"),
    ],
)
def test_weights_of_another_scorer_are_refused(tmp_path: Path, said: str, instead: str) -> None:
    text = written_weights(some_weights(), ENCODER, "x")
    assert text.count(said) == 1
    assert f"scorer {SCORER}" in complaint(write(tmp_path, text.replace(said, instead)))


def test_weights_in_another_order_are_refused(tmp_path: Path) -> None:
    lines = written_weights(some_weights(), ENCODER, "x").splitlines()
    at = lines.index("share:")
    lines[at + 1], lines[at + 2] = lines[at + 2], lines[at + 1]
    complaint(write(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize("text", ["", "[]", "scorer: [", "scorer: 1", "share: 5", "\x00"])
def test_what_holds_no_weights_is_refused(tmp_path: Path, text: str) -> None:
    assert "no weights" in complaint(write(tmp_path, text))


@pytest.mark.parametrize("number", ["much", "", "[1]"])
def test_what_is_no_number_is_refused(tmp_path: Path, number: str) -> None:
    lines = written_weights(some_weights(), ENCODER, "x").splitlines()
    spoilt = [f"  slot_agrees: {number}" if line.startswith("  slot_agrees: ") else line for line in lines]
    complaint(write(tmp_path, "\n".join(spoilt)))


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    complaint(tmp_path)


def test_an_encoder_without_weights_of_its_own_judges_nothing(tmp_path: Path) -> None:
    folder = encoder_folder(tmp_path / "encoder")
    with pytest.raises(WeightsError, match="pramana calibrate"):
        Knowledge(pack(entry("pool", "When does the pool open?")), Embedding(folder))


# what ships


def test_what_ships_is_for_the_shipped_encoder_and_for_words_alone() -> None:
    both = shipped_weights(Encoder(SHIPPED_ENCODER))
    assert not np.array_equal(both.by_meaning.share, both.by_words.share)
    alone = shipped_weights(None)
    assert alone.by_meaning is alone.by_words is both.by_words
