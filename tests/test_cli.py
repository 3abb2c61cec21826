"""The command line from outside: what it prints, how it ends, and that whatever goes wrong is one clear line."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from terminal import PATIENCE_S, PROJECT, Argument, Ended, Here, command, environment, pramana

from bot.cli import cli
from knowledge import Library
from knowledge.packs.starting import STARTER

SIGNING = "When will the labour pact be signed?"
OPEN = "When is the library open?"
ANSWER, CLARIFY, ABSTAIN = "pool opening hours", "ticket", "Who won the football world cup?"
HOURS = "Tuesday to Saturday, 10:00 to 18:00."
COMMANDS = sorted(cli.commands)
LONGEST = 4096  # signs that a message of Telegram's holds
KB: list[dict[str, Any]] = [
    {"id": "hours", "questions": ["When is the pool open?", "pool opening hours"], "answer": "Ten to six."},
    {"id": "fee", "questions": ["How much is a ticket?", "price of a ticket", "ticket"], "answer": "Two crowns."},
    {"id": "card", "questions": ["Where is a ticket sold?", "buying a ticket", "ticket"], "answer": "At the gate."},
]
QUERIES: list[dict[str, Any]] = [
    {"q": "pool opening hours", "id": "hours"},
    {"q": "what is the price of a ticket", "ids": ["fee", "season"], "lang": "en"},
    {"q": "Кто вы такие?", "id": None, "lang": "ru", "kind": "oos"},
    {"q": "", "id": None},
]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the .env of whoever runs it."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(monkeypatch, capsys)


def jsonl(name: str, lines: list[dict[str, Any]]) -> Path:
    path = Path(name)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def kb() -> Path:
    return jsonl("kb.jsonl", KB)


def queries() -> Path:
    return jsonl("queries.jsonl", QUERIES)


def edited_starter(old: str = "", new: str = "") -> Path:
    """Return a copy of the starter pack in which one passage is another."""
    folder = Path("pack")
    shutil.copytree(STARTER, folder)
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "pack.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


# asking


def test_an_answer_is_printed_with_its_quote_its_source_and_its_date() -> None:
    ended = pramana("ask", OPEN, "--knowledge", STARTER)
    assert (ended.code, ended.err) == (0, "")
    assert HOURS in ended.out
    assert "│ “Open Tuesday to Saturday, 10 to 18”" in ended.out
    assert "Source: Notice board at the library's entrance" in ended.out
    assert "Confirmed, as of 15 January 2026" in ended.out
    assert "[1]" not in ended.out  # there is nobody to press
    assert "\x1b" not in ended.out  # a pipe gets no colours


@pytest.mark.parametrize(("question", "decision"), [(ANSWER, "answer"), (CLARIFY, "clarify"), (ABSTAIN, "abstain")])
def test_json_has_the_same_form_whatever_the_decision(here: Here, question: str, decision: str) -> None:
    found = here("ask", question, "--json", "--knowledge", kb()).json
    assert list(found) == ["question", "decision", "entry", "confidence", "candidates", "reply"]
    assert list(found["reply"]) == ["html", "text", "language", "quotes", "sources", "as_of", "status"]
    assert all(list(one) == ["entry", "confidence", "phrasing"] for one in found["candidates"])
    assert (found["question"], found["decision"]) == (question, decision)
    confidences = [found["confidence"], *(one["confidence"] for one in found["candidates"])]
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert confidences[1:] == sorted(confidences[1:], reverse=True)
    assert found["confidence"] == max(confidences)


def test_an_answer_in_json_names_the_entry_and_what_it_rests_on(here: Here) -> None:
    found = here("ask", SIGNING, "--json").json
    entry = Library(PROJECT / "knowledge" / "base").knowledge.entry(found["entry"])
    assert entry is not None
    assert found["candidates"][0]["entry"] == entry.id
    assert found["candidates"][0]["phrasing"] in [wording for _, wording in entry.all_phrasings()]
    assert [quote["text"] for quote in found["reply"]["quotes"]] == [quote.text for quote in entry.quotes]
    assert [source["id"] for source in found["reply"]["sources"]] == list(entry.sources)
    assert found["reply"]["as_of"] == str(entry.as_of)
    assert found["reply"]["status"] == entry.status


@pytest.mark.parametrize("question", [CLARIFY, ABSTAIN])
def test_without_an_answer_json_names_no_entry_and_no_evidence(here: Here, question: str) -> None:
    found = here("ask", question, "--json", "--knowledge", kb()).json
    assert found["entry"] is None
    assert [found["reply"][name] for name in ("quotes", "sources", "as_of", "status")] == [[], [], None, None]
    assert found["reply"]["text"]


def test_what_is_known_of_a_source_is_in_the_json_and_what_is_not_is_null(here: Here) -> None:
    (source,) = here("ask", OPEN, "--json", "--knowledge", STARTER).json["reply"]["sources"]
    assert source == {
        "id": "notice-board",
        "title": "Notice board at the library's entrance",
        "kind": "primary",
        "publisher": "Town library",
        "url": None,
        "published": "2026-01",
        "note": None,
    }


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", SIGNING),
        ("hi", "श्रम समझौते पर हस्ताक्षर कब होंगे?"),
        ("ru", "Когда подпишут трудовое соглашение?"),
    ],
)
def test_the_reply_is_in_the_language_of_the_question(here: Here, language: str, question: str) -> None:
    found = here("ask", question, "--json").json
    assert (found["entry"], found["reply"]["language"]) == ("labour-pact-signing", language)


def test_a_language_can_be_forced(here: Here) -> None:
    given, forced = (
        here("ask", OPEN, "--json", "--knowledge", STARTER, *more).json for more in ((), ("--language", "hi"))
    )
    assert given["entry"] == forced["entry"]
    assert (given["reply"]["language"], forced["reply"]["language"]) == ("en", "hi")
    assert given["reply"]["text"] != forced["reply"]["text"]


def test_a_language_that_is_not_spoken_here_is_refused_with_those_that_are(here: Here) -> None:
    ended = here("ask", OPEN, "--language", "xx")
    assert ended.code == 2
    assert all(f"'{language}'" in ended.complaint for language in ("en", "hi", "ru"))


def test_the_knowledge_may_be_a_folder_or_a_file_or_the_kb_of_a_set(here: Here) -> None:
    for path in (STARTER, STARTER / "pack.yaml"):
        assert HOURS in here("ask", OPEN, "--knowledge", path).out
    assert "Ten to six." in here("ask", "When is the pool open?", "--knowledge", kb()).out


def test_knowledge_that_is_not_there_ends_with_one_line_that_names_it(here: Here) -> None:
    ended = here("ask", OPEN, "--knowledge", "no-such-pack")
    assert ended.code == 1
    assert "no-such-pack" in ended.complaint
    assert "pramana init" in ended.complaint


def test_knowledge_with_many_faults_names_the_first_and_says_that_there_are_more(here: Here) -> None:
    Path("pack.yaml").write_text("pack: {id: p, title: t}\nentries:\n  - id: x\n", encoding="utf-8")
    ended = here("ask", OPEN, "--knowledge", "pack.yaml")
    assert ended.code == 1
    assert ended.complaint.startswith("pramana: pack.yaml:3: error: x:")
    assert "more; see `pramana check`" in ended.complaint


def test_the_pack_in_the_settings_is_asked_where_none_is_named(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRAMANA_KNOWLEDGE", str(STARTER))
    assert HOURS in here("ask", OPEN).out


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "🤔🤔",
        "?!…",
        "\u200b\u200d\u2060",
        "متى يوقع الاتفاق؟",
        "\u202ewhen\u202c",
        "<b>bold</b> &amp; [x](y) [red]",
        "{place} %s \\ ' \" `",
        "\x01\x7f",
        "é" * LONGEST,
    ],
)
def test_whatever_is_asked_gets_a_plain_reply(here: Here, question: str) -> None:
    ended = here("ask", question, "--json", "--knowledge", STARTER)
    assert (ended.code, ended.err) == (0, "")
    assert ended.json["question"] == question
    assert ended.json["decision"] == "abstain"
    assert ended.json["reply"]["text"]


def test_a_question_that_no_message_holds_is_refused_with_both_numbers(here: Here) -> None:
    ended = here("ask", "x" * 5000)
    assert ended.code == 2
    assert "5000" in ended.complaint
    assert str(LONGEST) in ended.complaint


def test_a_question_in_no_encoding_is_answered() -> None:
    ended = pramana("ask", b"when is the library open \xff\xfe\xed\xa0\x80", "--knowledge", STARTER)
    assert (ended.code, ended.err) == (0, "")
    assert HOURS in ended.out


def test_json_stays_json_for_a_question_in_no_encoding() -> None:
    # where the locale is another than C, Python writes such text to no terminal at all
    args = ("ask", b"when is the library open \xff\xfe", "--json", "--knowledge", STARTER)
    ended = pramana(*args, env={"PYTHONIOENCODING": "utf-8"})
    assert (ended.code, ended.err) == (0, "")
    assert ended.json["decision"] == "answer"


def test_a_terminal_that_has_not_all_signs_gets_those_that_it_has() -> None:
    ended = pramana("ask", OPEN, "--knowledge", STARTER, env={"PYTHONIOENCODING": "latin-1"})
    assert (ended.code, ended.err) == (0, "")
    assert HOURS in ended.out


# evaluating


def test_evaluate_prints_the_measures_of_a_set() -> None:
    ended = pramana("evaluate", queries(), "--knowledge", kb())
    assert (ended.code, ended.err) == (0, "")
    assert "top 1 1.000" in ended.said
    assert "auroc 1.000" in ended.said


def test_evaluate_writes_a_line_for_each_question_in_order(here: Here) -> None:
    here("evaluate", queries(), "--knowledge", kb(), "--predictions", "out.jsonl")
    lines = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [list(line) for line in lines] == [["q", "decision", "entry", "confidence"]] * len(QUERIES)
    assert [line["q"] for line in lines] == [query["q"] for query in QUERIES]
    assert [line["entry"] for line in lines][:2] == ["hours", "fee"]
    assert [line["decision"] for line in lines] == ["answer", "answer", "abstain", "abstain"]
    assert all(0 <= line["confidence"] <= 1 for line in lines)


def test_a_prediction_names_the_best_entry_even_where_the_bot_would_not_answer(here: Here) -> None:
    near, empty = "pool", ""
    here("evaluate", jsonl("q.jsonl", [{"q": near}, {"q": empty}]), "--knowledge", kb(), "--predictions", "out.jsonl")
    first, second = map(json.loads, Path("out.jsonl").read_text(encoding="utf-8").splitlines())
    asked = here("ask", near, "--json", "--knowledge", kb()).json
    assert (first["decision"], first["entry"]) == (asked["decision"], asked["candidates"][0]["entry"])
    assert first["confidence"] == pytest.approx(asked["confidence"], abs=1e-4)
    assert (second["entry"], second["confidence"]) == (None, 0)


def test_evaluate_in_json_has_every_measure_and_what_it_cost(here: Here) -> None:
    report = here("evaluate", queries(), "--knowledge", kb(), "--json").json
    assert (report["questions"], report["in_scope"]) == (len(QUERIES), 2)
    assert {"top_1", "recall_at_p90", "recall_at_p95", "mcc", "auroc"} < set(report)
    shares = [report[name] for name in ("answered_right", "answered_wrong", "clarified", "abstained")]
    assert shares == [0.5, 0, 0, 0.5]
    assert all(report[name] > 0 for name in ("build_s", "p50_ms", "p99_ms", "peak_memory_mb"))


def test_a_measure_that_the_set_does_not_allow_is_null_in_json(here: Here) -> None:
    report = here("evaluate", jsonl("q.jsonl", QUERIES[:2]), "--knowledge", kb(), "--json").json
    assert report["auroc"] is None  # there is nothing out of scope to tell from what is in scope


def test_the_time_of_a_single_question_is_its_median(here: Here) -> None:
    report = here("evaluate", jsonl("q.jsonl", QUERIES[:1]), "--knowledge", kb(), "--json").json
    assert report["p50_ms"] == report["p99_ms"] > 0


@pytest.mark.parametrize("line", ['{"q": "when"', '["when"]', '{"id": "hours"}', '{"q": 5}', '{"q": "\\ud800"}'])
def test_a_line_of_a_set_that_is_none_is_named(here: Here, line: str) -> None:
    path = queries()
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    ended = here("evaluate", path, "--knowledge", kb())
    assert ended.code == 1
    assert f"queries.jsonl:{len(QUERIES) + 1}: error:" in ended.complaint


def test_a_line_of_a_kb_that_is_none_is_named(here: Here) -> None:
    path = kb()
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "x", "questions": []}\n', encoding="utf-8")
    ended = here("evaluate", queries(), "--knowledge", path)
    assert ended.code == 1
    assert f"kb.jsonl:{len(KB) + 1}: error: questions:" in ended.complaint


@pytest.mark.parametrize("id_", ["opening hours", "pool:hours", "pool/hours", "a|b"])
def test_a_set_may_name_its_entries_as_it_likes(here: Here, id_: str) -> None:
    knowledge = jsonl("kb.jsonl", [{**KB[0], "id": id_}])
    report = here(
        "evaluate", jsonl("q.jsonl", [{"q": "pool opening hours", "id": id_}]), "--knowledge", knowledge, "--json"
    )
    assert report.json["top_1"] == 1


@pytest.mark.parametrize("sign", ["\u2028", "\u0085"])
def test_a_line_break_of_unicode_within_a_question_ends_no_line(here: Here, sign: str) -> None:
    path = jsonl("q.jsonl", [{"q": f"pool{sign}opening hours", "id": "hours"}])
    report = here("evaluate", path, "--knowledge", kb(), "--json").json
    assert report["top_1"] == 1


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_set_without_a_question_is_refused(here: Here, text: str) -> None:
    Path("none.jsonl").write_text(text, encoding="utf-8")
    ended = here("evaluate", "none.jsonl", "--knowledge", kb())
    assert ended.code == 2
    assert "none.jsonl holds no question" in ended.complaint


def test_a_set_that_is_not_there_is_named(here: Here) -> None:
    ended = here("evaluate", "missing.jsonl", "--knowledge", kb())
    assert ended.code == 1
    assert "missing.jsonl" in ended.complaint


def test_predictions_that_cannot_be_written_are_named(here: Here) -> None:
    ended = here("evaluate", queries(), "--knowledge", kb(), "--predictions", "no-folder/out.jsonl")
    assert ended.code == 2
    assert "no-folder/out.jsonl cannot be written" in ended.complaint


# checking


def problems(ended: Ended) -> list[str]:
    """Return the lines on problems; the last line counts them."""
    *found, count = ended.out.splitlines()
    assert sum(map(int, (count.split()[-4], count.split()[-2]))) == len(found)
    return found


def test_a_pack_without_fault_passes_even_strictly(here: Here) -> None:
    ended = here("check", STARTER, "--strict")
    assert (ended.code, problems(ended)) == (0, [])


def test_every_fault_is_told_on_a_line_of_its_own_with_file_line_entry_and_remedy(here: Here) -> None:
    pack = edited_starter("status: confirmed ", "status: surely ")
    text = (pack / "pack.yaml").read_text(encoding="utf-8").replace("answers_to: [how much", "answers: [how much")
    (pack / "pack.yaml").write_text(text, encoding="utf-8")
    ended = here("check", pack)
    lines = text.splitlines()
    status, misspelt = (
        next(number for number, line in enumerate(lines, start=1) if sought in line)
        for sought in ("status: surely", "answers: [how much")
    )
    assert (ended.code, ended.err) == (1, "")
    first, second = problems(ended)
    assert first.startswith(f"pack/pack.yaml:{status}: error: opening-hours: entries.status:")
    assert second.startswith(f"pack/pack.yaml:{misspelt}: error: membership-fee: entries.answers:")
    assert "write `answers_to`" in second or "write `answer`" in second


def test_a_quote_that_its_document_does_not_have_is_an_error(here: Here) -> None:
    ended = here("check", edited_starter('"Open Tuesday to', '"Shut Tuesday to'))
    assert ended.code == 1
    (found,) = problems(ended)
    assert "error: opening-hours: the quote 'Shut Tuesday to" in found


def test_documents_may_lie_in_another_folder(here: Here) -> None:
    pack = edited_starter()
    Path("documents").mkdir()
    (pack / "notice-board.txt").rename("documents/notice-board.txt")
    assert here("check", pack, "--strict").code == 1
    assert here("check", pack, "--strict", "--documents", "documents").code == 0


def test_a_document_that_is_not_at_hand_is_a_warning(here: Here) -> None:
    pack = edited_starter()
    (pack / "notice-board.txt").unlink()
    ended = here("check", pack)
    (found,) = problems(ended)
    assert ended.code == 0
    assert "warning: 1 quote of the source 'notice-board' could not be verified" in found
    assert "'notice-board.txt' is not at hand" in found
    assert "--documents" in found


def test_another_document_than_the_cited_one_is_an_error(here: Here) -> None:
    sha256 = hashlib.sha256(b"another").hexdigest()
    ended = here("check", edited_starter("name: notice-board.txt", f"name: notice-board.txt\n      sha256: {sha256}"))
    assert ended.code == 1
    assert "its SHA-256 differs" in ended.out


def test_an_overdue_review_is_a_warning_that_only_strict_fails(here: Here) -> None:
    pack = edited_starter("review_by: 2030-01-15", "review_by: 2026-01-16")
    easy, strict = here("check", pack), here("check", pack, "--strict")
    (found,) = problems(easy)
    assert "warning: opening-hours: the review was due on 2026-01-16" in found
    assert (easy.code, strict.code) == (0, 1)
    assert strict.out == easy.out


def test_the_pack_in_the_settings_is_checked_where_none_is_named(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRAMANA_KNOWLEDGE", str(STARTER))
    assert here("check").out.startswith(f"{STARTER}: 0 errors")


def test_a_pack_that_is_not_there_is_a_problem_as_well(here: Here) -> None:
    ended = here("check", "no-such-pack")
    assert ended.code == 1
    assert len(problems(ended)) == 1


def test_the_kb_of_a_set_can_be_checked_as_well(here: Here) -> None:
    twice = jsonl("kb.jsonl", [KB[0], {**KB[1], "questions": KB[0]["questions"]}])
    ended = here("check", twice)
    assert ended.code == 1
    assert problems(ended)[0].startswith("kb.jsonl:2: error: fee:")


# beginning a pack of one's own


def test_a_new_pack_passes_the_check_and_answers(here: Here) -> None:
    begun = here("init", "mine")
    assert (begun.code, begun.err) == (0, "")
    assert "pramana check mine" in begun.out
    written = [line.removeprefix("wrote ") for line in begun.out.splitlines() if line.startswith("wrote ")]
    assert sorted(written) == sorted(map(str, Path("mine").iterdir()))
    assert here("check", "mine", "--strict").code == 0
    assert HOURS in here("ask", OPEN, "--knowledge", "mine").out


def test_whoever_begins_a_pack_is_told_to_edit_the_pack(here: Here) -> None:
    assert "Now edit mine/pack.yaml" in here("init", "mine").out


def test_a_new_pack_overwrites_nothing(here: Here) -> None:
    pack = edited_starter("Town library", "My library")
    before = {file: file.read_bytes() for file in pack.iterdir()}
    ended = here("init", pack)
    assert ended.code == 2
    assert "exists already; name another folder" in ended.complaint
    assert {file: file.read_bytes() for file in pack.iterdir()} == before


@pytest.mark.parametrize("folder", ["file", "file/mine"])
def test_a_new_pack_where_none_can_be_is_refused(here: Here, folder: str) -> None:
    Path("file").touch()
    assert here("init", folder).code == 2


# usage, and the ends of the pipe


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["nonsense"], "nonsense"),
        (["--nonsense"], "--nonsense"),
        (["ask"], "QUESTION"),
        (["ask", "when", "is", "it"], "is it"),
        (["ask", OPEN, "--nonsense"], "--nonsense"),
        (["ask", OPEN, "--knowledge"], "--knowledge"),
        (["evaluate"], "QUERIES.jsonl"),
        (["init"], "FOLDER"),
        (["chat", "--language", "tlh"], "tlh"),
        (["run", "now"], "now"),
        (["check", "a", "b"], "b"),
    ],
)
def test_wrong_usage_is_one_line_that_names_it(here: Here, args: list[str], named: str) -> None:
    ended = here(*args)
    assert ended.code == 2
    assert named in ended.complaint


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_at_hand(here: Here, args: list[str]) -> None:
    ended = here(*args)
    assert (ended.code, ended.err) == (0, "")
    assert "Usage: pramana" in ended.out
    assert "--help" in ended.out


def test_the_help_names_every_command(here: Here) -> None:
    ended = here("--help")
    assert ended.code == 0
    assert all(f"\n  {name} " in ended.out for name in COMMANDS)


def test_a_setting_that_cannot_be_used_is_one_line_without_its_value(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRAMANA_LOG_LEVEL", "deafening")
    ended = here("run")
    assert ended.code == 2
    assert "PRAMANA_LOG_LEVEL" in ended.complaint
    assert "deafening" not in ended.complaint


@pytest.mark.parametrize("args", [("ask", OPEN, "--knowledge", STARTER), ("check", STARTER)])
def test_a_reader_who_has_seen_enough_is_no_error_to_tell_of(args: tuple[Argument, ...]) -> None:
    process = subprocess.Popen(command(*args), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()  # as `| head -0` does
    _, err = process.communicate(timeout=PATIENCE_S)
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        args = command("ask", OPEN, "--json", "--knowledge", STARTER)
        done = subprocess.run(args, env=environment(), stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"pramana: ")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_standard_output_is_nobodys_error() -> None:
    args = ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command("ask", OPEN, "--json", "--knowledge", STARTER)]
    done = subprocess.run(args, env=environment(), stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
