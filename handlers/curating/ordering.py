"""A curator's command -> the desk at which it is carried out, or why it is not."""

from telegram import Message, Update

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.confirming import ask_who_confirms
from handlers.curating.desk import Desk, Order, carry_out, group_meant
from handlers.curating.speakers import Masked, speaker_of
from handlers.markup import paragraph
from handlers.reading import is_from_a_person, place_of
from handlers.replies import Reply
from handlers.sending import send
from handlers.speaking import language_for
from knowledge.storage import Curator


async def curate(order: Order, update: Update, context: Context) -> None:
    """Carry out a curator's command, in a group or in private for the group that they are connected to."""
    message = update.effective_message
    if message is None or not is_from_a_person(message, context.bot.bot):
        return
    speaker = speaker_of(message)
    if speaker is Masked.ADMIN:
        await ask_who_confirms(message, context)
    elif isinstance(speaker, Curator):
        await _curate_as(speaker, order, message, context)


async def may_curate(message: Message, context: Context) -> bool:
    """Tell whether who wrote a message may curate the group that a command of theirs would be about."""
    speaker = speaker_of(message)
    if not isinstance(speaker, Curator):
        return speaker is Masked.ADMIN
    group = await group_meant(message.chat, speaker.person or 0, context)
    return group is not None and (await context.services.rights.of(context.bot, group, speaker.person or 0)).curates


async def _curate_as(person: Curator, order: Order, message: Message, context: Context) -> None:
    rights, language = context.services.rights, await language_for(message.from_user, context.services)
    group = await group_meant(message.chat, person.person or 0, context)
    if group is None:
        await send(context.bot, _connect_first(language, context), place_of(message))
    elif (await rights.of(context.bot, group, person.person or 0)).curates:
        group = await context.services.storage.groups.where_now(group)  # asking for rights may have told that it moved
        await carry_out(order, Desk(group, person, language, message), context)
    elif rights.refuses_first(group, person.person or 0):
        await send(context.bot, _not_yours(language), place_of(message))


def _connect_first(language: str, context: Context) -> Reply:
    if not context.services.reaches_groups:
        return render_needs_telegram(language)
    said = catalogue(language).say("Which group is this for? Send /connect there, and press the button that I show.")
    return Reply(language, (paragraph(said),))


def render_needs_telegram(language: str) -> Reply:
    """Return where to curate, for who talks to us where there are no groups."""
    said = catalogue(language).say("Curating needs Telegram: add me to a group there.")
    return Reply(language, (paragraph(said),))


def _not_yours(language: str) -> Reply:
    said = catalogue(language).say(
        "Only admins who may change this group's info, and editors whom the owner names, can do that. "
        "You can propose an answer with /suggest."
    )
    again = catalogue(language).say("If you were made an admin just now, try again in a minute.")
    return Reply(language, (paragraph(said), paragraph(again)), is_silent=True)
