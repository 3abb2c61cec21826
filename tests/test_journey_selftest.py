"""/selftest: what curators wrote down is asked, and what goes wrong is told."""

import asyncio

from conftest import NOW, RunningBot
from telegram_double import User

from knowledge import Library, OwnEntry
from knowledge.packs.starting import STARTER
from knowledge.storage import Asking, Curator, Deed, Edit

PATIENCE_S = 30  # only a failure waits so long


async def selftest(bot: RunningBot, what: str = "", user: User | None = None) -> str:
    said = bot.telegram.say(bot.group, user or bot.telegram.creator(bot.group), f"/selftest {what}".strip())
    (reply,) = await bot.hears(said)
    return str(reply["text"])


async def add(bot: RunningBot, id_: str, question: str, *phrasings: str) -> None:
    """Save a group's entry."""
    entry = {"id": id_, "question": question, "phrasings": {"en": phrasings}, "answer": "This."}
    services = bot.application.bot_data
    edit = Edit(id_, OwnEntry.model_validate({"entry": entry}))
    await services.storage.curation(bot.group.id).save([edit], Asking(Curator(7, "Asha"), Deed.ADD, NOW))
    await services.libraries.renew(bot.group.id)


async def test_with_no_entries_of_its_own_a_group_has_nothing_to_test(bot: RunningBot) -> None:
    assert await selftest(bot) == "This group has no answers of its own to test. /selftest all tests those of the base."


async def test_the_whole_base_is_tested_when_asked(bot: RunningBot) -> None:
    bot.learns(Library(STARTER))
    pack = bot.application.bot_data.libraries.base.pack
    wordings = sum(len(entry.all_phrasings()) for entry in pack.entries)
    assert f"{wordings} " in await selftest(bot, "all")


async def test_own_entries_and_their_neighbours_are_answered_rightly(kept_bot: RunningBot) -> None:
    await add(kept_bot, "sauna", "Where is the sauna?", "how do I find the sauna")
    told = await selftest(kept_bot)
    assert told.endswith(" wordings tested, no mistakes.")


async def test_two_entries_with_the_same_phrasing_are_told(kept_bot: RunningBot) -> None:
    await add(kept_bot, "sauna", "Where is the sauna?", "Where do I sweat?")
    await add(kept_bot, "steam", "Where is the steam bath?", "Where do I sweat?")
    told = await selftest(kept_bot)
    assert "2 questions are answered wrongly\n" in told
    assert " wordings were tested." in told
    assert "Where do I sweat?\nShould get “Where is the sauna?”, but is only offered it." in told
    assert "Should get “Where is the steam bath?”, but is asked back about “Where is the sauna?”." in told


async def test_what_is_not_ours_is_asked_too(kept_bot: RunningBot) -> None:
    missing = kept_bot.application.bot_data.storage.missing(kept_bot.group.id)
    await missing.disown(["when is the sauna open for dogs?"], NOW)
    await kept_bot.application.bot_data.libraries.renew(kept_bot.group.id)
    assert await selftest(kept_bot) == "1 wording tested, no mistakes."


async def test_members_are_answered_while_everything_is_tested(kept_bot: RunningBot) -> None:
    await add(kept_bot, "sauna", "Where is the sauna?")
    asked = kept_bot.telegram.say(kept_bot.group, kept_bot.asha, "/ask where is the sauna?")
    told = kept_bot.telegram.say(kept_bot.group, kept_bot.telegram.creator(kept_bot.group), "/selftest")
    line = kept_bot.telegram.hold("sendMessage")
    async with asyncio.timeout(PATIENCE_S):
        await kept_bot.takes(told)
        await kept_bot.telegram.until(lambda: kept_bot.telegram.calls_of("sendMessage"), PATIENCE_S)
        await kept_bot.takes(asked)
    (reply,) = kept_bot.telegram.sent
    assert reply["text"].startswith("This.")
    line.set()
    await kept_bot.rests()
    assert kept_bot.telegram.sent[-1]["text"].endswith(" wordings tested, no mistakes.")


async def test_members_cannot_test(bot: RunningBot) -> None:
    assert "Only admins" in await selftest(bot, user=bot.asha)
