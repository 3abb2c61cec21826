"""/digest: how often the admins of a group are told what is new, and where: wherever they say so."""

from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.numbers import number_in
from handlers.curating.placing import put_in_place
from handlers.curating.reporting.digest_page import render_rhythms
from handlers.curating.reporting.rhythms import Rhythm, zone_of
from handlers.replies import Reply
from handlers.sending import acknowledge
from knowledge.storage import Group


async def digest(desk: Desk, text: str, context: Context) -> Reply | None:
    """Set how often digests come to where this is said; without a word that says it, tell how often they do."""
    wanted = text.lower()
    chosen = await _set(Rhythm(wanted), desk, context) if wanted in list(Rhythm) else await _group(desk, context)
    return render_rhythms(chosen, desk.place.chat_id, zone_of(context.services.now), desk.words)


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
        chosen = await _set(Rhythm(rhythm), desk, context)
        await put_in_place(
            render_rhythms(chosen, desk.place.chat_id, zone_of(context.services.now), desk.words), desk, context
        )


async def _group(desk: Desk, context: Context) -> Group:
    return await context.services.storage.groups.group(desk.group)


async def _set(rhythm: Rhythm, desk: Desk, context: Context) -> Group:
    """Keep the choice; what is new counts from now on."""
    place, now = desk.place, context.services.now
    chosen = replace(
        await _group(desk, context),
        digest=rhythm,
        digest_chat=None if rhythm is Rhythm.OFF else place.chat_id,
        digest_thread=None if rhythm is Rhythm.OFF else place.thread_id,
        digest_language=desk.language,
        digest_at=now,
    )
    await context.services.storage.groups.set_digest(chosen)
    return chosen
