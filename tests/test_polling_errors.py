"""What is logged where asking for updates fails: a plain line, and the same one once a minute at most."""

import pytest
from telegram.error import Conflict, NetworkError

from bot.polling_errors import PollingErrors


def test_another_bot_with_the_token_is_told_of_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    seconds = [0.0]
    errors = PollingErrors(lambda: seconds[0])
    for seconds[0] in (0, 1, 59, 61, 100, 122):
        errors(Conflict("terminated by other getUpdates request"))
    assert caplog.messages == ["another bot is running with this token; stop one of them"] * 3


def test_any_other_failure_is_told_each_time_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    errors = PollingErrors(lambda: 0.0)
    for _ in range(2):
        errors(NetworkError("no route"))
    assert [record.exc_info is not None for record in caplog.records] == [True, True]
