"""Anonymous admins: a command waits until somebody presses "Confirm as admin", with their own rights and name."""

import json
from dataclasses import replace

from telegram import CallbackQuery, Message

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk, carry_out, desk_of_press
from handlers.curating.numbers import number_in
from handlers.curating.orders import ORDERS
from handlers.markup import bold, paragraph, quoted, shortened
from handlers.reading import content, place_of
from handlers.replies import Reply
from handlers.sending import acknowledge, send, try_to_edit
from handlers.speaking import language_for
from knowledge.storage import Draft

NOBODY = 0  # who writes a draft that no one has taken on yet
WAITS = "waits"  # under which a draft holds the message of the command
SHOWN_SIGNS = 1000  # of the command that waits


async def ask_who_confirms(message: Message, context: Context) -> None:
    """Show the command that waits, with the button that lets an admin take it on."""
    services, group = context.services, message.chat_id
    waits = {WAITS: json.loads(message.to_json())}
    draft = await context.drafts.begin(group, NOBODY, group, waits, services.now)
    language = await language_for(None, services)
    await send(context.bot, _prompt(message, draft, language), place_of(message))


async def confirm(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Carry out a waiting command as the admin who takes it on, whose own rights count."""
    draft = await draft_of_press(query, wanted, context)
    if draft is None or WAITS not in draft.content:
        await say_it_is_done(query, wanted)
        return
    desk = await desk_of_press(query, draft.chat, context, live=True)
    if desk is None:
        return
    await acknowledge(query)
    await try_to_edit(context.bot, _taken_on(desk), draft.home, desk.message.message_id)
    asked = Message.de_json(draft.content[WAITS], context.bot)
    await carry_out(ORDERS[command_of(asked)], replace(desk, message=asked, draft=draft.id), context)
    await context.drafts.end(draft)  # where the command changed nothing; any sooner, a crash could lose it


async def draft_of_press(query: CallbackQuery, wanted: Press, context: Context) -> Draft | None:
    """Return the draft that a button is about, None where it was ended, or is being carried out."""
    id_ = number_in(wanted.about)
    if query.message is None or id_ is None or id_ in context.services.at_work:
        return None
    home = await context.services.storage.groups.where_now(query.message.chat.id)  # the button may stand in the old one
    return await context.services.storage.drafts.in_chat(home, id_)


async def say_it_is_done(query: CallbackQuery, wanted: Press) -> None:
    """Tell who pressed that there is nothing left to press for."""
    said = catalogue(wanted.language).say("This has been dealt with already.")
    await acknowledge(query, said, as_alert=True)


def command_of(message: Message) -> str:
    """Return the name of the command that a message begins with."""
    return (content(message) or "/").split(maxsplit=1)[0][1:].partition("@")[0].lower()


def _prompt(message: Message, draft: Draft, language: str) -> Reply:
    words = catalogue(language)
    said = (
        paragraph(bold(words.say("Which of the admins is this? Nothing happens until one of you confirms it."))),
        quoted(shortened(content(message), SHOWN_SIGNS)),
    )
    about = str(draft.id)
    buttons = (
        Button(words.say("Confirm as admin"), Press(Verb.CONFIRM, words.language, about)),
        Button(words.say("Cancel"), Press(Verb.CANCEL, words.language, about)),
    )
    return Reply(words.language, said, (buttons,))


def _taken_on(desk: Desk) -> Reply:
    """Say that it is done, but not by whom: who stays anonymous in the group is named only in its record."""
    return Reply(desk.language, (paragraph(desk.words.say("Confirmed by an admin.")),))
