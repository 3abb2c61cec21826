"""What a group missed: counted, settled, waited for, disowned; and what is written, proposed and linked."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from knowledge.storage import Fate, State, Storage, Waiting, Why, open_storage

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
CHAT, OTHER, ASHA, BORIS = -1001500000123, -5, 1002, 1003
LUNCH = "When is lunch?"


@pytest.fixture
async def storage(migrated_url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(migrated_url)
    yield opened
    await opened.close()


async def missed(storage: Storage, text: str = LUNCH, why: Why = Why.ABSTAINED, at: datetime = NOW) -> int:
    return await storage.missing(CHAT).record(text, "en", why, "pool", at)


async def test_the_same_words_count_together_however_they_are_written(storage: Storage) -> None:
    ids = {await missed(storage, text) for text in (LUNCH, "when is LUNCH", "when  is lunch??")}
    (found,) = await storage.missing(CHAT).open()
    assert ids == {found.id}
    assert (found.text, found.count, found.nearest) == (LUNCH, 3, "pool")


async def test_the_most_asked_question_comes_first(storage: Storage) -> None:
    for text in ("where is it", LUNCH, LUNCH):
        await missed(storage, text)
    assert [one.text for one in await storage.missing(CHAT).open()] == [LUNCH, "where is it"]


async def test_a_question_without_answer_and_a_poor_answer_to_it_are_two_things(storage: Storage) -> None:
    assert await missed(storage) != await missed(storage, why=Why.UNHELPFUL)


async def test_a_settled_question_is_open_again_when_it_was_answered_in_vain_and_else_stays_settled(
    storage: Storage,
) -> None:
    missing = storage.missing(CHAT)
    for fate, is_open in ((Fate.ANSWERED, True), (Fate.IGNORED, False), (Fate.NOT_OURS, False)):
        await missing.settle([await missed(storage)], fate)
        await missed(storage)
        assert bool(await missing.open()) is is_open, fate


async def test_who_waits_is_remembered_once_and_told_once(storage: Storage) -> None:
    missing, id_ = storage.missing(CHAT), await missed(storage)
    for message in (41, 42):
        await missing.wait(id_, Waiting(ASHA, message, 7, "hi", NOW))
    ((question, who),) = await missing.waited_for()
    assert (question.text, who) == (LUNCH, Waiting(ASHA, 42, 7, "hi", NOW))
    assert await missing.stop_waiting(id_, ASHA)
    assert not await missing.stop_waiting(id_, ASHA)
    assert await missing.waited_for() == ()


async def test_what_is_none_of_a_groups_business_is_remembered_until_it_is(storage: Storage) -> None:
    missing = storage.missing(CHAT)
    await missing.disown([LUNCH, "who is she"], NOW)
    await missing.disown(["when is lunch"], NOW)
    assert set(await missing.negatives()) == {"when is lunch", "who is she"}
    await missing.reopen([], ["WHEN is lunch?"])
    assert await missing.negatives() == ("who is she",)
    assert await storage.missing(OTHER).negatives() == ()


async def test_a_question_is_settled_with_being_disowned_and_open_again_with_being_the_groups(
    storage: Storage,
) -> None:
    missing, id_ = storage.missing(CHAT), await missed(storage)
    await missing.disown([LUNCH], NOW, settling=[id_])
    assert [one.id for one in await missing.of_fate(Fate.NOT_OURS)] == [id_]
    await missing.reopen([id_], [LUNCH])
    assert ([one.id for one in await missing.open()], await missing.negatives()) == ([id_], ())


async def test_what_was_made_of_a_question_stays_when_somebody_settles_it_otherwise_later(storage: Storage) -> None:
    missing, id_ = storage.missing(CHAT), await missed(storage)
    await missing.settle([id_], Fate.IGNORED)
    await missing.settle([id_], Fate.ANSWERED)
    await missing.disown([LUNCH], NOW, settling=[id_])
    assert [one.id for one in await missing.of_fate(Fate.IGNORED)] == [id_]


async def test_questions_and_who_waits_for_them_are_forgotten_after_a_month(storage: Storage) -> None:
    missing, id_ = storage.missing(CHAT), await missed(storage)
    await missing.wait(id_, Waiting(ASHA, 41, None, "en", NOW))
    await missed(storage, "where is it", at=NOW + timedelta(days=2))
    await storage.tidy(NOW + timedelta(days=29))
    assert len(await missing.open()) == 2
    await storage.tidy(NOW + timedelta(days=31))
    assert [one.text for one in await missing.open()] == ["where is it"]
    assert await missing.waited_for() == ()


async def test_a_draft_is_found_in_the_chat_in_which_it_is_written(storage: Storage) -> None:
    draft = await storage.drafts.begin(CHAT, ASHA, ASHA, {"question": "कब?"}, NOW)
    assert await storage.drafts.in_chat(ASHA, draft.id) == draft
    assert await storage.drafts.in_chat(BORIS, draft.id) is None
    assert await storage.drafts.of(ASHA, ASHA) == (draft,)
    assert await storage.drafts.of(ASHA, BORIS) == ()


async def test_a_draft_grows_and_ends_once(storage: Storage) -> None:
    draft = await storage.drafts.begin(CHAT, ASHA, ASHA, {}, NOW)
    grown = await storage.drafts.keep(draft, {"answer": "At noon."}, NOW + timedelta(minutes=1))
    assert await storage.drafts.in_chat(ASHA, draft.id) == grown
    assert [await storage.drafts.end(draft), await storage.drafts.end(draft)] == [True, False]
    await storage.drafts.keep(draft, {"answer": "At one."}, NOW)
    assert await storage.drafts.in_chat(ASHA, draft.id) is None


async def test_a_draft_that_nobody_went_on_with_for_a_week_is_dropped(storage: Storage) -> None:
    old = await storage.drafts.begin(CHAT, ASHA, ASHA, {}, NOW)
    young = await storage.drafts.begin(CHAT, BORIS, BORIS, {}, NOW + timedelta(days=2))
    await storage.tidy(NOW + timedelta(days=8))
    assert await storage.drafts.in_chat(ASHA, old.id) is None
    assert await storage.drafts.in_chat(BORIS, young.id) == young


async def test_a_proposal_is_decided_once_and_by_its_own_group(storage: Storage) -> None:
    made = await storage.proposals(CHAT).propose(ASHA, {"answer": "At noon."}, NOW)
    assert await storage.proposals(OTHER).get(made.id) is None
    assert not await storage.proposals(OTHER).decide(made.id, State.ACCEPTED)
    assert await storage.proposals(CHAT).open() == (made,)
    assert await storage.proposals(CHAT).decide(made.id, State.ACCEPTED)
    assert not await storage.proposals(CHAT).decide(made.id, State.DECLINED)
    assert await storage.proposals(CHAT).open() == ()


async def test_proposals_are_counted_by_person_group_and_time(storage: Storage) -> None:
    for person, days in ((ASHA, 0), (ASHA, 2), (BORIS, 2)):
        await storage.proposals(CHAT).propose(person, {}, NOW + timedelta(days=days))
    assert await storage.proposals(CHAT).made_since(ASHA, NOW + timedelta(days=1)) == 1
    assert await storage.proposals(OTHER).made_since(ASHA, NOW) == 0


async def test_a_link_leads_to_its_group_for_a_day(storage: Storage) -> None:
    token = await storage.links.make(CHAT, "connect", NOW)
    assert len(token) <= 64
    assert await storage.links.follow(token, NOW + timedelta(hours=23)) == (CHAT, "connect")
    assert await storage.links.follow(token, NOW + timedelta(hours=25)) is None
    assert await storage.links.follow("guessed", NOW) is None
