"""A change that is killed at any of its statements has happened whole, or not at all, and the database opens again."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import dying
import pytest
from small_groups import CHAT, NOW, asking, edit, rows
from terminal import environment

from knowledge.storage import Why, open_storage

FEWEST = 7  # statements of a change: reads the group, its entries, its last change; writes change, revisions, entries

FEWEST_TO_DISOWN = 3  # reads what is open; writes what is none of the group's, and what was made of the questions


@pytest.fixture
def fated_url(migrated_url: str) -> str:
    """The URL of a database with entries that are to be changed."""
    asyncio.run(begun(migrated_url))
    return migrated_url


async def begun(url: str) -> None:
    storage = await open_storage(url)
    await storage.curation(CHAT).save([edit("lunch"), edit("tea")], asking())
    await storage.missing(CHAT).record("Who won?", "en", Why.ABSTAINED, None, NOW)
    await storage.proposals(CHAT).propose(1003, {"answer": "At six."}, NOW)
    await storage.drafts.begin(CHAT, 1002, CHAT, {"answer": "At six."}, NOW)
    await storage.close()


async def what_is_said(url: str) -> dict[str, str]:
    """Open the database as a bot that starts anew does, and return what members get."""
    storage = await open_storage(url)
    standings = await storage.curation(CHAT).standings()
    await storage.close()
    return {one.id: one.own.entry.answer["en"] for one in standings if one.own}


@contextmanager
def process(url: str) -> Iterator["subprocess.Popen[str]"]:
    tests = Path(dying.__file__).parent
    env = environment() | {"PYTHONPATH": f"{tests.parent}:{tests}"}
    command = [sys.executable, str(tests / "dying.py"), url]
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        yield running
        running.communicate()


def killed_at(running: "subprocess.Popen[str]", deed: str, number: int) -> bool:
    """Let a change be killed at a statement; False where it was done before it came to that many."""
    assert running.stdin
    assert running.stdout
    running.stdin.write(f"{deed} {number}\n")
    running.stdin.flush()
    told = running.stdout.readline()
    assert told in ("killed\n", "survived 0\n")
    return told == "killed\n"


def survived_at(running: "subprocess.Popen[str]", deed: str, url: str) -> int:
    """Let a change be killed at each statement, which leaves all as it was; return the first that it does not reach."""
    before, number = rows(url), 1
    while killed_at(running, deed, number):
        assert rows(url) == before
        number += 1
    return number


def test_a_save_that_is_killed_at_any_statement_leaves_all_as_it_was(fated_url: str) -> None:
    before = rows(fated_url)
    with process(fated_url) as running:
        for number in count(1):
            if not killed_at(running, "save", number):
                break
            assert rows(fated_url) == before
            assert asyncio.run(what_is_said(fated_url)) == {"lunch": "At noon.", "tea": "At noon."}
    assert number > FEWEST
    assert asyncio.run(what_is_said(fated_url)) == {"lunch": "At one.", "cake": "At six."}
    assert [len(rows(fated_url)[table]) for table in ("changes", "revisions", "entries")] == [2, 5, 3]


def test_taking_back_that_is_killed_at_any_statement_leaves_all_as_it_was(fated_url: str) -> None:
    with process(fated_url) as running:
        assert not killed_at(running, "save", 1000)
        before = rows(fated_url)
        for number in count(1):
            if not killed_at(running, "undo", number):
                break
            assert rows(fated_url) == before
            assert asyncio.run(what_is_said(fated_url)) == {"lunch": "At one.", "cake": "At six."}
    assert number > FEWEST
    assert asyncio.run(what_is_said(fated_url)) == {"lunch": "At noon.", "tea": "At noon."}
    assert [len(rows(fated_url)[table]) for table in ("changes", "revisions", "entries")] == [3, 8, 2]


def test_a_draft_that_is_killed_while_it_is_saved_waits_as_before_with_all_that_it_would_settle(
    fated_url: str,
) -> None:
    with process(fated_url) as running:
        number = survived_at(running, "draft", fated_url)
    after = rows(fated_url)
    assert number > FEWEST
    assert [len(after["entries"]), len(after["drafts"])] == [3, 0]
    assert all("answered" in row for row in after["missed"])
    assert all("accepted" in row for row in after["proposals"])


def test_a_question_that_is_disowned_while_the_bot_is_killed_is_still_open_or_settled(fated_url: str) -> None:
    with process(fated_url) as running:
        number = survived_at(running, "disown", fated_url)
    after = rows(fated_url)
    assert number > FEWEST_TO_DISOWN
    assert [len(after["missed"]), len(after["negatives"])] == [1, 1]
    assert all("not ours" in row for row in after["missed"])


def test_an_order_that_comes_again_until_it_is_survived_is_carried_out_once(fated_url: str) -> None:
    with process(fated_url) as running:
        assert not killed_at(running, "save", 1000)
        before = rows(fated_url)
        assert survived_at(running, "order", fated_url) > FEWEST
        after = rows(fated_url)
        assert len(after["changes"]) == len(before["changes"]) + 1
        assert not killed_at(running, "order", 1000)
    assert rows(fated_url) == after
