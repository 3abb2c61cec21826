"""A client can be made to send any data as a press: none fails, none changes anything, and each is answered."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from button_world import buttons_shown, owner_of, show_every_button
from conftest import Json, RunningBot, running
from databases import Migrate
from hypothesis import example, given
from hypothesis import strategies as st
from small_groups import Rows, rows
from telegram import Update
from telegram_double import Telegram

from handlers.button_forms import FORMS, press_of
from handlers.buttons import LAST_NUMBER, Verb, from_data
from handlers.catalogues import LANGUAGES
from knowledge import Library

EARLIER = "This button is from an earlier time. Please ask again."
OTHER_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")
MOST_BYTES = 64  # that Telegram lets a button carry

# no step of a draft, and beyond every page and choice; some are longer than any number that a database holds
NUMBERS = st.sampled_from(["-1", "+1", "01", "0", "1.5", "१", "²", "x", " ", "9", "19", "30", "99", "100", "9" * 30])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
ABOUTS = (
    st.sampled_from(["", "/", "//", "-1", "0", "/-1", "/" + "9" * 30, "-1/1", "1/1/1", "\0", "𝟙", "9" * 50]) | TEXTS
)


@dataclass
class World:
    """A bot that has shown every kind of button, and what is done to it within a test that cannot wait."""

    runner: asyncio.Runner
    bot: RunningBot
    url: str
    shown: list[str]
    presses: list[Json]  # one below each message with buttons, in the group and in private

    def press(self, data: str, where: int) -> str:
        """Press a button with such data below one of the messages, as who may do everything; return what is told."""
        telegram, real = self.bot.telegram, self.presses[where % len(self.presses)]
        number = len(telegram.calls)
        query = real["callback_query"] | {"id": str(number), "data": data}
        telegram.open_queries[query["id"]] = telegram.clock()
        update = {"update_id": 900_000_000 + number, "callback_query": query}
        self.runner.run(self.bot.application.process_update(Update.de_json(update, self.bot.application.bot)))
        (answer,) = [call for call in telegram.calls[number:] if call.method == "answerCallbackQuery"]
        return str(answer.params.get("text", ""))

    def kept(self) -> Rows:
        return rows(self.url)


@pytest.fixture(scope="module")
def world(library: Library, migrate: Migrate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The bot on the base pack, in a loop of its own."""
    url, telegram = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('world')}/test.db", Telegram()
    migrate(url)
    with asyncio.Runner() as runner, _run(runner, telegram, library, url) as bot:
        runner.run(show_every_button(bot))
        presses = [
            telegram.press(message, key["callback_data"], owner_of(bot))
            for message in telegram.sent
            for key in message.get("reply_markup", {}).get("inline_keyboard", [[{}]])[0][:1]
            if "callback_data" in key
        ]
        yield World(runner, bot, url, sorted(set(buttons_shown(bot))), presses)
    telegram.check()


@contextmanager
def _run(runner: asyncio.Runner, telegram: Telegram, library: Library, url: str) -> Iterator[RunningBot]:
    application = running(telegram, library, url)
    yield runner.run(_entered(application))
    runner.run(application.__aexit__(None, None, None))


async def _entered(application: object) -> RunningBot:
    return await application.__aenter__()  # type: ignore[attr-defined,no-any-return]


def failures(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]


def is_no_language(text: str) -> bool:
    return text.partition(":")[0] not in ("", *LANGUAGES)


def is_no_verb(text: str) -> bool:
    return text.partition(":")[0] not in list(Verb)


@st.composite
def forged(draw: st.DrawFn, shown: list[str]) -> str:
    """Return data of a button with one thing about it that is as on no button."""
    verb, language, number, about = draw(st.sampled_from(shown)).split(":", 3)
    other_digits = about.translate(OTHER_DIGITS)
    options = [
        f"{verb}:{language}:{draw(NUMBERS)}:{about}",
        f"{verb}:{language}:{number}:{draw(ABOUTS)}",
        f"{verb}:{draw(TEXTS.filter(is_no_language))}:{number}:{about}",
        f"{draw(TEXTS.filter(is_no_verb))}:{language}:{number}:{about}",
        f"{verb}:{language}:{number}:{about}{draw(TEXTS)}",
        f"{verb}:{language}:{number}:-{about}",
        f"{verb}:{language}:{about}",
        f"{verb}:{language}:{number}:{other_digits}",
        draw(st.text(st.characters(codec="utf-8"))),
    ]
    data = draw(st.sampled_from(options))
    return data.encode()[:MOST_BYTES].decode(errors="ignore")


def test_a_button_of_every_kind_is_shown_and_understood(world: World) -> None:
    assert {data.partition(":")[0] for data in world.shown} == set(Verb) == set(FORMS)
    assert [data for data in world.shown if press_of(data) is None or press_of(data) != from_data(data)] == []


def test_what_no_button_carries_is_answered_and_changes_nothing(world: World, caplog: pytest.LogCaptureFixture) -> None:
    @given(data=forged(world.shown), where=st.integers(0, 1000))
    def press(data: str, where: int) -> None:
        if data in world.shown:
            return
        before = world.kept()
        told = world.press(data, where)
        assert press_of(data) or told == EARLIER
        assert failures(caplog) == []
        assert world.kept() == before

    press()


def test_no_step_page_or_choice_that_is_not_there_is_gone_to(world: World, caplog: pytest.LogCaptureFixture) -> None:
    before = world.kept()
    for data in world.shown:
        verb, language, _, about = data.split(":", 3)
        for number in (9, 19, 30, LAST_NUMBER, LAST_NUMBER + 1):
            world.press(f"{verb}:{language}:{number}:{about}", number)
        assert world.kept() == before, data
    assert failures(caplog) == []


def test_whatever_a_button_is_said_to_be_about_it_is_answered_without_an_error(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    abouts = sorted({data.split(":", 3)[3] for data in world.shown})

    @given(
        verb=st.sampled_from([verb for verb in Verb if verb is not Verb.FORGET]),
        number=st.integers(0, LAST_NUMBER),
        about=st.sampled_from(abouts),
        where=st.integers(0, 1000),
    )
    @example(verb=Verb.CONNECT, number=0, about="off", where=0)
    def press(verb: Verb, number: int, about: str, where: int) -> None:
        for said in ("", str(number)):
            world.press(f"{verb}:en:{said}:{about}", where)
        assert failures(caplog) == []

    press()


async def test_who_is_connected_to_no_group_is_told_so_by_every_button_of_a_proposal(bot: RunningBot) -> None:
    (shown,) = await bot.hears(bot.telegram.say(bot.private, bot.asha, "/topics"))
    for verb in (Verb.ACCEPT, Verb.AMEND, Verb.DECLINE, Verb.PROPOSAL):
        update = bot.telegram.press(shown, shown["reply_markup"]["inline_keyboard"][0][0]["text"], bot.asha)
        update["callback_query"]["data"] = f"{verb}:en::5"
        await bot.hears(update)
        answer = bot.telegram.calls_of("answerCallbackQuery")[-1]
        assert answer.params["text"] == "Which group is this for? Send /connect there first."
