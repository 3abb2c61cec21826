"""Who may curate, what is believed of it and for how long; and buttons that open an address."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from conftest import NOW, RunningBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter
from telegram_double import Telegram
from telegram_rules import Refused
from telegram_wire import DirectWire

from bot.local_wire import LocalWire, Shown
from bot.wiring import Wires, build_application
from handlers.rights import BELIEVED_FOR, NONE, TOLD_AGAIN_AFTER, Right, Rights
from knowledge import Library
from knowledge.storage import Curator

CURATES = Right(curates=True)


@pytest.fixture
def rights(bot: RunningBot) -> Rights:
    return bot.application.bot_data.rights


async def right_of(bot: RunningBot, rights: Rights, person: int, *, live: bool = False) -> Right:
    return await rights.of(bot.application.bot, bot.group.id, person, live=live)


async def test_the_owner_owns_and_curates(bot: RunningBot, rights: Rights) -> None:
    owner = bot.telegram.creator(bot.group).id
    assert await right_of(bot, rights, owner) == Right(owns=True, curates=True)


@pytest.mark.parametrize(
    ("granted", "right"),
    [("can_change_info", CURATES), ("can_delete_messages", NONE), ("can_promote_members", NONE)],
)
async def test_an_admin_curates_who_may_change_the_info(
    bot: RunningBot, rights: Rights, granted: str, right: Right
) -> None:
    bot.telegram.promote(bot.group, bot.asha, **{granted: True})
    assert await right_of(bot, rights, bot.asha.id) == right


async def test_an_anonymous_admin_has_rights_under_their_own_id(bot: RunningBot, rights: Rights) -> None:
    bot.telegram.promote(bot.group, bot.asha)
    bot.telegram.hide_identity(bot.group, bot.asha)
    assert await right_of(bot, rights, bot.asha.id) == CURATES


async def test_an_editor_curates_and_a_stranger_does_not(bot: RunningBot, rights: Rights) -> None:
    await bot.application.bot_data.storage.groups.name_editor(bot.group.id, Curator(bot.asha.id, "Asha"), NOW)
    assert await right_of(bot, rights, bot.asha.id) == CURATES
    assert await right_of(bot, rights, bot.boris.id) == NONE
    assert set(await rights.curators(bot.application.bot, bot.group.id)) == {
        bot.telegram.creator(bot.group).id,
        bot.asha.id,
    }


@pytest.mark.parametrize(
    "refusal", [Refused(403, "Forbidden: bot was kicked"), Refused(400, "Bad Request: chat not found")]
)
async def test_where_telegram_does_not_tell_nobody_curates_not_even_an_editor(
    bot: RunningBot, rights: Rights, refusal: Refused
) -> None:
    await bot.application.bot_data.storage.groups.name_editor(bot.group.id, Curator(bot.asha.id, "Asha"), NOW)
    bot.telegram.fail("getChatAdministrators", refusal)
    assert await right_of(bot, rights, bot.asha.id) == NONE
    assert await rights.curators(bot.application.bot, bot.group.id) == ()


async def test_what_telegram_said_is_believed_for_minutes_unless_it_matters(bot: RunningBot, rights: Rights) -> None:
    bot.telegram.promote(bot.group, bot.asha)
    assert await right_of(bot, rights, bot.asha.id) == CURATES
    bot.telegram.demote(bot.group, bot.asha)
    assert await right_of(bot, rights, bot.asha.id) == CURATES
    assert await right_of(bot, rights, bot.asha.id, live=True) == NONE
    assert await right_of(bot, rights, bot.asha.id) == NONE


async def test_after_those_minutes_telegram_is_asked_again(bot: RunningBot, rights: Rights) -> None:
    await right_of(bot, rights, bot.asha.id)
    bot.telegram.promote(bot.group, bot.asha)
    bot.application.bot_data.clock = lambda: NOW + BELIEVED_FOR + timedelta(seconds=1)
    assert await right_of(bot, rights, bot.asha.id) == CURATES


async def test_nobody_is_refused_on_what_was_believed_but_telegram_is_asked_once_a_minute(
    bot: RunningBot, rights: Rights
) -> None:
    owner = bot.telegram.creator(bot.group).id
    await right_of(bot, rights, owner)
    asked = []
    for person, later in [(owner, 0), (5, 0), (5, 59), (6, 59), (5, 61)]:
        bot.application.bot_data.clock = partial(NOW.__add__, timedelta(seconds=later))
        await right_of(bot, rights, person)
        asked.append(len(bot.telegram.calls_of("getChatAdministrators")))
    assert asked == [1, 2, 2, 3, 4]


async def test_what_was_not_believed_but_asked_is_not_asked_twice(bot: RunningBot, rights: Rights) -> None:
    assert await right_of(bot, rights, bot.asha.id) == NONE
    assert len(bot.telegram.calls_of("getChatAdministrators")) == 1


async def test_a_change_of_rights_is_believed_at_once(bot: RunningBot, rights: Rights) -> None:
    await right_of(bot, rights, bot.asha.id)
    bot.telegram.promote(bot.group, bot.asha)
    rights.forget(bot.group.id)
    assert await right_of(bot, rights, bot.asha.id) == CURATES


class LateWire(DirectWire):
    """Hands over what Telegram answers only once it is let."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__(telegram)
        self.answered, self.let = asyncio.Event(), asyncio.Event()

    async def do_request(self, url: str, method: str, *request: Any, **how: Any) -> tuple[int, bytes]:
        answer = await super().do_request(url, method, *request, **how)
        if url.endswith("getChatAdministrators"):
            self.answered.set()
            await self.let.wait()
        return answer


