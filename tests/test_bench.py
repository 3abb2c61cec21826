"""The comparison with others measures what it says, with whatever of them is installed."""

import json
import math
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_packs import entry, pack

from bench.accuracy import accuracy, replies
from bench.command import bench
from bench.comparing import Race, accuracies
from bench.generating import Generated, corrupted, made_up_texts, material, seeded
from bench.peer import NOTHING, Found, Peer, phrasings_of
from bench.sets import read_sets
from bench.speed import LONGEST_BUILD_S, Speed, build_estimate_s, speed
from bench.systems import OURS, SYSTEMS, Line, line_up
from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.values import Pack

EVERYWHERE = ("pramana", "words-alone", "wratio", "token-set", "fts5")  # need nothing beyond what the tests need
ELSEWHERE = {"bm25s": "bm25", "tantivy": "fuzzy_terms", "sklearn": "character_grams"}

KB = """\
{"id": "pool", "questions": ["When is the pool open?", "pool opening hours"]}
{"id": "gym", "questions": ["Where is the gym?", "the way to the gym"]}
"""
QUERIES = """\
{"q": "when does the pool open", "id": "pool"}
{"q": "where can I find the gym", "id": "gym"}
{"q": "who won the elections", "id": null}
"""
TRAIN = "sentence,label\nWhen is the pool open?,POOL\npool hours,POOL\nWhere is the gym?,GYM\n"
TEST = "sentence,label\nwhen does the pool open,POOL\nwho won the elections,NO_NODES_DETECTED\n"
PREDICTED = (
    "sentence,label,predicted_node,predicted_node_score\n"
    "when does the pool open,POOL,POOL,0.9\n"
    "who won the elections,NO_NODES_DETECTED,NO_NODES_DETECTED,0.0\n"
)


class Toy:
    """Knows the wordings of a pack by heart, and nothing else."""

    def __init__(self, of: Pack) -> None:
        self._entries = {phrasing.text: phrasing.entry for phrasing in phrasings_of(of)}

    def ask(self, question: str) -> Found:
        return Found(self._entries[question], 7.5) if question in self._entries else NOTHING


@pytest.fixture(scope="module")
def generated() -> Generated:
    return Generated(made_up_texts(seeded()), 60, seeded())


@pytest.fixture(scope="module")
def line() -> Line:
    return line_up(system for system in SYSTEMS if system.name in EVERYWHERE)


@pytest.fixture(autouse=True)
def few_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.comparing.QUESTIONS", 50)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of two sets, one of each form."""
    for name, files in {
        "town": {"kb.jsonl": KB, "queries.jsonl": QUERIES},
        "others": {"train.csv": TRAIN, "test.csv": TEST, "oracle_town.csv": PREDICTED},
        "neither": {"META.md": "a note"},
    }.items():
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(text, encoding="utf-8")
    return tmp_path


def run(*options: str | Path) -> Result:
    return CliRunner().invoke(bench, [str(option) for option in options])


def test_a_system_that_is_always_right_has_the_highest_figures() -> None:
    known = pack(entry("pool", "when is the pool open"), entry("gym", "where is the gym"))
    questions = [AskedQuestion(text, frozenset({id_})) for id_, text in phrasings_of(known)]
    row = accuracy("town", "toy", list(replies(Toy(known), [*questions, AskedQuestion("who won", frozenset())])))
    assert row == ("town", "toy", 3, 1.0, 1.0, 1.0, 1.0)


def test_every_system_that_is_always_here_has_a_row_of_sane_figures(data: Path, line: Line) -> None:
    (town,) = (one for one in read_sets(data) if one.name == "town")
    rows = accuracies(town, line.builders)
    assert [row.system for row in rows] == [system.label for system in line.builders]
    for row in rows:
        assert row.questions == 3
        assert 0.5 <= row.top_1 <= 1
        assert 0 <= row.recall_at_p90 <= 1
        assert -1 <= row.mcc <= 1
        assert 0 <= row.auroc <= 1


def test_what_others_published_is_measured_alike(data: Path) -> None:
    (others,) = (one for one in read_sets(data) if one.name == "others")
    (row,) = accuracies(others, {})
    assert row == ("others", "oracle (published)", 2, 1.0, 1.0, 1.0, 1.0)


def test_the_sets_of_a_folder_are_those_of_a_known_form(data: Path) -> None:
    read = {one.name: phrasings_of(one.pack) for one in read_sets(data)}
    assert read["town"] == [*zip(("pool", "pool", "gym", "gym"), _texts(read["town"]), strict=True)]
    assert read["others"][0] == ("POOL", "When is the pool open?")
    assert set(read) == {"town", "others"}


def _texts(phrasings: list[tuple[str, str]]) -> list[str]:
    return [text for _, text in phrasings]


def test_speed_is_measured_on_every_system_that_is_always_here(line: Line) -> None:
    rows = Race(line.builders, []).at(60)
    assert [row.system for row in rows] == [system.label for system in line.builders]
    assert rows[0].times_ours == 1
    for row in rows:
        assert (row.phrasings, row.asked) == (60, 50)
        assert 0 <= row.p50_ms <= row.p99_ms
        assert row.build_s >= 0
        assert 0.5 < row.right <= 1, row.system


def test_a_slow_system_is_asked_less(monkeypatch: pytest.MonkeyPatch, generated: Generated) -> None:
    monkeypatch.setattr("bench.speed.PATIENCE_S", 0)
    row = speed("toy", 60, Toy, generated.pack, generated.questions(100))
    assert row.asked == 20


