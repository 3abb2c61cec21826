"""A pressed choice -> the command that waited for it, carried out as who pressed it."""

from collections.abc import Mapping
from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.confirming import draft_of_press, say_it_is_done
from handlers.curating.correcting.aliasing import ANYWAY, add_phrasing, add_phrasing_anyway
from handlers.curating.correcting.choosing import Act
from handlers.curating.correcting.editing import edit_entry
from handlers.curating.correcting.kept import shelf_of
from handlers.curating.correcting.retiring import retire_entry
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.placing import put_in_place
from handlers.markup import paragraph
from handlers.replies import Reply
from handlers.sending import acknowledge
from handlers.speaking import language_for
from knowledge.storage import Draft

ACTS: Mapping[str, Act] = {
    "edit": edit_entry,
    "retire": retire_entry,
    "alias": add_phrasing,
    ANYWAY: add_phrasing_anyway,
}


async def pick(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Carry out a waiting command on the entry that was picked; what comes of it stands where the question stood."""
    draft = await draft_of_press(query, wanted, context)
    id_ = _picked(draft, wanted) if draft else None
    if draft is None or id_ is None:
        await say_it_is_done(query, wanted)
        return
    desk = await _desk(query, draft, context)
    if desk:
        await acknowledge(query)
        reply = await _act(id_, draft, replace(desk, draft=draft.id), context)
        await context.drafts.end(draft)
        await put_in_place(reply, desk, context)


async def _act(id_: str, draft: Draft, desk: Desk, context: Context) -> Reply | None:
    kept = (await shelf_of(desk, context)).get(id_)
    act = ACTS[draft.content["command"]]
    return await act(desk, kept, draft.content["said"], context) if kept else _gone(desk)


def _picked(draft: Draft, wanted: Press) -> str | None:
    choices: list[str] = draft.content.get("choices", [])
    return choices[wanted.number] if wanted.number < len(choices) else None


async def _desk(query: CallbackQuery, draft: Draft, context: Context) -> Desk | None:
    """Return the desk of who began the command; None for anybody else, and for who may not curate any more."""
    if query.from_user.id == draft.person:
        return await desk_of_press(query, draft.chat, context, live=True)
    said = catalogue(await language_for(query.from_user, context.services)).say(
        "That is for the person who began this."
    )
    await acknowledge(query, said, as_alert=True)
    return None


def _gone(desk: Desk) -> Reply:
    return Reply(desk.language, (paragraph(desk.words.say("This entry is no longer here.")),))
