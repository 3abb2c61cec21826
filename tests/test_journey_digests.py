"""Digests, and the other chores beside answering: what is due is done once, and nothing new tells nobody."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from conftest import NOW, Json, RunningBot, buttons_of
from telegram_double import User
from telegram_rules import Refused

from bot.running import beside
from bot.scheduling import Chores, look_after
from handlers.context import Context
from handlers.curating.reporting.digesting import send_due_digests
from handlers.curating.reporting.rhythms import Rhythm, Schedule, is_due
from knowledge import OwnEntry
from knowledge.storage import Asking, Curator, Deed, Edit, Waiting, Why

LUNCH = "when is the canteen open?"
EXAMPLE, A_ZONE = "/digest daily 18:30 Asia/Kolkata", "Write a city or UTC+5:30, like this"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(bot: RunningBot, now: datetime) -> None:
    """Let it be this time for the bot."""
    bot.application.bot_data.clock = lambda: now


def admin(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


async def command(bot: RunningBot, text: str, user: User | None = None, **how: object) -> Json:
    """Let the group's creator, or somebody else, send a command there, and return the one message that comes back."""
    (reply,) = await bot.hears(bot.telegram.say(bot.group, user or admin(bot), text, **how))
    return reply


async def digests(bot: RunningBot) -> list[Json]:
    """Let the bot send what is due, and return it."""
    before = len(bot.telegram.sent)
    await send_due_digests(Context(bot.application))
    return bot.telegram.sent[before:]


async def miss(bot: RunningBot, text: str = LUNCH) -> None:
    await bot.hears(bot.telegram.say(bot.group, bot.asha, f"/ask {text}"))


async def change(bot: RunningBot, name: str, id_: str = "ours", **entry: str) -> None:
    """Save a group's entry as somebody."""
    own = OwnEntry.model_validate({"entry": {"id": id_, "question": f"What is {id_}?", "answer": "This.", **entry}})
    services = bot.application.bot_data
    asking = Asking(Curator(7, name), Deed.ADD, services.now)
    await services.storage.curation(bot.group.id).save([Edit(id_, own)], asking)
    await services.libraries.renew(bot.group.id)


# --- when


@pytest.mark.parametrize(
    ("rhythm", "last", "now", "due"),
    [
        (Rhythm.OFF, NOW - 9 * DAY, NOW, False),
        (Rhythm.DAILY, NOW, NOW + HOUR, False),
        (Rhythm.DAILY, NOW, NOW + 20 * HOUR, False),  # eight in the morning
        (Rhythm.DAILY, NOW, NOW + 21 * HOUR, True),
        (Rhythm.DAILY, NOW - 8 * DAY, NOW, True),
        (Rhythm.WEEKLY, NOW, NOW + DAY, False),  # a Sunday
        (Rhythm.WEEKLY, NOW, NOW + 2 * DAY, True),  # a Monday
        (Rhythm.WEEKLY, NOW + 2 * DAY, NOW + 8 * DAY, False),
    ],
)
def test_a_digest_is_due_at_nine_every_day_or_every_monday(
    rhythm: Rhythm, last: datetime, now: datetime, *, due: bool
) -> None:
    assert is_due(Schedule(rhythm), last, now) is due


@pytest.mark.parametrize(
    ("zone", "hour", "due"),
    [
        ("Asia/Kolkata", time(18), True),  # half past noon in Greenwich
        ("Europe/Moscow", time(18), False),
        ("UTC+5:30", time(18), True),
        ("UTC-3", time(9, 30), True),
        ("UTC-3", time(10), False),
        ("Asia/Tokyo", time(21, 30), True),
        (None, time(13), False),
    ],
)
def test_a_digest_is_due_by_the_clock_of_its_zone(zone: str | None, hour: time, *, due: bool) -> None:
    schedule = Schedule(Rhythm.DAILY, hour, zone)
    assert is_due(schedule, NOW, NOW + timedelta(minutes=45)) is due


