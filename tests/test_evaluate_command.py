"""`pramana evaluate` from outside: several sets at once, its tables, its pictures, and what it says when it cannot."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import shared
from terminal import Here, pramana

from knowledge.packs.starting import STARTER

Line = dict[str, Any]

KB: list[Line] = [
    {"id": "hours", "questions": ["When is the pool open?", "pool opening hours"], "answer": "Ten to six."},
    {"id": "fee", "questions": ["How much is a ticket?", "price of a ticket", "ticket"], "answer": "Two crowns."},
    {"id": "card", "questions": ["Where is a ticket sold?", "buying a ticket", "ticket"], "answer": "At the gate."},
]
QUERIES: list[Line] = [
    {"q": "pool opening hours", "id": "hours", "lang": "en"},
    {"q": "price of a ticket", "id": "fee", "lang": "en"},
    {"q": "buying a ticket", "id": "fee", "lang": "en"},  # the set and the kb are at odds
    {"q": "How much is a ticket?", "id": None, "lang": "en"},
    {"q": "Кто вы такие?", "id": None, "lang": "ru"},
]
NEW_MEASURES = {"ece", "precision_of_answers", "answered_or_clarified_right_first", "by_language"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the .env of whoever runs it."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(monkeypatch, capsys)


def write(path: Path, lines: list[Line]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def a_set(name: str = "town", queries: list[Line] | None = None) -> Path:
    """Write the folder of a set, and return it."""
    write(Path(name, "kb.jsonl"), KB)
    return write(Path(name, "queries.jsonl"), QUERIES if queries is None else queries).parent


def timeless(report: Line) -> Line:
    """Return a report without what differs from run to run."""
    return {name: value for name, value in report.items() if not name.endswith(("_s", "_ms", "_mb"))}


# one set


def test_a_folder_is_its_questions_asked_of_its_kb(here: Here) -> None:
    folder = a_set()
    whole = here("evaluate", folder, "--json").json
    parts = here("evaluate", folder / "queries.jsonl", "--knowledge", folder / "kb.jsonl", "--json").json
    assert timeless(whole) == timeless(parts)
    assert whole["questions"] == len(QUERIES)


def test_a_report_tells_how_far_to_trust_the_answers(here: Here) -> None:
    report = here("evaluate", a_set(), "--json").json
    assert set(report) > NEW_MEASURES
    assert report["precision_of_answers"] == 0.5  # two right answers of four
    assert report["answered_or_clarified_right_first"] == pytest.approx(2 / 3, abs=1e-4)
    assert 0 < report["ece"] < 1


def test_a_set_that_names_an_entry_which_is_not_there_is_told_so(here: Here) -> None:
    told = here("evaluate", a_set(queries=[{"q": "pool opening hours", "id": "hourz"}]))
    assert told.code == 0
    assert "there is no entry hourz in" in told.err


def test_without_an_answer_precision_is_null_in_json_and_a_dash_for_people(here: Here) -> None:
    silent = a_set(queries=[{"q": "Who won the cup?"}])
    assert here("evaluate", silent, "--json").json["precision_of_answers"] is None
    assert "precision of answers -" in here("evaluate", silent).said


def test_each_language_has_its_measures_in_json(here: Here) -> None:
    by_language = here("evaluate", a_set(), "--json").json["by_language"]
    assert {language: report["questions"] for language, report in by_language.items()} == {"en": 4, "ru": 1}
    assert by_language["en"]["precision_of_answers"] == 0.5
    assert by_language["ru"]["abstained"] == 1


def test_questions_in_several_languages_get_a_row_each(here: Here) -> None:
    out = here("evaluate", a_set(queries=[*QUERIES, {"q": "ticket"}])).out
    table = out.partition("By language:")[2].splitlines()
    assert [line.split()[:2] for line in table if line.startswith(("en", "ru"))] == [["en", "4"], ["ru", "1"]]
    assert any(line.startswith("not told") for line in table)


def test_questions_in_one_language_get_no_table_of_languages(here: Here) -> None:
    assert "By language" not in here("evaluate", a_set(queries=QUERIES[:4])).out


def test_reliability_shows_all_ten_bins_and_every_question_in_one(here: Here) -> None:
    ended = here("evaluate", a_set(), "--reliability")
    assert (ended.code, ended.err) == (0, "")
    rows = [line.split() for line in ended.out.splitlines() if " – " in line]
    assert [row[0] for row in rows] == [f"{number / 10:.1f}" for number in range(10)]
    assert sum(int(row[3]) for row in rows) == len(QUERIES)
    assert ["-", "-"] in [row[4:] for row in rows]  # a bin without a question


def test_reliability_and_confusions_are_in_the_json_if_they_are_wanted(here: Here) -> None:
    plain = here("evaluate", a_set(), "--json").json
    full = here("evaluate", a_set(), "--json", "--reliability", "--confusions").json
    assert set(full) - set(plain) == {"reliability", "confusions"}
    assert [list(one) for one in full["reliability"]] == [
        ["from", "to", "questions", "mean_confidence", "share_right"]
    ] * 10
    assert full["reliability"][5]["mean_confidence"] is None
    assert full["confusions"] == [
        {"right": [], "given": "fee", "answered": 1, "clarified": 0, "examples": ["How much is a ticket?"]},
        {"right": ["fee"], "given": "card", "answered": 1, "clarified": 0, "examples": ["buying a ticket"]},
    ]


def test_confusions_name_the_right_entry_the_one_given_and_the_questions(here: Here) -> None:
    ended = here("evaluate", a_set(), "--confusions")
    assert "(none) → fee “How much is a ticket?”" in ended.said
    assert "1 0 fee → card “buying a ticket”" in ended.said


def test_an_example_takes_no_more_than_a_line_of_its_own(here: Here) -> None:
    letter = "price of a ticket\n\n" + "please, it is urgent, " * 50
    ended = here("evaluate", a_set(queries=[{"q": "price of a ticket\nprice of a ticket"}]), "--confusions")
    assert "price of a ticket price of a ticket" in ended.said
    assert "…" in here("evaluate", a_set(queries=[{"q": letter}, {"q": f"ticket{' price' * 40}"}]), "--confusions").out


def test_only_the_worst_confusions_are_shown_and_json_has_all(here: Here) -> None:
    rooms = [{"id": f"room{n}", "questions": [f"where is room number{n}"]} for n in range(25)]
    folder = Path("rooms")
    write(folder / "kb.jsonl", rooms)
    write(folder / "queries.jsonl", [{"q": room["questions"][0], "id": None} for room in rooms])
    assert here("evaluate", folder, "--confusions").out.count("(none) → room") == 20
    assert "5 more pairs" in here("evaluate", folder, "--confusions").out
    assert len(here("evaluate", folder, "--confusions", "--json").json["confusions"]) == 25


# several sets


def test_several_sets_make_a_table_with_a_row_each_in_order(here: Here) -> None:
    ended = here("evaluate", a_set("sets/town"), a_set("sets/village", QUERIES[:2]))
    assert (ended.code, ended.err) == (0, "")
    _, header, *rows = ended.out.splitlines()
    assert header.split()[:4] == ["set", "top", "1", "R@P90"]
    assert [row.split()[0] for row in rows[-2:]] == ["town", "village"]
    assert rows[-1].split()[1:4] == ["1.000", "1.000", "1.000"]


def test_several_sets_in_json_have_a_report_each(here: Here) -> None:
    town, village = a_set("sets/town"), a_set("sets/village", QUERIES[:2])
    both = here("evaluate", town, village, "--json", "--reliability").json
    assert list(both) == ["sets"]
    assert [one["set"] for one in both["sets"]] == ["sets/town", "sets/village"]
    alone = here("evaluate", village, "--json", "--reliability").json
    assert timeless(both["sets"][1]) == {"set": "sets/village", **timeless(alone)}


def test_the_details_of_several_sets_are_told_set_by_set(here: Here) -> None:
    out = here("evaluate", a_set("sets/town"), a_set("sets/village"), "--confusions", "--reliability").out
    titles = ["town: How often", "town: Which entries", "village: How often", "village: Which entries"]
    assert [out.index(title) for title in titles] == sorted(out.index(title) for title in titles)


def test_sets_may_be_files_and_folders_and_only_those_without_a_kb_ask_the_knowledge(here: Here) -> None:
    library = write(Path("library/queries.jsonl"), [{"q": "When is the library open?", "id": "opening-hours"}])
    found = here("evaluate", a_set(), library, library.parent, "--knowledge", STARTER, "--json").json["sets"]
    assert [one["set"] for one in found] == ["town", "library/queries.jsonl", "library"]
    assert [one["top_1"] for one in found[1:]] == [1, 1]


def test_the_same_set_twice_is_shown_twice(here: Here) -> None:
    out = here("evaluate", a_set(), a_set(), f"{a_set()}/").out
    assert sum(line.startswith("town") for line in out.splitlines()) == 3


# pictures


def test_pictures_are_drawn_into_a_folder_and_named() -> None:
    ended = pramana("evaluate", a_set(), "--plot", "pictures")
    assert ended.code == 0
    assert ended.out.splitlines()[-2:] == ["wrote pictures/reliability.png", "wrote pictures/coverage.png"]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in Path("pictures").iterdir())


def test_of_several_sets_each_has_its_pictures_in_a_folder_of_its_own(here: Here) -> None:
    sets = a_set("sets/town.1"), a_set("sets/town.2"), a_set("sets/village") / "queries.jsonl"
    here("evaluate", *sets, "--knowledge", "sets/village/kb.jsonl", "--plot", "pictures")
    drawn = sorted(str(file) for file in Path("pictures").rglob("*.png"))
    assert drawn == [
        f"pictures/{one}/{picture}.png"
        for one in ("town.1", "town.2", "village/queries")
        for picture in ("coverage", "reliability")
    ]


def test_pictures_leave_json_as_it_is(here: Here) -> None:
    assert here("evaluate", a_set(), "--json", "--plot", "pictures").json["questions"] == len(QUERIES)
    assert Path("pictures/coverage.png").exists()


def test_pictures_without_matplotlib_are_refused_with_the_remedy(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ended = here("evaluate", a_set(), "--plot", "pictures")
    assert ended.code == 2
    assert "pip install 'pramana[plots]'" in ended.complaint


def test_a_backend_that_is_none_is_no_traceback_but_a_line_with_the_remedy() -> None:
    ended = pramana("evaluate", a_set(), "--plot", "pictures", env={"MPLBACKEND": "nonsense"})
    assert ended.code == 2
    assert "unset MPLBACKEND" in ended.complaint


def test_pictures_need_no_screen_whatever_the_backend() -> None:
    assert pramana("evaluate", a_set(), "--plot", "pictures", env={"MPLBACKEND": "TkAgg"}).code == 0


def test_without_pictures_matplotlib_is_not_needed(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert here("evaluate", a_set()).code == 0


def test_pictures_that_cannot_be_written_are_named(here: Here) -> None:
    Path("file").touch()
    ended = here("evaluate", a_set(), "--plot", "file")
    assert ended.code == 2
    assert "file cannot be written" in ended.complaint


# what cannot be done


def test_a_folder_without_questions_is_refused_with_what_it_should_hold(here: Here) -> None:
    Path("empty").mkdir()
    ended = here("evaluate", a_set(), "empty")
    assert ended.code == 2
    assert "empty holds no queries.jsonl" in ended.complaint


def test_a_folder_without_a_kb_needs_to_be_told_the_knowledge(here: Here) -> None:
    folder = write(Path("bare/queries.jsonl"), QUERIES).parent
    ended = here("evaluate", folder)
    assert ended.code == 2
    assert "bare holds no kb.jsonl; say with --knowledge" in ended.complaint


def test_knowledge_that_nothing_would_be_asked_of_is_refused(here: Here) -> None:
    ended = here("evaluate", a_set(), "--knowledge", STARTER)
    assert ended.code == 2
    assert "town/kb.jsonl is the knowledge of this set" in ended.complaint
    assert "town/queries.jsonl" in ended.complaint


def test_predictions_of_several_sets_are_refused(here: Here) -> None:
    ended = here("evaluate", a_set("town"), a_set("village"), "--predictions", "out.jsonl")
    assert ended.code == 2
    assert "--predictions writes those of one set, and there are 2" in ended.complaint


def test_a_set_without_a_question_is_refused_by_its_file(here: Here) -> None:
    ended = here("evaluate", a_set("town"), a_set("village", []))
    assert ended.code == 2
    assert "village/queries.jsonl holds no question" in ended.complaint


def test_a_line_of_a_set_that_is_none_is_named_among_several_sets(here: Here) -> None:
    ended = here("evaluate", a_set("town"), a_set("village", [{"q": 5}]))
    assert ended.code == 1
    assert "village/queries.jsonl:1: error:" in ended.complaint


def test_the_public_sets_make_one_table(here: Here) -> None:
    sampled = [a_sample_of(shared("eval", name)) for name in ("hint3-curekart-5shot", "covidfaq-quebec-holdout")]
    found = here("evaluate", *sampled, "--json").json["sets"]
    assert all(0 < one["in_scope"] < one["questions"] for one in found)
    assert all(0.5 < one[measure] < 1 for one in found for measure in ("top_1", "auroc"))
    assert all(0 < one["ece"] < 0.5 for one in found)
    assert all(0.5 < one["precision_of_answers"] <= 1 for one in found)


def a_sample_of(folder: Path, every: int = 20) -> Path:
    """Write a set with every so manieth question of another, and return its folder: asking thousands takes long."""
    sample = Path(folder.name)
    sample.mkdir()
    shutil.copyfile(folder / "kb.jsonl", sample / "kb.jsonl")
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (sample / "queries.jsonl").write_text("".join(lines[::every]), encoding="utf-8")
    return sample
