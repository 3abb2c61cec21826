"""/connect: the way from a group into the private chat, where its curators go on without disturbing anybody."""

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.helpers import create_deep_linked_url

from handlers.buttons import Button, LinkButton, Press, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.context import Context
from handlers.curating.desk import Desk, behind_command
from handlers.curating.ordering import curate, render_needs_telegram
from handlers.curating.speakers import Masked, speaker_of
from handlers.markup import bold, paragraph
from handlers.reading import is_from_a_person, place_of
from handlers.replies import Reply
from handlers.sending import acknowledge, send, try_to_edit
from handlers.speaking import language_for
from knowledge.storage import Group

PURPOSE = "connect"
PREFIX = f"{PURPOSE}_"  # of what such a link carries, so that one that expired is told from that of an entry
OFF = "off"


async def connect(update: Update, context: Context) -> None:
    """Show a group's curators the way into the private chat; there, tell which group is connected, or end that."""
    message = update.effective_message
    if message is None or not is_from_a_person(message, context.bot.bot):
        return
    if message.chat.type == ChatType.PRIVATE:
        await _connect_in_private(message, context)
    elif speaker_of(message) is Masked.ADMIN:  # a link proves nothing, so nobody need be asked which admin this is
        language = await language_for(None, context.services)
        await send(context.bot, await _open_way(message, language, context), place_of(message))
    else:
        await curate(_show_way, update, context)


async def follow_link(token: str, message: Message, context: Context) -> None:
    """Connect who follows a link to its group, if they may curate that group now; else say why not."""
    services, person = context.services, message.from_user
    link = await services.storage.links.follow(token, services.now)
    words = catalogue(await language_for(person, services))
    if link is None or person is None:
        reply = _expired(words)
    elif (await services.rights.of(context.bot, link[0], person.id, live=True)).curates:
        group = await services.storage.groups.group(await services.storage.groups.where_now(link[0]))
        await services.storage.memory.connect(person.id, group.chat)
        reply = _connected(group, words)
    else:
        reply = _not_theirs(await services.storage.groups.group(link[0]), words)
    await send(context.bot, reply, place_of(message))


async def disconnect(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let the private chat of who pressed be about no group any more."""
    await context.services.storage.memory.connect(query.from_user.id, None)
    await acknowledge(query)
    if query.message:
        reply = _disconnected(catalogue(wanted.language))
        await try_to_edit(context.bot, reply, query.message.chat.id, query.message.message_id)


async def _show_way(desk: Desk, _: str, context: Context) -> Reply | None:
    return await _open_way(desk.message, desk.language, context)


async def _open_way(message: Message, language: str, context: Context) -> Reply:
    """Note what the group is called, by which the private chat names it, and return a new link that leads there."""
    services, words = context.services, catalogue(language)
    await services.storage.groups.returned(message.chat_id, message.chat.title or "")
    token = await services.storage.links.make(message.chat_id, PURPOSE, services.now)
    said = words.say(
        "Go on in private, without disturbing anybody: what you add there is answered here. "
        "For this group's admins and editors; the button works for a day."
    )
    url = create_deep_linked_url(context.bot.username, PREFIX + token)
    return Reply(words.language, (paragraph(said),), ((LinkButton(words.say("Go on in private"), url),),))


async def _connect_in_private(message: Message, context: Context) -> None:
    storage, person = context.services.storage, message.from_user
    if person is None:
        return
    words = catalogue(await language_for(person, context.services))
    if behind_command(message).lower() == OFF:
        await storage.memory.connect(person.id, None)
    chat = await storage.memory.connected_to(person.id)
    reply = _connected(await storage.groups.group(chat), words) if chat else _unconnected(words, context)
    await send(context.bot, reply, place_of(message))


def _unconnected(words: Catalogue, context: Context) -> Reply:
    return _disconnected(words) if context.services.reaches_groups else render_needs_telegram(words.language)


def _connected(group: Group, words: Catalogue) -> Reply:
    said = (
        paragraph(bold(_may_go_on(group, words))),
        paragraph(
            words.say("What you ask here, I answer as I do there. /add, /edit and /unanswered are about it too.")
        ),
        paragraph(words.say("For another group, send /connect there. To stop, send /connect off.")),
    )
    stop = Button(words.say("Stop"), Press(Verb.CONNECT, words.language, OFF))
    return Reply(words.language, said, ((stop,),))


def _may_go_on(group: Group, words: Catalogue) -> str:
    if not group.title:
        return words.say("You can now keep that group's answers from here.")
    return words.say("You can now keep {group}'s answers from here.", group=group.title)


def _disconnected(words: Catalogue) -> Reply:
    said = words.say("This chat is about no group now. To curate one from here, send /connect in that group.")
    return Reply(words.language, (paragraph(said),))


def _not_theirs(group: Group, words: Catalogue) -> Reply:
    who = (
        words.say(
            "That is for those who may change the info of {group}, and for editors whom its owner names.",
            group=group.title,
        )
        if group.title
        else words.say("That is for those who may change that group's info, and for editors whom its owner names.")
    )
    return Reply(
        words.language, (paragraph(who), paragraph(words.say("You can propose an answer there with /suggest.")))
    )


def _expired(words: Catalogue) -> Reply:
    said = words.say("This link has expired. Send /connect in the group for a new one.")
    return Reply(words.language, (paragraph(said),))
