"""Sends the digests that are due, to where the admins of each group want them."""

import logging
from datetime import datetime

from handlers.catalogues import FALLBACK, catalogue
from handlers.context import Context
from handlers.curating.reporting.digest_page import render_digest
from handlers.curating.reporting.news import news_of
from handlers.curating.reporting.rhythms import is_due, schedule_of
from handlers.reading import ANSWERS_NOTHING, Place
from handlers.sending import send
from knowledge.storage import Group

log = logging.getLogger(__name__)


async def send_due_digests(context: Context) -> None:
    """Send every digest whose time has come; one that fails is tried again the next time, and holds up no other."""
    for group in await context.services.storage.groups.all():
        try:
            if _is_due(group, context.services.now):
                await _send_digest(group, context)
        except Exception:
            log.exception("the digest of group %s could not be sent", group.chat)


def _is_due(group: Group, now: datetime) -> bool:
    is_there = group.left_at is None and group.digest_chat is not None
    return is_there and is_due(schedule_of(group), group.digest_at, now)


async def _send_digest(group: Group, context: Context) -> None:
    """Send what is new, if anything is; where nobody may be told any more, no digest is sent again."""
    groups, now = context.services.storage.groups, context.services.now
    if await _may_be_told(group, context) and await _tell(group, context):
        await groups.digest_sent(await groups.where_now(group.chat), now)
        return
    log.warning("group %s gets no digests any more: chat %s may not be told", group.chat, group.digest_chat)
    await groups.stop_digest(group)


async def _tell(group: Group, context: Context) -> bool:
    """Tell what is new; False where the chat does not let us write."""
    news = await news_of(group.chat, group.digest_at or context.services.now, context)
    if news.is_empty:
        return True
    reply = render_digest(news, group, catalogue(group.digest_language or FALLBACK))
    place = Place(group.digest_chat or group.chat, ANSWERS_NOTHING, group.digest_thread, is_private=False)
    return await send(context.bot, reply, place) is not None


async def _may_be_told(group: Group, context: Context) -> bool:
    """Tell whether a digest still goes to the group itself, or to somebody who may curate it."""
    reader = group.digest_chat or group.chat
    if reader < 0:
        return True
    return (await context.services.rights.of(context.bot, group.chat, reader, live=True)).curates
