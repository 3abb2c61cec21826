"""Journeys on which Telegram fails in the middle, or the group becomes another one: nothing is lost or done twice."""

from conftest import Json, RunningBot, buttons_of
from telegram_double import User
from telegram_rules import Refused

DOWN = Refused(502, "Bad Gateway")
TRIES = 20  # more than any request is tried
ADD = "/add Where is the weekly tea? | In the old library. | https://example.org/tea"


def owner_of(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


async def kept(bot: RunningBot, group: int) -> list[str]:
    return [one.id for one in await bot.application.bot_data.storage.curation(group).standings()]


def pressed(bot: RunningBot, message: Json, number: int = 0) -> Json:
    """Let the owner press a button of a message, by its place, in whatever language it is."""
    return bot.telegram.press(message, buttons_of(message)[number], owner_of(bot))


async def test_an_order_is_carried_out_though_its_confirmation_cannot_be_shown(bot: RunningBot) -> None:
    (draft,) = await bot.hears(bot.telegram.say(bot.group, owner_of(bot), ADD))
    await bot.hears(pressed(bot, draft))
    (asked,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    bot.telegram.fail("editMessageText", DOWN, TRIES)
    await bot.hears(pressed(bot, asked))
    assert await kept(bot, bot.group.id) == []


async def test_who_proposed_is_told_though_the_proposal_cannot_be_edited(bot: RunningBot) -> None:
    (proposal,) = await bot.hears(bot.telegram.say(bot.group, bot.asha, "/suggest Where is tea? | Here."))
    bot.telegram.fail("editMessageText", DOWN, TRIES)
    accepted, told = await bot.hears(pressed(bot, proposal))
    assert accepted["text"].startswith("Accepted: Where is tea?")
    assert told["text"].startswith("Thank you!")


async def test_a_draft_and_an_order_that_wait_are_found_below_the_old_groups_messages(bot: RunningBot) -> None:
    group = bot.telegram.group("Small", members=[bot.asha], type="group")
    owner = bot.telegram.creator(group)
    (draft,) = await bot.hears(bot.telegram.say(group, owner, ADD))
    (order,) = await bot.hears(bot.telegram.say_as_anonymous_admin(group, "/find library"))
    grown = bot.telegram.migrate(group)
    for update in bot.telegram.told_of_migration(group):
        await bot.hears(update)
    await bot.hears(bot.telegram.press(draft, "Save", owner))
    assert len(await kept(bot, grown.id)) == 1
    await bot.hears(bot.telegram.press(order, "Confirm as admin", owner))
    (found,) = bot.telegram.sent_to(grown)
    assert "1 entry:" in found["text"]


async def test_a_proposal_that_cannot_be_shown_is_not_kept_and_can_be_made_again(bot: RunningBot) -> None:
    proposals = bot.application.bot_data.storage.proposals(bot.group.id)
    bot.telegram.fail("sendMessage", DOWN, 4)  # the first try and three more
    proposing = "/suggest Where is tea? | Here."
    assert await bot.hears(bot.telegram.say(bot.group, bot.asha, proposing)) == []
    assert await proposals.open() == ()
    await bot.hears(bot.telegram.say(bot.group, bot.asha, proposing))
    assert len(await proposals.open()) == 1


async def test_a_draft_whose_group_moves_while_it_is_begun_is_saved_from_where_it_is_shown(bot: RunningBot) -> None:
    group = bot.telegram.group("Small", members=[bot.asha], type="group")
    owner = bot.telegram.creator(group)
    wanted = bot.telegram.say(group, owner, ADD)
    grown = bot.telegram.migrate(group)  # of which nobody tells but the refusal of what the bot asks for
    (draft,) = await bot.hears(wanted)
    await bot.hears(bot.telegram.press(draft, "Save", owner))
    assert draft["chat"]["id"] == grown.id
    assert len(await kept(bot, grown.id)) == 1