def test_monday_begins_where_the_group_is() -> None:
    monday_in_kiritimati = datetime(2025, 12, 21, 11, 0, tzinfo=UTC)
    schedule = Schedule(Rhythm.WEEKLY, time(0, 30), "Pacific/Kiritimati")
    assert is_due(schedule, NOW, monday_in_kiritimati)
    assert not is_due(replace(schedule, zone="UTC"), NOW, monday_in_kiritimati)


# --- setting


async def test_digest_without_a_word_tells_how_often_it_comes_and_offers_more(kept_bot: RunningBot) -> None:
    told = await command(kept_bot, "/digest")
    assert told["text"].startswith("No digest is sent. Choose how often one should come here, at about 9:00 (UTC).")
    assert "For another time: /digest daily 18:30 Asia/Kolkata" in told["text"]
    assert buttons_of(told) == ["✓ Off", "Daily", "Mondays"]
    await kept_bot.hears(kept_bot.telegram.press(told, "Mondays", admin(kept_bot)))
    assert buttons_of(kept_bot.now(told)) == ["Off", "Daily", "✓ Mondays"]
    group = await kept_bot.application.bot_data.storage.groups.group(kept_bot.group.id)
    assert (group.digest, group.digest_chat, group.digest_at) == ("weekly", kept_bot.group.id, NOW)


@pytest.mark.parametrize(
    ("ahead", "zone"),
    [
        (timedelta(), "UTC"),
        (timedelta(hours=5, minutes=30), "UTC+5:30"),
        (timedelta(hours=3), "UTC+3"),
        (-timedelta(hours=3, minutes=30), "UTC-3:30"),
    ],
)
async def test_the_hour_of_digests_is_told_with_the_zone_of_the_bots_clock(
    bot: RunningBot, ahead: timedelta, zone: str
) -> None:
    at(bot, NOW.astimezone(timezone(ahead)))
    daily = await command(bot, "/digest daily")
    assert daily["text"].startswith(f"A digest comes here every day at about 9:00 ({zone}), if there is anything new.")
    weekly = await command(bot, "/digest weekly")
    assert weekly["text"].startswith(f"A digest comes here every Monday at about 9:00 ({zone}), if")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("daily 18:30 Asia/Kolkata", "every day at about 18:30 (Asia/Kolkata)"),
        ("Weekly 7 moscow", "every Monday at about 7:00 (Europe/Moscow)"),
        ("8.15 New York", "every day at about 8:15 (America/New_York)"),
        ("daily 10 +0530", "every day at about 10:00 (UTC+5:30)"),
        ("daily UTC-3", "every day at about 9:00 (UTC-3)"),
        ("daily 10 IST", "every day at about 10:00 (Asia/Kolkata)"),
        ("daily 9am", "every day at about 9:00 (UTC)"),
        ("6 pm", "every day at about 18:00 (UTC)"),
        ("weekly 6:30 P.M. Moscow", "every Monday at about 18:30 (Europe/Moscow)"),
        ("6pm India", "every day at about 18:00 (Asia/Kolkata)"),
        ("at 18:30", "every day at about 18:30 (UTC)"),
        ("daily At 12am", "every day at about 0:00 (UTC)"),
        ("12 pm", "every day at about 12:00 (UTC)"),
        ("daily 18:30 at Moscow", "every day at about 18:30 (Europe/Moscow)"),
        ("daily at 7 in New York", "every day at about 7:00 (America/New_York)"),
    ],
)
async def test_the_group_chooses_hour_and_zone(bot: RunningBot, said: str, told: str) -> None:
    assert (await command(bot, f"/digest {said}"))["text"].startswith(f"A digest comes here {told}, if")


