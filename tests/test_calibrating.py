"""`pramana calibrate` fits the weights of the scorer, for the same sets always the same, and says what hinders it."""

import json
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from small_encoders import encoder_folder
from small_packs import entry, pack
from terminal import Ended, Here, pramana

from bot.calibrating import fit_without
from knowledge.matching.confidence import Weights
from knowledge.matching.weights import FILE, read_weights, written_weights
from knowledge.matching.weights import WORDS_ALONE as ENGINE
from knowledge.measuring.fitting import fit
from knowledge.measuring.fitting_sets import FittingSet, examples
from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.vectors.embedding import SHIPPED, WORDS_ALONE
from knowledge.vectors.encoding import SHIPPED_ENCODER, Encoder

KB = [
    {"id": "hours", "questions": ["When is the pool open?", "pool opening hours"], "answer": "Ten to six."},
    {"id": "fee", "questions": ["How much is a ticket?", "price of a ticket"], "answer": "Two crowns."},
    {"id": "dogs", "questions": ["Can I bring my dog?", "are animals allowed"], "answer": "No."},
]
QUERIES: list[dict[str, Any]] = [
    {"q": "until when is the pool open", "id": "hours"},
    {"q": "what does it cost to get in", "id": "fee"},
    {"q": "may my puppy come too", "id": "dogs"},
    {"q": "when does the museum open", "id": None},
    {"q": "how do I cook rice", "id": None},
    {"q": "когда открывается pool", "id": "hours"},
]


def write(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(monkeypatch, capsys)


@pytest.fixture
def town() -> Path:
    """The folder of a set, in the current folder."""
    write(Path("town", "kb.jsonl"), KB)
    return write(Path("town", "queries.jsonl"), QUERIES).parent


def calibrated(town: Path, into: str, **env: str) -> Ended:
    ended = pramana("calibrate", town, "--into", into, env=env)
    assert (ended.code, ended.err) == (0, "")
    return ended


# the command


def test_both_files_of_weights_are_written_where_they_are_asked_for_and_nowhere_else(town: Path) -> None:
    shipped = {folder: (folder / FILE).read_bytes() for folder in (SHIPPED_ENCODER, ENGINE)}
    ended = calibrated(town, "fitted")
    assert ended.out == f"wrote {Path('fitted', FILE)}\nwrote {Path('fitted', 'words', FILE)}\n"
    assert {folder: (folder / FILE).read_bytes() for folder in shipped} == shipped
    by_meaning = read_weights(Path("fitted").resolve(), Encoder(SHIPPED_ENCODER).name)
    by_words = read_weights(Path("fitted", "words").resolve(), None)
    assert not np.allclose(by_meaning.share, by_words.share)
    assert "town" in Path("fitted", FILE).read_text(encoding="utf-8")


def test_the_same_sets_give_the_same_bytes(town: Path) -> None:
    for into in ("one", "other"):  # the second finds all embeddings remembered
        calibrated(town, into)
    for file in (FILE, f"words/{FILE}"):
        assert Path("one", file).read_bytes() == Path("other", file).read_bytes()


def test_without_an_encoder_only_the_weights_of_words_alone_are_written(town: Path) -> None:
    assert calibrated(town, "fitted", PRAMANA_ENCODER="none").out == f"wrote {Path('fitted', 'words', FILE)}\n"
    assert not Path("fitted", FILE).exists()


def test_an_encoder_without_weights_refuses_with_the_remedy_and_takes_what_is_fitted_for_it(town: Path) -> None:
    mine = encoder_folder(Path("mine").resolve())
    ask = ("ask", "When is the pool open?", "--knowledge", town / "kb.jsonl")
    refused = pramana(*ask, env={"PRAMANA_ENCODER": "mine"})
    assert refused.code == 1
    assert str(Path("mine", FILE)) in refused.complaint
    assert "pramana calibrate" in refused.complaint
    calibrated(town, "fitted", PRAMANA_ENCODER="mine")
    Path("fitted", FILE).rename(mine / FILE)
    answered = pramana(*ask, env={"PRAMANA_ENCODER": "mine"})
    assert (answered.code, answered.err) == (0, "")
    assert "Ten to six." in answered.out


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        (["nowhere"], "nowhere"),
        (["empty"], "holds no queries.jsonl"),
        ([], "Missing argument"),
    ],
)
def test_what_is_no_set_is_told_in_one_line(here: Here, sets: list[str], said: str) -> None:
    Path("empty").mkdir()
    ended = here("calibrate", *sets, "--into", "fitted")
    assert ended.code in (1, 2)
    assert said in ended.complaint
    assert not Path("fitted").exists()


def test_a_folder_that_is_no_encoder_is_told_in_one_line(town: Path) -> None:
    ended = pramana("calibrate", town, "--into", "fitted", env={"PRAMANA_ENCODER": "town"})
    assert ended.code == 2
    assert "PRAMANA_ENCODER=none" in ended.complaint


# weights that a set had no part in


def a_set(name: str, *questions: str, of: str = "hours") -> FittingSet:
    known = pack(entry("hours", "When is the pool open?"), entry("fee", "How much is a ticket?"))
    return FittingSet(name, known, [AskedQuestion(question, frozenset([of])) for question in questions])


def test_a_set_is_judged_by_weights_that_were_fitted_to_the_others_only() -> None:
    one = a_set("one", "pool hours", "is the pool open")
    others = [a_set("two", "price of a ticket", of="fee"), a_set("three", "what is a ticket", "ticket fee", of="fee")]
    gathered = [{each.name: examples(each, how) for each in (one, *others)} for how in (SHIPPED, WORDS_ALONE)]
    found = fit_without(one, [one, *others], *gathered)
    for weights, by_name in zip((found.by_meaning, found.by_words), gathered, strict=True):
        assert told(weights) == told(fit(by_name["two"] + by_name["three"]))
        assert told(weights) != told(fit(by_name["one"] + by_name["two"] + by_name["three"]))


def told(weights: Weights) -> str:
    return written_weights(weights, None, "")


def test_a_set_with_questions_in_common_is_no_other_set() -> None:
    one = a_set("one", *(f"is pool {number} open" for number in range(10)))
    kin = a_set("kin", "is pool 1 open", "is pool 2 open", "ticket fee")
    with pytest.raises(click.UsageError, match="name more sets"):
        fit_without(one, [one, kin], {}, {})
