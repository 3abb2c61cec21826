"""Telegram delivers an update again where the bot died before it acknowledged it: nothing is done twice."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from conftest import NOW, Json, RunningBot, running
from small_groups import Rows, rows
from small_packs import remembering, write
from telegram_double import Telegram, User

from knowledge import Library

TOWN = """\
pack: {id: town, title: Town}
sources:
  - {id: board, title: Notice board, kind: primary}
entries:
  - id: pool-hours
    question: When is the swimming pool open?
    answer: From ten to six.
    sources: [board]
    as_of: 2025-12-02
  - id: gym-price
    question: How much does the gym cost?
    answer: Two pounds a visit.
    sources: [board]
    as_of: 2025-12-02
"""
POOL = "When is the swimming pool open?"
TEA = "/add Where is the weekly tea? | In the old library. | https://example.org/tea"
FEES = "/add How much is a visitor card? | Ten pounds a year. | https://example.org/cards"
SUGGESTED = "/suggest Where is the help desk? | In hall B."
TABLE = b"question,answer\nWhere is the weekly tea?,In the old library.\n"
DONE = "This reached me a second time. I did it the first time, and not again."
DEALT_WITH = "This has been dealt with already."


def owner_of(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


def says(bot: RunningBot, text: str, user: User | None = None, reply_to: Json | None = None) -> Json:
    return bot.telegram.say(bot.group, user or owner_of(bot), text, reply_to=reply_to)


async def answered(bot: RunningBot, text: str, user: User | None = None) -> Json:
    (reply,) = await bot.hears(says(bot, text, user))
    return reply


async def added(bot: RunningBot, text: str, user: User | None = None) -> Json:
    """Let an admin add an entry, and return the message that says so."""
    preview = await answered(bot, text, user)
    await bot.hears(bot.telegram.press(preview, "Save", user or owner_of(bot)))
    return bot.now(preview)


# --- what somebody orders: each prepares, and returns the update that is delivered twice


async def undo(bot: RunningBot) -> Json:
    await added(bot, TEA)
    await added(bot, FEES)
    return says(bot, "/undo")


async def undo_where_the_change_before_is_somebody_elses(bot: RunningBot) -> Json:
    bot.telegram.promote(bot.group, bot.asha)
    await added(bot, TEA, bot.asha)
    await added(bot, FEES)
    return says(bot, "/undo")


async def undo_of_what_somebody_else_did(bot: RunningBot) -> Json:
    bot.telegram.promote(bot.group, bot.asha)
    await added(bot, TEA, bot.asha)
    return says(bot, "/undo")


async def add(bot: RunningBot) -> Json:
    return says(bot, TEA)


async def edit(bot: RunningBot) -> Json:
    return says(bot, f"/edit {POOL} | From nine to six.")


async def an_answer_to_what_a_draft_asks(bot: RunningBot) -> Json:
    asked = await answered(bot, "/add")
    return says(bot, "Where is the weekly tea?", reply_to=asked)


async def cancel_of_the_latest_draft(bot: RunningBot) -> Json:
    await answered(bot, TEA)
    await answered(bot, FEES)
    return says(bot, "/cancel")


async def retire(bot: RunningBot) -> Json:
    return says(bot, "/retire pool-hours closed for repairs")


async def alias(bot: RunningBot) -> Json:
    return says(bot, "/alias pool-hours | swimming times")


async def suggest(bot: RunningBot) -> Json:
    return says(bot, SUGGESTED, bot.asha)


async def an_answer_that_was_asked_for(bot: RunningBot) -> Json:
    missed = await answered(bot, "/ask Where is the help desk?", bot.asha)
    (prompt,) = await bot.hears(bot.telegram.press(missed, "Propose an answer", bot.asha))
    return says(bot, "In hall B.", bot.asha, reply_to=prompt)


async def an_anonymous_admins_command(bot: RunningBot) -> Json:
    await added(bot, TEA)
    return bot.telegram.say_as_anonymous_admin(bot.group, "/undo")


async def a_file(bot: RunningBot) -> Json:
    return bot.telegram.upload(bot.group, owner_of(bot), "tea.csv", TABLE, caption="/import")


ORDERS: tuple[Callable[[RunningBot], Awaitable[Json]], ...] = (
    *(undo, undo_where_the_change_before_is_somebody_elses, undo_of_what_somebody_else_did, add, edit),
    *(an_answer_to_what_a_draft_asks, cancel_of_the_latest_draft, retire, alias, suggest),
    *(an_answer_that_was_asked_for, an_anonymous_admins_command, a_file),
)


# --- what somebody presses


async def save(bot: RunningBot) -> Json:
    return bot.telegram.press(await answered(bot, TEA), "Save", owner_of(bot))


async def accept(bot: RunningBot) -> Json:
    return bot.telegram.press(await answered(bot, SUGGESTED, bot.asha), "Accept", owner_of(bot))


async def decline(bot: RunningBot) -> Json:
    return bot.telegram.press(await answered(bot, SUGGESTED, bot.asha), "Decline", owner_of(bot))


async def confirm(bot: RunningBot) -> Json:
    await added(bot, TEA)
    await added(bot, FEES)
    (waiting,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    return bot.telegram.press(waiting, "Confirm as admin", owner_of(bot))


async def take_back(bot: RunningBot) -> Json:
    await added(bot, TEA)
    bot.telegram.promote(bot.group, bot.asha)
    await added(bot, FEES, bot.asha)
    return bot.telegram.press(await answered(bot, "/undo"), "Take it back", owner_of(bot))


async def put_back(bot: RunningBot) -> Json:
    await added(bot, TEA)
    return bot.telegram.press(await answered(bot, "/undo"), "Put it back", owner_of(bot))


async def pick(bot: RunningBot) -> Json:
    answers = await answered(bot, f"/ask {POOL} How much does the gym cost?")
    (which,) = await bot.hears(says(bot, "/retire", reply_to=answers))
    return bot.telegram.press(which, POOL, owner_of(bot))


async def restore(bot: RunningBot) -> Json:
    return bot.telegram.press(await answered(bot, "/retire pool-hours"), "Restore", owner_of(bot))


async def import_(bot: RunningBot) -> Json:
    (waiting,) = await bot.hears(await a_file(bot))
    return bot.telegram.press(bot.now(waiting), "Import", owner_of(bot))


async def skip(bot: RunningBot) -> Json:
    asked = await answered(bot, "/add")
    (asked,) = await bot.hears(says(bot, "Where is the weekly tea?", reply_to=asked))
    (asked,) = await bot.hears(says(bot, "In the old library.", reply_to=asked))
    return bot.telegram.press(asked, "Skip", owner_of(bot))


async def start_a_new_one(bot: RunningBot) -> Json:
    await answered(bot, TEA)
    return bot.telegram.press(await answered(bot, "/add"), "Start a new one", owner_of(bot))


PRESSES: tuple[Callable[[RunningBot], Awaitable[Json]], ...] = (
    *(save, accept, decline, confirm, take_back, put_back, pick, restore, import_, skip, start_a_new_one),
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small base pack."""
    return Library(write(tmp_path_factory.mktemp("town"), TOWN), remembering())


