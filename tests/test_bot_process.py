"""The bot as a process of its own, in front of the double over HTTP: started, asked, told to stop."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import PYTHON
from small_packs import brief_pack
from telegram_double import Telegram
from telegram_http import serve_in_thread
from telegram_rules import Refused

PROJECT = Path(__file__).parents[1]
SIGNING = "when is the labour pact signed?"


def environment(folder: Path, token: str, api_url: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "error::ResourceWarning",
        "TELEGRAM_TOKEN": token,
        "TELEGRAM_API_URL": api_url,
        "PRAMANA_DATA": str(folder / "data"),
        "PRAMANA_KNOWLEDGE": str(brief_pack()),
    }


@contextmanager
def started(folder: Path, token: str, api_url: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [PYTHON, "-m", "bot", "run"],
        env=environment(folder, token, api_url),
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    _, log = process.communicate(timeout=60)
    return process.returncode, log


@pytest.fixture
def api_url(telegram: Telegram) -> Iterator[str]:
    with serve_in_thread(telegram) as base_url:
        yield base_url.removesuffix("/bot")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_sets_its_menus_and_ends_cleanly_when_told(
    telegram: Telegram, api_url: str, tmp_path: Path, number: signal.Signals
) -> None:
    asha = telegram.user("Asha")
    with started(tmp_path, telegram.token, api_url) as process:
        telegram.say(telegram.private(asha), asha, SIGNING)
        telegram.wait_until(lambda: telegram.sent, timeout=60)
        telegram.wait_until(lambda: len(telegram.calls_of("setMyCommands")) == 16, timeout=60)
        process.send_signal(number)
        code, log = ended(process)
    assert "No signing date" in telegram.sent[0]["text"]
    assert code == 0, log
    assert "Traceback" not in log
    assert telegram.token not in log
    assert SIGNING not in log


def test_what_came_in_before_the_signal_is_still_answered(telegram: Telegram, api_url: str, tmp_path: Path) -> None:
    people = [telegram.user(f"P{number}") for number in range(20)]
    with started(tmp_path, telegram.token, api_url) as process:
        for person in people:
            telegram.say(telegram.private(person), person, SIGNING)
        telegram.wait_until(lambda: telegram.sent, timeout=60)
        process.send_signal(signal.SIGTERM)
        code, _ = ended(process)
    assert code == 0
    assert telegram.pending + len(telegram.sent) >= len(people)


def test_only_what_is_listened_to_is_asked_for(telegram: Telegram, api_url: str, tmp_path: Path) -> None:
    asha = telegram.user("Asha")
    telegram.say(telegram.private(asha), asha, SIGNING)
    with started(tmp_path, telegram.token, api_url):
        telegram.wait_until(lambda: telegram.calls_of("getUpdates"), timeout=60)
    assert telegram.calls_of("getUpdates")[0].params["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat_member",
    ]


def test_a_token_that_is_not_accepted_ends_it_with_one_clear_line(
    telegram: Telegram, api_url: str, tmp_path: Path
) -> None:
    with started(tmp_path, "999999:wrong-token-that-nobody-gave", api_url) as process:
        code, log = ended(process)
    assert code == 2
    assert log.splitlines()[-1].startswith("pramana: TELEGRAM_TOKEN is not accepted by")
    assert "Traceback" not in log
    assert "wrong-token" not in log


def test_a_token_that_is_revoked_while_it_runs_ends_it(telegram: Telegram, api_url: str, tmp_path: Path) -> None:
    asha = telegram.user("Asha")
    with started(tmp_path, telegram.token, api_url) as process:
        telegram.say(telegram.private(asha), asha, SIGNING)
        telegram.wait_until(lambda: telegram.sent, timeout=60)
        telegram.token = "123456:another-token-from-now-on"  # noqa: S105
        telegram.say(telegram.private(asha), asha, SIGNING)  # lets the long poll return
        code, log = ended(process)
    assert code == 2
    assert log.splitlines()[-1].startswith("pramana: TELEGRAM_TOKEN is not accepted by")


def test_another_bot_with_the_same_token_is_told_of_in_one_line(
    telegram: Telegram, api_url: str, tmp_path: Path
) -> None:
    asha = telegram.user("Asha")
    conflict = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    telegram.fail("getUpdates", Refused(409, conflict), times=2)
    with started(tmp_path, telegram.token, api_url) as process:
        telegram.say(telegram.private(asha), asha, SIGNING)
        telegram.wait_until(lambda: telegram.sent, timeout=60)
        process.send_signal(signal.SIGTERM)
        code, log = ended(process)
    assert code == 0, log
    assert log.count("another bot is running with this token; stop one of them") == 1
    assert "Traceback" not in log


def test_one_flooded_chat_holds_up_neither_another_nor_the_end(
    telegram: Telegram, api_url: str, tmp_path: Path
) -> None:
    asha, boris = telegram.user("Asha"), telegram.user("Boris")
    telegram.fail("sendMessage", Refused(429, "Too Many Requests: retry after 3600", {"retry_after": 3600}))
    with started(tmp_path, telegram.token, api_url) as process:
        telegram.say(telegram.private(asha), asha, SIGNING)
        telegram.wait_until(lambda: telegram.calls_of("sendMessage"), timeout=60)
        telegram.say(telegram.private(boris), boris, SIGNING)
        telegram.wait_until(lambda: telegram.sent_to(telegram.private(boris)), timeout=60)
        process.send_signal(signal.SIGTERM)
        code, log = ended(process)
    assert code == 0, log
    assert "Traceback" not in log


def test_a_server_that_fails_at_the_start_is_told_in_one_line(telegram: Telegram, api_url: str, tmp_path: Path) -> None:
    telegram.fail("deleteWebhook", Refused(502, "Bad Gateway"), times=99)
    with started(tmp_path, telegram.token, api_url) as process:
        code, log = ended(process)
    assert code == 1
    assert "cannot be reached" in log.splitlines()[-1]
    assert "RuntimeError" not in log


def test_without_a_network_it_says_where_it_looked_and_ends(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with started(tmp_path, "123456:TEST-token_of_nobody_at_all", url) as process:
        code, log = ended(process)
    assert code == 1
    assert log.splitlines()[-1].startswith(f"pramana: {url} cannot be reached")
    assert "Traceback" not in log


def test_an_invalid_pack_keeps_it_from_starting_and_names_file_and_line(
    telegram: Telegram, api_url: str, tmp_path: Path
) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yaml").write_text("pack: {id: p, title: t}\nentries:\n  - id: x\n", encoding="utf-8")
    env = environment(tmp_path, telegram.token, api_url) | {"PRAMANA_KNOWLEDGE": str(tmp_path / "pack")}
    done = subprocess.run(
        [PYTHON, "-m", "bot", "run"], env=env, cwd=tmp_path, capture_output=True, check=False, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "pack.yaml:3: error: x:" in done.stderr
    assert len(done.stderr.splitlines()) == 1