async def test_a_digest_comes_at_the_hour_that_was_chosen_and_keeps_it_when_only_its_rhythm_changes(
    kept_bot: RunningBot,
) -> None:
    told = await command(kept_bot, "/digest weekly 19:00 Asia/Kolkata")
    await kept_bot.hears(kept_bot.telegram.press(told, "Daily", admin(kept_bot)))
    assert "every day at about 19:00 (Asia/Kolkata)" in kept_bot.now(told)["text"]
    at(kept_bot, NOW + HOUR)
    await miss(kept_bot)
    assert await digests(kept_bot) == []
    at(kept_bot, NOW + 2 * HOUR)
    assert len(await digests(kept_bot)) == 1
    assert "at about 19:00 (Asia/Kolkata)" in (await command(kept_bot, "/digest off"))["text"]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("daily 25:00", f"“25:00” is no time of day. Write it like this: {EXAMPLE}"),
        ("daily 13pm", f"“13pm” is no time of day. Write it like this: {EXAMPLE}"),
        ("daily 9 Asia/Kolkatta", f"I do not know the time zone “Asia/Kolkatta”. {A_ZONE}: {EXAMPLE}"),
        ("daily 9 UTC+19", f"I do not know the time zone “UTC+19”. {A_ZONE}: {EXAMPLE}"),
        ("daily 9 moscov", f"I do not know the time zone “moscov”. {A_ZONE}: /digest daily 18:30 Europe/Moscow"),
        ("daily 9 ../../etc/passwd", "I do not know the time zone"),
        ("hourly", "I do not understand “hourly”. Write it like this: /digest daily 18:30 Asia/Kolkata"),
    ],
)
async def test_a_time_or_zone_that_is_none_changes_nothing_and_is_told_with_what_to_write(
    bot: RunningBot, said: str, problem: str
) -> None:
    await command(bot, "/digest weekly 7:00 Europe/Moscow")
    assert (await command(bot, f"/digest {said}"))["text"].startswith(problem)
    assert "every Monday at about 7:00 (Europe/Moscow)" in (await command(bot, "/digest"))["text"]


async def test_changes_of_who_was_forgotten_are_told_without_a_name(bot: RunningBot) -> None:
    await command(bot, "/digest daily")
    at(bot, NOW + HOUR)
    await change(bot, "")
    at(bot, NOW + DAY)
    (told,) = await digests(bot)
    assert "1 change: somebody 1" in told["text"]


async def test_digest_off_ends_it(bot: RunningBot) -> None:
    await command(bot, "/digest daily")
    assert "No digest is sent." in (await command(bot, "/digest off"))["text"]
    await miss(bot)
    at(bot, NOW + DAY)
    assert await digests(bot) == []


async def test_members_cannot_change_how_often_it_comes(bot: RunningBot) -> None:
    told = await command(bot, "/digest")
    await bot.hears(bot.telegram.press(told, "Daily", bot.asha))
    assert (await bot.application.bot_data.storage.groups.group(bot.group.id)).digest == "off"


async def test_where_it_comes_elsewhere_it_says_so(bot: RunningBot) -> None:
    await command(bot, "/digest daily")
    await bot.application.bot_data.storage.memory.connect(admin(bot).id, bot.group.id)
    private = bot.telegram.private(admin(bot))
    (told,) = await bot.hears(bot.telegram.say(private, admin(bot), "/digest"))
    assert "comes in another chat" in told["text"]


# --- telling


async def test_a_digest_tells_what_is_new_once(kept_bot: RunningBot) -> None:
    await command(kept_bot, "/digest daily")
    at(kept_bot, NOW + HOUR)
    await miss(kept_bot)
    await miss(kept_bot, "when is the canteen open")
    await change(kept_bot, "Asha", "tea")
    await change(kept_bot, "Asha", "soup", review_by="2025-12-20")
    await change(kept_bot, "Boris", "cake")
    storage = kept_bot.application.bot_data.storage
    await storage.proposals(kept_bot.group.id).propose(7, {}, NOW + HOUR)
    assert await digests(kept_bot) == []
    at(kept_bot, NOW + DAY)
    (told,) = await digests(kept_bot)
    assert told["text"] == (
        f"What is new\n\n1 open question since the last digest:\n• {LUNCH} (2×)\n/unanswered lists them all.\n\n"
        "1 new proposal waits for you. /proposals shows them.\n\n3 changes: Asha 2, Boris 1\n\n"
        "1 answer is due for review:\n• “What is soup?”"
    )
    assert await digests(kept_bot) == []


