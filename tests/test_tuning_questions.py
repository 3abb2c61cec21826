"""What the encoder was tuned on is fit to be tuned on, and has nothing of what the engine is measured by."""

import json
import re
from collections import Counter
from pathlib import Path

from conftest import shared

ROOT = Path(__file__).parents[1]
ROWS = [
    json.loads(line)
    for line in (ROOT / "scripts" / "tuning" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
PHRASINGS = [text for row in ROWS for text in [*row["en"], *row["hi"]]]
TRANSLATED = [
    json.loads(line)
    for line in (ROOT / "scripts" / "tuning" / "translations.jsonl").read_text(encoding="utf-8").splitlines()
]


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def asked_in(folder: Path) -> set[str]:
    files = [file.read_text(encoding="utf-8") for file in folder.rglob("*.jsonl")]
    rows = [json.loads(line) for file in files for line in file.splitlines()]
    return {bare(row[key]) for row in rows for key in ("q", "question") if key in row}


def test_an_intent_has_several_phrasings_to_be_told_from_its_neighbours() -> None:
    assert {tuple(row) for row in ROWS} == {("subject", "intent", "en", "hi")}
    assert min(len(row["en"]) for row in ROWS) >= 4
    assert min(len(row["hi"]) for row in ROWS) >= 1
    assert min(Counter(row["subject"] for row in ROWS).values()) >= 10


def test_no_two_intents_share_a_phrasing() -> None:
    assert [text for text, times in Counter(map(bare, PHRASINGS)).items() if times > 1] == []


def test_its_description_counts_what_is_there() -> None:
    described = (ROOT / "scripts" / "tuning" / "README.md").read_text(encoding="utf-8")
    assert f"{len(ROWS):,} things" in described
    assert f"{len({row['subject'] for row in ROWS})} subjects" in described
    assert f"{len(PHRASINGS):,} in all" in described


def test_what_was_translated_is_among_them() -> None:
    assert {tuple(row) for row in TRANSLATED} == {("en", "hi", "hi-Latn", "ru")}
    assert {row["en"] for row in TRANSLATED} <= set(PHRASINGS)


def learnt_from() -> set[str]:
    return {*map(bare, PHRASINGS), *(bare(text) for row in TRANSLATED for text in row.values())}


def test_no_question_of_our_own_tests_is_among_them() -> None:
    assert asked_in(ROOT / "tests") & learnt_from() == set()


def test_no_question_of_the_public_sets_is_among_them() -> None:
    assert asked_in(shared("eval")) & learnt_from() == set()
