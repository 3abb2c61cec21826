"""`pramana ask` with several questions: the same reply as in a chat, and in JSON a part for each."""

import json
from pathlib import Path

import pytest
from terminal import Here

SIGNING, CONSULATES, LUNCH = (
    "When is the labour pact signed?",
    "Where will the new consulates be?",
    "When is lunch?",
)
ALONE = ["question", "decision", "entry", "confidence", "candidates", "reply"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the .env of whoever runs it."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(monkeypatch, capsys)


def test_each_of_several_questions_is_a_part_with_its_evidence(here: Here) -> None:
    found = here("ask", f"{SIGNING} {CONSULATES} {LUNCH}", "--json").json
    assert list(found) == [*ALONE, "parts"]
    assert [part["question"] for part in found["parts"]] == [SIGNING, CONSULATES, LUNCH]
    assert [part["decision"] for part in found["parts"]] == ["answer", "answer", "abstain"]
    assert [part["entry"] for part in found["parts"]] == ["labour-pact-signing", "consulates-where", None]
    assert [len(part["sources"]) for part in found["parts"]] == [1, 1, 0]
    assert all(list(part) == [*ALONE[:-1], "quotes", "sources", "as_of", "status"] for part in found["parts"])


def test_the_first_that_is_answered_stands_for_all(here: Here) -> None:
    message = f"{LUNCH} {SIGNING}"
    found = here("ask", message, "--json").json
    assert (found["question"], found["decision"], found["entry"]) == (message, "answer", "labour-pact-signing")
    assert found["reply"]["status"] == "not announced"
    assert "I have no sourced answer to “When is lunch?”." in found["reply"]["text"]


@pytest.mark.parametrize("message", [SIGNING, LUNCH, "fta", f"{SIGNING} Has the labour pact been signed yet?"])
def test_one_question_has_no_parts(here: Here, message: str) -> None:
    assert list(here("ask", message, "--json").json) == ALONE


def test_the_answers_are_printed_below_their_questions(here: Here) -> None:
    printed = here("ask", f"{SIGNING} {CONSULATES}").out
    assert printed.index(f"① {SIGNING}") < printed.index("No signing date") < printed.index(f"② {CONSULATES}")
    assert "[1]" not in printed  # there is nobody to press


def test_choices_for_an_unclear_question_are_printed(here: Here) -> None:
    asked = [{"id": "hours", "questions": ["When is the pool open?"], "answer": "Ten to six."}]
    torn = [
        {"id": "fee", "questions": ["How much is a ticket?", "ticket"], "answer": "Two crowns."},
        {"id": "shop", "questions": ["Where is a ticket sold?", "ticket"], "answer": "At the gate."},
    ]
    Path("kb.jsonl").write_text("".join(json.dumps(line) + "\n" for line in asked + torn), encoding="utf-8")
    printed = here("ask", "When is the pool open? ticket?", "--knowledge", "kb.jsonl").out
    assert "[1] ② " in printed
    assert "[2] ② " in printed
    assert "[3]" not in printed