async def test_nothing_new_sends_nothing(bot: RunningBot) -> None:
    await miss(bot)
    at(bot, NOW + HOUR)
    await command(bot, "/digest daily")
    at(bot, NOW + 3 * DAY)
    assert await digests(bot) == []


async def test_a_bot_that_was_down_for_a_week_sends_one(bot: RunningBot) -> None:
    await command(bot, "/digest daily")
    at(bot, NOW + HOUR)
    await miss(bot)
    at(bot, NOW + 7 * DAY)
    assert len(await digests(bot)) == 1
    assert await digests(bot) == []


async def test_a_digest_goes_into_the_topic_where_it_was_asked_for(bot: RunningBot) -> None:
    bot.group = bot.telegram.group("Forum", members=[bot.asha], is_forum=True)
    thread = bot.telegram.open_topic(bot.group, "Admins")
    await command(bot, "/digest daily", thread=thread)
    at(bot, NOW + HOUR)
    await miss(bot)
    at(bot, NOW + DAY)
    (told,) = await digests(bot)
    assert told["message_thread_id"] == thread


async def private_digest(bot: RunningBot) -> User:
    """Let the group's creator have a digest in private, with something to tell."""
    person = admin(bot)
    await bot.application.bot_data.storage.memory.connect(person.id, bot.group.id)
    await bot.hears(bot.telegram.say(bot.telegram.private(person), person, "/digest daily"))
    at(bot, NOW + HOUR)
    await miss(bot)
    at(bot, NOW + DAY)
    return person


async def test_a_digest_asked_for_in_private_comes_in_private_in_the_admins_language(bot: RunningBot) -> None:
    admin(bot).language_code = "ru"
    person = await private_digest(bot)
    (told,) = await digests(bot)
    assert told["chat"]["id"] == person.id
    group = await bot.application.bot_data.storage.groups.group(bot.group.id)
    assert group.digest_language == "ru"


async def test_who_blocked_the_bot_gets_no_digest_any_more(bot: RunningBot) -> None:
    bot.telegram.block_bot(await private_digest(bot))
    assert await digests(bot) == []
    assert (await bot.application.bot_data.storage.groups.group(bot.group.id)).digest == "off"


async def test_who_may_no_longer_curate_gets_no_digest_any_more(bot: RunningBot) -> None:
    person = await private_digest(bot)
    bot.group.members[person.id] = {"status": "member"}
    assert await digests(bot) == []
    assert (await bot.application.bot_data.storage.groups.group(bot.group.id)).digest == "off"


async def test_who_asks_to_be_forgotten_gets_no_digest_any_more(kept_bot: RunningBot) -> None:
    person = await private_digest(kept_bot)
    await kept_bot.application.bot_data.storage.forget(person.id)
    assert (await kept_bot.application.bot_data.storage.groups.group(kept_bot.group.id)).digest == "off"
    assert await digests(kept_bot) == []


async def test_a_digest_that_could_not_be_sent_comes_later_and_holds_up_no_other(bot: RunningBot) -> None:
    first, second = bot.group, bot.telegram.group("Second", members=[bot.asha])
    for bot.group in (second, first):
        at(bot, NOW)
        await command(bot, "/digest daily")
        at(bot, NOW + HOUR)
        await miss(bot)
    at(bot, NOW + DAY)
    bot.telegram.fail("sendMessage", Refused(400, "Bad Request: strange"))
    assert len(await digests(bot)) == 1
    assert len(await digests(bot)) == 1
    assert await digests(bot) == []


