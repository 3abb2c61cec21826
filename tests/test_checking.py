"""Everything that a curator should know of a pack is told, and a good pack is told to be good."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import shared
from small_packs import GOOD, HEADER, write

from knowledge import Problem, Severity
from knowledge.packs.checking import check_pack
from knowledge.packs.loading import BASE, load_pack
from knowledge.packs.quoting import Documents
from knowledge.packs.starting import STARTER

TODAY = date(2025, 12, 20)

Check = Callable[[str], list[Problem]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a pack of one file whose documents would lie beside it."""
    return lambda content: check_pack(write(tmp_path, content), tmp_path, TODAY)


def entries(*questions: str, more: tuple[str, ...] = ()) -> str:
    """Return a pack of entries e0, e1, ... which ask these questions; `more` are further fields, an entry each."""
    form = "  - {{id: e{0}, question: {1!r}, answer: x, sources: [board], as_of: 2025-12-02{2}}}\n"
    fields = [f", {one}" if one else "" for one in (*more, *[""] * len(questions))]
    return HEADER + "entries:\n" + "".join(form.format(n, text, fields[n]) for n, text in enumerate(questions))


def test_a_good_pack_has_no_problem(check: Check) -> None:
    assert check(GOOD) == []


def test_the_starter_pack_is_wholly_clean() -> None:
    assert check_pack(STARTER, STARTER, date(2026, 2, 1)) == []


def test_the_base_pack_has_no_problem_but_that_its_documents_lie_elsewhere(tmp_path: Path) -> None:
    elsewhere = list(Documents(tmp_path).problems(load_pack(BASE)))
    assert {problem.severity for problem in elsewhere} == {Severity.WARNING}
    assert check_pack(BASE, tmp_path, TODAY) == elsewhere


def test_the_base_pack_quotes_the_document_that_it_cites() -> None:
    assert list(Documents(shared("sources")).problems(load_pack(BASE))) == []


def test_a_pack_that_cannot_be_read_is_told_as_any_problem(check: Check) -> None:
    (found,) = check(GOOD + "    status: maybe\n")
    assert (found.entry, found.severity) == ("pool-hours", Severity.ERROR)


@pytest.mark.parametrize("twin", ["When is the pool open?", "when IS the pool... open"])
def test_a_phrasing_that_stands_twice_is_told_where_and_with_whom(check: Check, twin: str) -> None:
    content = entries("When is the pool open?", twin)
    found = check(content)[0]
    assert (found.entry, found.severity) == ("e1", Severity.ERROR)
    assert content.splitlines()[found.place.line - 1].count("e1") == 1
    assert "'e0'" in found.what


def test_a_phrasing_that_stands_twice_in_one_entry_is_told_too(check: Check) -> None:
    content = GOOD + "    phrasings:\n      - pool hours\n      - Pool hours!\n"
    (found,) = check(content)
    assert ("'Pool hours!'" in found.what, found.entry) == (True, "pool-hours")


def test_a_phrasing_of_a_plain_list_is_told_with_its_own_line(check: Check) -> None:
    content = GOOD + "    phrasings:\n      - pool hours\n      - Pool hours!\n"
    assert check(content)[0].place.line == len(content.splitlines())


def test_a_phrasing_of_a_language_is_told_with_its_own_line(check: Check) -> None:
    content = GOOD + "    phrasings:\n      en:\n        - pool hours\n        - Pool hours!\n"
    assert check(content)[0].place.line == len(content.splitlines())


def test_a_phrasing_that_leads_to_another_entry_is_told_with_the_phrasing_that_took_it(check: Check) -> None:
    stolen, thief = "bath opening hours", "opening bath hours"
    found = check(entries(thief, "Where is the tram?", stolen))
    assert [(one.entry, repr(stolen) in one.what, repr(thief) in one.what) for one in found] == [("e2", True, True)]