async def kept(url: str) -> Rows:
    return await asyncio.to_thread(rows, url)


@pytest.mark.parametrize("prepared", ORDERS, ids=lambda order: order.__name__)
async def test_a_message_that_comes_again_changes_nothing_and_is_answered_in_one_line(
    telegram: Telegram, town: Library, migrated_url: str, prepared: Callable[[RunningBot], Awaitable[Json]]
) -> None:
    async with running(telegram, town, migrated_url) as bot:
        update = await prepared(bot)
        before = await kept(migrated_url)
        assert await bot.hears(update)
        after = await kept(migrated_url)
        assert after != before
        (told,) = await bot.hears(update)
        assert told["text"] == DONE
        assert await kept(migrated_url) == after
    async with running(telegram, town, migrated_url) as restarted:
        (told,) = await restarted.hears(update)
        assert told["text"] == DONE
    assert await kept(migrated_url) == after


@pytest.mark.parametrize("prepared", PRESSES, ids=lambda order: order.__name__)
async def test_a_press_that_comes_again_changes_nothing_and_is_told_so(
    telegram: Telegram, town: Library, migrated_url: str, prepared: Callable[[RunningBot], Awaitable[Json]]
) -> None:
    async with running(telegram, town, migrated_url) as bot:
        update = await prepared(bot)
        before = await kept(migrated_url)
        await bot.hears(update)
        after = await kept(migrated_url)
        assert after != before
        shown = telegram.sent
    async with running(telegram, town, migrated_url) as restarted:
        assert await restarted.hears(update) == []
    assert telegram.calls_of("answerCallbackQuery")[-1].params["text"] in (DEALT_WITH, "It has been restored already.")
    assert telegram.sent == shown
    assert await kept(migrated_url) == after


async def test_undo_that_comes_again_takes_back_no_second_change(kept_bot: RunningBot) -> None:
    update = await undo(kept_bot)
    await kept_bot.hears(update)
    await kept_bot.hears(update)
    (left,) = await kept_bot.application.bot_data.storage.curation(kept_bot.group.id).standings()
    assert left.own
    assert left.own.entry.question["en"] == "Where is the weekly tea?"


async def test_a_question_that_comes_again_is_answered_again_since_nobody_knows_whether_it_was(bot: RunningBot) -> None:
    update = says(bot, "/ask Where is the help desk?", bot.asha)
    (first,) = await bot.hears(update)
    (second,) = await bot.hears(update)
    assert first["text"] == second["text"]


async def test_which_updates_came_is_forgotten_when_they_can_come_no_more(kept_bot: RunningBot) -> None:
    services = kept_bot.application.bot_data
    update = await add(kept_bot)
    await kept_bot.hears(update)
    await services.storage.tidy(NOW + timedelta(days=1))
    assert await services.storage.memory.has_done(update["update_id"])
    await services.storage.tidy(NOW + timedelta(days=3))
    assert not await services.storage.memory.has_done(update["update_id"])
