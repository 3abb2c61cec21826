"""The log: lines on stderr, from a level on, and never a token. Each in a process, for there is one log in each."""

import subprocess
import sys
from textwrap import dedent

import pytest
from terminal import environment

TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105 - nobody's


def logged(level: str, script: str) -> str:
    """Return what goes to the log where this is done."""
    begin = f"import logging\nfrom bot.logs import log_to_stderr\nTOKEN = {TOKEN!r}\nlog_to_stderr({level!r})\n"
    code = begin + dedent(script)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == ""
    return done.stderr


def test_a_line_says_when_how_grave_where_and_what() -> None:
    line = logged("INFO", "logging.getLogger('bot.running').info('%s is listening', 'bot')")
    assert line.endswith(" INFO bot.running: bot is listening\n")
    assert line[:4].isdecimal()


def test_only_what_is_grave_enough_is_told() -> None:
    script = """
        for name in ("debug", "info", "warning", "error"):
            getattr(logging, name)(name)
    """
    assert [line.split()[-1] for line in logged("WARNING", script).splitlines()] == ["warning", "error"]
    assert len(logged("DEBUG", script).splitlines()) == 4


@pytest.mark.parametrize(
    "script",
    [
        "logging.error('the token is ' + TOKEN)",
        "logging.error('the token is %s', TOKEN)",
        "logging.error('%s', {'url': f'https://api.telegram.org/bot{TOKEN}/getMe'})",
        "logging.error('two lines\\n%s', TOKEN)",
        "logging.error('here', stack_info=True) if TOKEN else None; logging.error(TOKEN)",
    ],
)
def test_a_token_is_struck_out(script: str) -> None:
    log = logged("INFO", script)
    assert "<token>" in log
    assert TOKEN.partition(":")[2] not in log


def test_a_token_is_struck_out_of_tracebacks_and_their_causes() -> None:
    log = logged(
        "INFO",
        """
        try:
            try:
                raise ValueError(f"no answer from /bot{TOKEN}/getMe")
            except ValueError as error:
                raise RuntimeError("polling failed with " + TOKEN) from error
        except RuntimeError:
            logging.exception("update failed")
        """,
    )
    assert "Traceback" in log
    assert log.count("<token>") == 2
    assert TOKEN.partition(":")[2] not in log


def test_requests_are_not_told_of_since_their_addresses_hold_the_token() -> None:
    script = """
        import httpx
        answered = httpx.MockTransport(lambda request: httpx.Response(200))
        with httpx.Client(transport=answered) as client:
            client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
        logging.getLogger("httpx").warning("slow: /bot%s/getMe", TOKEN)
    """
    for level in ("DEBUG", "INFO"):
        log = logged(level, script)
        assert "HTTP Request" not in log
        assert "slow: /bot<token>/getMe" in log
        assert TOKEN.partition(":")[2] not in log


def test_numbers_and_times_are_no_tokens() -> None:
    said = "chat -1001500000123: 12345:67 at 2025-12-02 10:00:00"
    assert said in logged("INFO", f"logging.info({said!r})")


WROTE = """
    import asyncio
    from sqlalchemy import insert
    from knowledge import Entry
    from knowledge.storage import Why, open_storage
    from knowledge.storage.tables import negatives
    from knowledge.storage.values import moment

    async def write(*deeds):
        storage = await open_storage(URL)
        try:
            for deed in deeds:
                await deed(storage)
        except Exception:
            logging.exception("update failed")
        await storage.close()

    async def twice(storage):
        async with storage.database.changing() as connection:
            for _ in range(2):
                row = {"chat": -5, "words": "who is the secretperson", "text": "Who is the secretperson?", "at": 1}
                await connection.execute(insert(negatives), row)

    async def missed(storage):
        await storage.missing(-5).record("Who is the secretperson?", "en", Why.ABSTAINED, None, moment(1))

    async def dropped(storage):
        async with storage.database.changing() as connection:
            await connection.exec_driver_sql("DROP TABLE missed")

    async def tried(storage):
        await storage.missing(-5).try_to_record("Who is the secretperson?", "en", Why.ABSTAINED, None, moment(1))

    async def misread(_):
        Entry.model_validate({"id": "x", "questoin": {"en": "Who is the secretperson?"}})
"""


@pytest.mark.parametrize("deeds", ["twice", "dropped, missed", "misread"])
def test_what_people_wrote_is_left_out_where_keeping_it_fails(migrated_url: str, deeds: str) -> None:
    log = logged("INFO", f"URL = {migrated_url!r}\n{dedent(WROTE)}\nasyncio.run(write({deeds}))")
    assert "update failed" in log
    assert "Error" in log
    assert "secretperson" not in log


@pytest.mark.parametrize("deeds", ["missed", "dropped, tried"])
def test_what_people_wrote_is_left_out_of_all_that_is_told_at_debug(migrated_url: str, deeds: str) -> None:
    assert "secretperson" not in logged(
        "DEBUG", f"URL = {migrated_url!r}\n{dedent(WROTE)}\nasyncio.run(write({deeds}))"
    )


def test_what_postgresql_tells_of_a_row_is_left_out_and_the_statement_stays() -> None:
    said = (
        "duplicate key\nDETAIL:  Key (words)=(secret) already exists.\nCONTEXT:  parameter $1 = 'secret'\n[SQL: INSERT]"
    )
    log = logged("INFO", f"logging.error({said!r})")
    assert log.endswith("duplicate key\n[SQL: INSERT]\n")