async def test_a_group_that_the_bot_left_gets_no_digest(bot: RunningBot) -> None:
    await command(bot, "/digest daily")
    at(bot, NOW + HOUR)
    await miss(bot)
    await bot.application.bot_data.storage.groups.left(bot.group.id, NOW + HOUR)
    at(bot, NOW + DAY)
    assert await digests(bot) == []


async def test_a_group_that_became_a_supergroup_gets_its_digest_there(kept_bot: RunningBot) -> None:
    kept_bot.group = kept_bot.telegram.group("Small", members=[kept_bot.asha], type="group")
    await command(kept_bot, "/digest daily 8:00 Asia/Kolkata")
    at(kept_bot, NOW + HOUR)
    await miss(kept_bot)
    grown = kept_bot.telegram.migrate(kept_bot.group)
    await kept_bot.application.bot_data.storage.groups.move(kept_bot.group.id, grown.id)
    at(kept_bot, NOW + DAY)
    (told,) = await digests(kept_bot)
    assert told["chat"]["id"] == grown.id
    kept_bot.group = grown
    assert "at about 8:00 (Asia/Kolkata)" in (await command(kept_bot, "/digest"))["text"]


# --- chores


async def test_once_a_day_the_text_of_questions_is_erased_that_nobody_asked_for_thirty_days(
    kept_bot: RunningBot,
) -> None:
    chores, missing = Chores(kept_bot.application), kept_bot.application.bot_data.storage.missing(kept_bot.group.id)
    await miss(kept_bot)
    (question,) = await missing.open()
    await missing.wait(question.id, Waiting(kept_bot.asha.id, 5, None, "en", NOW))
    for days in (0, 29):
        at(kept_bot, NOW + days * DAY)
        await chores.do_what_is_due()
        assert await missing.open() == (question,)
    at(kept_bot, NOW + 30 * DAY + HOUR)
    await chores.do_what_is_due()
    assert await missing.open() == ()
    assert await missing.waited_for() == ()


async def test_a_group_that_was_left_for_thirty_days_is_erased(kept_bot: RunningBot) -> None:
    storage = kept_bot.application.bot_data.storage
    await change(kept_bot, "Asha")
    await storage.groups.left(kept_bot.group.id, NOW)
    at(kept_bot, NOW + 31 * DAY)
    await Chores(kept_bot.application).do_what_is_due()
    assert await storage.curation(kept_bot.group.id).standings() == ()
    assert kept_bot.group.id not in kept_bot.application.bot_data.libraries.held


async def test_a_promise_that_a_crash_left_open_is_kept_by_the_next_round(bot: RunningBot) -> None:
    missing = bot.application.bot_data.storage.missing(bot.group.id)
    id_ = await missing.record("what is tea", "en", Why.ABSTAINED, None, NOW)
    await missing.wait(id_, Waiting(bot.asha.id, 5, None, "en", NOW))
    await change(bot, "Asha", "tea")
    await Chores(bot.application).do_what_is_due()
    assert "This." in bot.telegram.sent[-1]["text"]
    assert await missing.waited_for() == ()


async def test_a_chore_that_fails_is_logged_and_holds_up_no_other(
    bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    await command(bot, "/digest daily")
    at(bot, NOW + HOUR)
    await miss(bot)
    at(bot, NOW + DAY)
    async with bot.application.bot_data.storage.database.changing() as connection:
        await connection.exec_driver_sql("DROP TABLE waiting")
    before = len(bot.telegram.sent)
    await Chores(bot.application).do_what_is_due()
    assert len(bot.telegram.sent) == before + 1
    assert "a chore failed" in caplog.text


async def test_what_is_due_is_done_beside_answering(bot: RunningBot) -> None:
    await command(bot, "/digest daily")
    at(bot, NOW + HOUR)
    await miss(bot)
    at(bot, NOW + DAY)
    before = len(bot.telegram.sent)
    async with beside(look_after(bot.application)):
        await bot.telegram.until(lambda: len(bot.telegram.sent) > before)
    assert "What is new" in bot.telegram.sent[-1]["text"]
