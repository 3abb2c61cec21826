"""One update that cannot be read costs no other."""

import json

import pytest
from telegram_double import Telegram

from bot.polling import readable


def answer(*updates: object) -> bytes:
    return json.dumps({"ok": True, "result": updates}).encode()


def test_an_update_that_cannot_be_read_is_emptied_and_the_others_stay(telegram: Telegram) -> None:
    asha = telegram.user("Asha")
    good = telegram.say(telegram.private(asha), asha, "when?")
    bad = {"update_id": 7, "message": {"message_id": 1, "date": "yesterday"}}
    assert json.loads(readable(answer(bad, good))) == {"ok": True, "result": [{"update_id": 7}, good]}


def test_what_can_be_read_passes_untouched(telegram: Telegram) -> None:
    asha = telegram.user("Asha")
    said = telegram.say(telegram.private(asha), asha, "when?")
    assert readable(answer(said)) == answer(said)


@pytest.mark.parametrize("payload", [b"<html>", b"[]", b'{"ok": true, "result": true}', b"\xff"])
def test_what_is_no_list_of_updates_is_left_to_the_library(payload: bytes) -> None:
    assert readable(payload) == payload