def test_a_system_that_would_build_for_too_long_is_left_out_and_said_so() -> None:
    race = Race({OURS: Toy}, [])
    slow = Speed(30, OURS.label, 20, 1, 2, build_s=LONGEST_BUILD_S, right=1)
    race._last[OURS] = slow
    assert build_estimate_s(slow, 60) == 2 * LONGEST_BUILD_S
    assert race.at(60) == []
    assert race.left_out == ["Pramana is left out at 60 phrasings: it would take about 120 minutes to build"]


def test_a_system_whose_library_is_not_installed_is_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for library, module in ELSEWHERE.items():
        monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed, even where it is
        for name in [name for name in sys.modules if name.startswith(f"{library}.")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.delitem(sys.modules, f"bench.peers.{module}", raising=False)
    line = line_up(SYSTEMS)
    assert {system.name for system in line.builders} >= set(EVERYWHERE)
    for library, module in ELSEWHERE.items():
        (label,) = (system.label for system in SYSTEMS if system.module == module)
        assert any(said.startswith(f"{label} is left out: {library}") for said in line.left_out)


def test_a_system_without_the_part_that_it_needs_is_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.peers.fts5.TABLE", "CREATE VIRTUAL TABLE phrasing USING fts99(text)")
    line = line_up(system for system in SYSTEMS if system.name == "fts5")
    assert line == ({}, ["SQLite FTS5 is left out: this Python's SQLite has no FTS5"])


@pytest.mark.parametrize("question", ["", "???", '"', "AND OR NOT *", "пул", "पूल कब खुलता है"])
def test_every_system_takes_any_question(line: Line, generated: Generated, question: str) -> None:
    for builder in line.builders.values():
        peer: Peer = builder(generated.pack)
        found = peer.ask(question)
        assert found.entry is None or found.entry in {one.id for one in generated.pack.entries}


def test_a_pack_is_made_of_as_many_phrasings_as_asked_for_and_alike_in_every_run() -> None:
    texts = made_up_texts(seeded())
    first, second = (Generated(texts, 45, seeded()) for _ in range(2))
    assert len(phrasings_of(first.pack)) == 45
    assert [len(one.all_phrasings()) for one in first.pack.entries] == [20, 20, 5]
    assert (first.pack, first.questions(9)) == (second.pack, second.questions(9))


def test_packs_are_made_from_the_texts_of_the_data_where_there_are_enough() -> None:
    own = [f"when is the pool number {number} open" for number in range(2000)]
    assert material([*own, "pool", own[0]]) == own
    assert material(own[:50]) == material([])


def test_questions_are_corrupted_phrasings_and_unrelated_ones(generated: Generated) -> None:
    questions = generated.questions(200)
    assert 0.6 < sum(asked.is_in_scope for asked in questions) / 200 < 0.95
    known = {text for _, text in phrasings_of(generated.pack)}
    assert sum(asked.text in known for asked in questions) < 20  # two letters alike may have been swapped


def test_even_a_word_of_one_letter_survives_corruption() -> None:
    assert all(corrupted("a", seeded()) for _ in range(20))


def test_without_data_only_speed_is_measured_and_said_so(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    done = run("--data", tmp_path / "nowhere", "--sizes", "40,60", "--systems", "pramana,fts5", "--json", figures)
    assert done.exit_code == 0, done.output
    assert "accuracy is left out, and speed is measured on made-up words." in done.stderr
    assert "One question against 60 phrasings" in done.stdout
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert written["accuracy"] == []
    assert [(row["phrasings"], row["system"]) for row in written["speed"]] == [
        (size, label) for size in (40, 60) for label in ("Pramana", "SQLite FTS5")
    ]


def test_with_data_there_is_a_table_for_each_set(data: Path, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    done = run("--data", data, "--only", "accuracy", "--systems", "pramana,wratio", "--json", figures)
    assert done.exit_code == 0, done.output
    assert "town, 3 questions" in done.stdout
    assert "oracle (published)" in done.stdout
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert len(written["accuracy"]) == 5
    assert written["speed"] == []


def test_a_measure_that_a_set_does_not_allow_is_blank_and_null(data: Path, tmp_path: Path) -> None:
    (data / "town" / "queries.jsonl").write_text(QUERIES.splitlines()[0], encoding="utf-8")
    figures = tmp_path / "figures.json"
    done = run("--data", data, "--only", "accuracy", "--systems", "fts5", "--json", figures)
    assert "nan" not in done.stdout
    assert [row["auroc"] for row in json.loads(figures.read_text(encoding="utf-8"))["accuracy"][-1:]] == [None]
    assert not math.isnan(json.loads(figures.read_text(encoding="utf-8"))["accuracy"][-1]["top_1"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--systems", "grep"], "there is no grep"),
        (["--sizes", "many"], "numbers with commas"),
        (["--sizes", "0"], "sizes of 1 to 1,000,000"),
        (["--data", "/nowhere/at/all", "--only", "accuracy"], "no evaluation sets"),
    ],
)
def test_a_wrong_option_is_told_apart(options: list[str], said: str) -> None:
    done = run(*options)
    assert done.exit_code == 2
    assert said in done.stderr


def test_without_any_system_nothing_is_measured(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setattr("bench.peers.fts5.TABLE", "CREATE VIRTUAL TABLE phrasing USING fts99(text)")
    done = run("--data", data, "--systems", "fts5")
    assert done.exit_code == 1
    assert "None of these systems can be measured" in done.stderr


def test_a_set_that_cannot_be_read_is_named(data: Path) -> None:
    (data / "town" / "kb.jsonl").write_text("{", encoding="utf-8")
    done = run("--data", data)
    assert done.exit_code == 1
    assert "kb.jsonl" in done.stderr
