"""/digest: when the admins of a group are told what is new, and where: wherever they say so."""

from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.numbers import number_in
from handlers.curating.placing import put_in_place
from handlers.curating.reporting.digest_page import render_schedule
from handlers.curating.reporting.reading_schedules import UnreadableScheduleError, read_schedule
from handlers.curating.reporting.rhythms import Rhythm, Schedule, schedule_of, scheduled
from handlers.markup import paragraph
from handlers.replies import Reply
from handlers.sending import acknowledge
from knowledge.storage import Group


async def digest(desk: Desk, text: str, context: Context) -> Reply | None:
    """Set when digests come to where this is said, by `rhythm time zone`; without any of them, tell when they do."""
    group = await _group(desk, context)
    if not text:
        return _shown(group, desk, context)
    try:
        wanted = read_schedule(text, schedule_of(group), desk.words)
    except UnreadableScheduleError as problem:
        return Reply(desk.language, (paragraph(str(problem)),))
    return _shown(await _set(wanted, desk, context), desk, context)


async def choose_digest(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Set how often digests come to where the button is."""
    chat, _, rhythm = wanted.about.partition("/")
    group = number_in(chat)
    if group is None or rhythm not in list(Rhythm):
        said = catalogue(wanted.language).say("This button is from an earlier time. Please send /digest again.")
        await acknowledge(query, said, as_alert=True)
        return
    desk = await desk_of_press(query, await context.services.storage.groups.where_now(group), context, live=True)
    if desk:
        await acknowledge(query)
        schedule = replace(schedule_of(await _group(desk, context)), rhythm=Rhythm(rhythm))
        await put_in_place(_shown(await _set(schedule, desk, context), desk, context), desk, context)


def _shown(group: Group, desk: Desk, context: Context) -> Reply:
    return render_schedule(group, desk.place.chat_id, context.services.now, desk.words)


async def _group(desk: Desk, context: Context) -> Group:
    return await context.services.storage.groups.group(desk.group)


async def _set(schedule: Schedule, desk: Desk, context: Context) -> Group:
    """Keep the choice; what is new counts from now on."""
    place, is_off = desk.place, schedule.rhythm is Rhythm.OFF
    chosen = replace(
        scheduled(await _group(desk, context), schedule),
        digest_chat=None if is_off else place.chat_id,
        digest_thread=None if is_off else place.thread_id,
        digest_language=desk.language,
        digest_at=context.services.now,
    )
    await context.services.storage.groups.set_digest(chosen)
    return chosen
