"""/editors: whom the owner of a group lets curate it beside its admins."""

from telegram import CallbackQuery, Message, MessageEntity

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.context import Context
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.numbers import number_in
from handlers.curating.speakers import curator
from handlers.markup import bold, paragraph
from handlers.reading import replied_to
from handlers.replies import Reply
from handlers.sending import acknowledge, try_to_edit
from knowledge.storage import Curator

APART = "/"  # between the group and the person on a button


async def editors(desk: Desk, text: str, context: Context) -> Reply | None:
    """List the editors, or let the owner add or remove the person whom the command replies to or mentions."""
    wanted = text.partition(" ")[0].lower()
    if wanted not in ("add", "remove"):
        return await _listed(desk, context)
    if not await _owns(desk, context):
        return _only_the_owner(desk.words)
    person = _meant(desk.message)
    if person is None or person.person is None:
        return _say_whom(desk.words)
    if wanted == "add":
        return await _add(person, desk, context)
    return await _remove(person, desk, context)


async def remove_editor(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Remove the editor whom a button names, if the owner pressed it; show who is left."""
    group, person = (number_in(part) for part in wanted.about.partition(APART)[::2])
    desk = await desk_of_press(query, group or 0, context, live=True)
    if desk is None:
        return
    if not await _owns(desk, context):
        words = catalogue(wanted.language)
        await acknowledge(query, words.say("Only the owner of the group names editors."), as_alert=True)
        return
    await context.services.storage.groups.dismiss_editor(desk.group, person or 0)
    await acknowledge(query, desk.words.say("No longer an editor."))
    reply = await _listed(desk, context)
    await try_to_edit(context.bot, reply, desk.message.chat_id, desk.message.message_id)


async def _add(person: Curator, desk: Desk, context: Context) -> Reply:
    await context.services.storage.groups.name_editor(desk.group, person, context.services.now)
    said = desk.words.say(
        "{name} may now add and correct answers here. To begin: /add, or /connect to do it in private.",
        name=person.name,
    )
    return Reply(desk.language, (paragraph(said),))


async def _remove(person: Curator, desk: Desk, context: Context) -> Reply:
    was_one = await context.services.storage.groups.dismiss_editor(desk.group, person.person or 0)
    said = (
        desk.words.say("{name} is no longer an editor.", name=person.name)
        if was_one
        else desk.words.say("{name} was not an editor.", name=person.name)
    )
    return Reply(desk.language, (paragraph(said),))


async def _listed(desk: Desk, context: Context) -> Reply:
    """Return who edits, with a button to remove each where the owner asks."""
    named = await context.services.storage.groups.editors(desk.group)
    right = await context.services.rights.of(context.bot, desk.group, desk.by.person or 0)
    buttons = tuple((_removing(one, desk),) for one in named) if right.owns else ()
    names = "\n".join(f"• {one.name}" for one in named) or desk.words.say("Nobody yet.")
    said = (
        paragraph(bold(desk.words.say("Editors"))),
        paragraph(names),
        paragraph(
            desk.words.say(
                "Admins who may change the group's info may curate anyway. The owner names others by replying to "
                "a message of theirs with /editors add."
            )
        ),
    )
    return Reply(desk.language, said, buttons)


def _removing(editor: Curator, desk: Desk) -> Button:
    about = f"{desk.group}{APART}{editor.person}"
    text = desk.words.say("Remove {name}", name=editor.name)
    return Button(text, Press(Verb.REMOVE_EDITOR, desk.language, about))


async def _owns(desk: Desk, context: Context) -> bool:
    right = await context.services.rights.of(context.bot, desk.group, desk.by.person or 0, live=True)
    return right.owns


def _meant(message: Message) -> Curator | None:
    """Return whom a command mentions by name, or else replies to; None where that is no person."""
    mentioned = [entity.user for entity in message.entities if entity.type == MessageEntity.TEXT_MENTION]
    replied = replied_to(message)
    author = replied.from_user if replied and replied.sender_chat is None else None
    return next((curator(one) for one in (*mentioned, author) if one and not one.is_bot), None)


def _only_the_owner(words: Catalogue) -> Reply:
    return Reply(words.language, (paragraph(words.say("Only the owner of the group names editors.")),))


def _say_whom(words: Catalogue) -> Reply:
    said = words.say("Whom? Reply to a message of theirs with /editors add or /editors remove.")
    return Reply(words.language, (paragraph(said),))