def test_a_predecessor_may_lead_to_the_entry_that_supersedes_it(check: Check) -> None:
    assert (
        check(entries("When is the pool open in winter?", "When is the pool open now?", more=("", "supersedes: e0")))
        == []
    )


def test_a_predecessor_of_a_predecessor_may_as_well(check: Check) -> None:
    questions = ("When is the pool open in winter?", "When is the pool open in summer?", "When is the pool open now?")
    assert check(entries(*questions, more=("", "supersedes: e0", "supersedes: e1"))) == []


def test_a_successor_may_ask_what_its_predecessor_asked(check: Check) -> None:
    assert check(entries("When is the pool open?", "When is the pool open?", more=("", "supersedes: e0"))) == []


def test_a_phrasing_that_leads_nowhere_is_told(check: Check) -> None:
    found = check(entries("When is the pool open?", "???"))
    assert [one.entry for one in found] == ["e1"]


@pytest.mark.parametrize(("signs", "problems"), [(4096, 0), (4097, 1)])
def test_an_answer_that_no_message_can_hold_is_told(check: Check, signs: int, problems: int) -> None:
    content = GOOD.replace("From ten to six.", "x" * signs)
    found = check(content)
    assert len(found) == problems
    assert all(one.entry == "pool-hours" and f"{signs} signs" in one.what for one in found)
    assert all("answer" in content.splitlines()[one.place.line - 1] for one in found)


@pytest.mark.parametrize(("review_by", "problems"), [("2025-12-19", 1), ("2025-12-20", 0), ("2025-12-21", 0)])
def test_an_entry_is_overdue_from_the_day_after_its_review(check: Check, review_by: str, problems: int) -> None:
    content = GOOD + f"    review_by: {review_by}\n"
    found = check(content)
    assert len(found) == problems
    assert all(one.severity is Severity.WARNING and review_by in one.what for one in found)
    assert all(one.place.line == len(content.splitlines()) for one in found)


@pytest.mark.parametrize(("as_of", "problems"), [("2025-12-20", 0), ("2025-12-21", 1)])
def test_nothing_is_known_as_of_a_day_to_come(check: Check, as_of: str, problems: int) -> None:
    content = GOOD.replace("2025-12-02", as_of)
    found = check(content)
    assert len(found) == problems
    assert all((one.severity, one.entry) == (Severity.WARNING, "pool-hours") for one in found)
    assert all(as_of in content.splitlines()[one.place.line - 1] for one in found)


def test_a_pack_without_entries_is_warned_of(check: Check) -> None:
    (found,) = check(HEADER)
    assert (found.severity, "answers nothing" in found.what) == (Severity.WARNING, True)


def test_a_quote_that_is_not_in_its_document_is_told(check: Check, tmp_path: Path) -> None:
    write(tmp_path, "Open from ten to six.", "notice.txt")
    source = GOOD.replace("kind: primary", "kind: primary, document: {name: notice.txt}")
    assert check(source + '    quotes: [{text: "from ten to six", speaker: board, source: board}]\n') == []
    (found,) = check(source + '    quotes: [{text: "from nine", speaker: board, source: board}]\n')
    assert (found.entry, found.severity) == ("pool-hours", Severity.ERROR)


def test_errors_stand_before_warnings(check: Check) -> None:
    overdue = "review_by: 2025-12-03"
    found = check(entries("When is the pool open?", "When is the pool open?", more=(overdue, overdue)))
    severities = [one.severity for one in found]
    assert severities == sorted(severities)
    assert set(severities) == {Severity.ERROR, Severity.WARNING}


def test_a_kb_jsonl_is_checked_as_well(tmp_path: Path) -> None:
    kb = tmp_path / "kb.jsonl"
    kb.write_text(
        '{"id": "a", "questions": ["pool hours"]}\n{"id": "b", "questions": ["pool hours"]}\n', encoding="utf-8"
    )
    (found,) = check_pack(kb, tmp_path, TODAY)
    assert (found.place.file, found.place.line, found.entry) == (kb, 2, "b")
