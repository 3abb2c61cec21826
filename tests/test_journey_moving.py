"""A group moves while something of it is under way: that goes to the supergroup that it became, and is not lost."""

import asyncio
from datetime import timedelta

from conftest import NOW, Json, RunningBot, buttons_of
from telegram_double import Chat, User

TEA = "/add Where is the weekly tea? | In hall B. | https://example.org/tea"
RIVAL = "/add Where is the weekly tea? | In hall C. | https://example.org/c"
TABLE = b"question,answer\nWhen is lunch?,At noon.\n"


def small_group(bot: RunningBot) -> Chat:
    bot.group = bot.telegram.group("Small", members=[bot.asha], type="group")
    return bot.group


def owner_of(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


async def preview_of(bot: RunningBot, order: str, by: User) -> Json:
    (preview,) = await bot.hears(bot.telegram.say(bot.group, by, order))
    return preview


async def moved(bot: RunningBot, old: Chat) -> Chat:
    """Let a group become a supergroup, and the bot hear of it in both."""
    new = bot.telegram.migrate(old)
    for update in bot.telegram.told_of_migration(old):
        await bot.takes(update)
    return new


async def ids_in(bot: RunningBot, chat: Chat) -> list[str]:
    return [one.id for one in await bot.application.bot_data.storage.curation(chat.id).standings()]


async def test_what_is_being_saved_while_the_group_moves_is_saved_for_the_supergroup(kept_bot: RunningBot) -> None:
    old, owner = small_group(kept_bot), owner_of(kept_bot)
    press = kept_bot.telegram.press(await preview_of(kept_bot, TEA, owner), "Save", owner)
    line = kept_bot.telegram.hold("answerCallbackQuery")
    saving = asyncio.create_task(kept_bot.takes(press))
    await kept_bot.telegram.until(lambda: kept_bot.telegram.calls_of("answerCallbackQuery"))
    new = kept_bot.telegram.migrate(old)
    await kept_bot.takes(kept_bot.telegram.told_of_migration(old)[1])
    line.set()
    await saving
    await kept_bot.rests()
    assert (await ids_in(kept_bot, old), len(await ids_in(kept_bot, new))) == ([], 1)
    (reply,) = await kept_bot.hears(kept_bot.telegram.say(new, kept_bot.asha, "/ask where is the weekly tea"))
    assert "In hall B." in reply["text"]


async def test_a_file_that_is_taken_in_while_the_group_moves_is_taken_in_for_the_supergroup(
    kept_bot: RunningBot,
) -> None:
    old, owner = small_group(kept_bot), owner_of(kept_bot)
    (waiting,) = await kept_bot.hears(kept_bot.telegram.upload(old, owner, "lunch.csv", TABLE, caption="/import"))
    line = kept_bot.telegram.hold("getFile")
    await kept_bot.takes(kept_bot.telegram.press(kept_bot.now(waiting), "Import", owner))
    new = await moved(kept_bot, old)
    line.set()
    await kept_bot.rests()
    assert (await ids_in(kept_bot, old), len(await ids_in(kept_bot, new))) == ([], 1)


async def test_what_was_said_in_the_group_of_before_and_comes_late_is_kept_for_the_supergroup(
    kept_bot: RunningBot,
) -> None:
    old, owner, asha = small_group(kept_bot), owner_of(kept_bot), kept_bot.asha
    said = [
        kept_bot.telegram.say(old, asha, text) for text in ("/suggest Where is tea? | In hall B.", "/ask Is it hot?")
    ]
    new = await moved(kept_bot, old)
    for update in said:
        await kept_bot.hears(update)
    storage = kept_bot.application.bot_data.storage
    assert [len(await storage.missing(chat.id).open()) for chat in (old, new)] == [0, 1]
    assert [len(await storage.proposals(chat.id).open()) for chat in (old, new)] == [0, 1]
    (proposal,) = [one for one in kept_bot.telegram.sent if "Accept" in buttons_of(one)]
    await kept_bot.hears(kept_bot.telegram.press(proposal, "Accept", owner))
    assert len(await ids_in(kept_bot, new)) == 1


async def test_a_press_by_which_the_move_is_learnt_goes_on_with_its_draft(kept_bot: RunningBot) -> None:
    old, owner = small_group(kept_bot), owner_of(kept_bot)
    press = kept_bot.telegram.press(await preview_of(kept_bot, TEA, owner), "Add details", owner)
    new = kept_bot.telegram.migrate(old)
    kept_bot.application.bot_data.clock = lambda: NOW + timedelta(minutes=10)  # so that rights are asked for anew
    await kept_bot.hears(press)
    (draft,) = await kept_bot.application.bot_data.storage.drafts.of(new.id, owner.id)
    assert (draft.chat, draft.content["asks"] is not None) == (new.id, True)


async def test_who_learns_of_the_move_and_of_a_rival_may_still_replace_the_rivals_answer(kept_bot: RunningBot) -> None:
    old, owner, asha = small_group(kept_bot), owner_of(kept_bot), kept_bot.asha
    await kept_bot.hears(kept_bot.telegram.promote(old, asha))
    first, second = await preview_of(kept_bot, TEA, owner), await preview_of(kept_bot, RIVAL, asha)
    await kept_bot.hears(kept_bot.telegram.press(first, "Save", owner))
    press = kept_bot.telegram.press(second, "Save", asha)
    new = kept_bot.telegram.migrate(old)
    await kept_bot.hears(press)
    await kept_bot.hears(kept_bot.telegram.press(kept_bot.telegram.sent[-1], "Replace that answer", asha))
    assert len(await kept_bot.application.bot_data.storage.curation(new.id).latest()) == 2