async def test_what_telegram_said_before_a_change_of_rights_is_not_believed_after_it(
    bot: RunningBot, library: Library
) -> None:
    wire, services = LateWire(bot.telegram), bot.application.bot_data
    bot.telegram.promote(bot.group, bot.asha)
    async with build_application(bot.telegram.token, library, services.storage, Wires(wire)) as application:
        rights = application.bot_data.rights
        asking = asyncio.create_task(rights.of(application.bot, bot.group.id, bot.asha.id))
        await wire.answered.wait()
        bot.telegram.demote(bot.group, bot.asha)
        rights.forget(bot.group.id)
        wire.let.set()
        await asking
        assert await rights.of(application.bot, bot.group.id, bot.asha.id) == NONE


def test_a_person_is_refused_first_once_a_day_in_each_group(bot: RunningBot, rights: Rights) -> None:
    for later in (timedelta(0), TOLD_AGAIN_AFTER):
        bot.application.bot_data.clock = partial(NOW.__add__, later)
        told = [rights.refuses_first(*who) for who in [(-1, 5), (-1, 5), (-2, 5), (-1, 6)]]
        assert told == [True, False, True, True]


def test_whom_nothing_is_refused_any_more_nothing_is_kept_of(bot: RunningBot, rights: Rights) -> None:
    for person in range(1, 50):
        rights.refuses_first(-1, person)
    bot.application.bot_data.clock = partial(NOW.__add__, TOLD_AGAIN_AFTER)
    rights.refuses_first(-1, 50)
    assert len(rights._refused) == 1


async def test_in_a_terminal_a_button_that_opens_an_address_shows_it() -> None:
    shown: list[Shown] = []
    wire = LocalWire(shown.append, lambda _: None, "en")
    rows = [[{"text": "Go on", "url": "https://t.me/x"}], [{"text": "Stop", "callback_data": "x:en::"}]]
    message = {"chat_id": 1, "text": "Well?", "reply_markup": {"inline_keyboard": rows}}
    await wire.do_request("https://x/sendMessage", "POST", _request(message))
    assert shown[0].buttons == (("Go on: https://t.me/x", ""), ("Stop", "x:en::"))


def _request(parameters: dict[str, object]) -> RequestData:
    return RequestData([RequestParameter(name, value, []) for name, value in parameters.items()])
