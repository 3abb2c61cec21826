"""The desk at which somebody curates: for which group, as whom, and where the talk about it goes on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, Message
from telegram.constants import ChatType

from handlers.catalogues import Catalogue, catalogue
from handlers.context import Context
from handlers.curating.speakers import curator
from handlers.knowing import under_title
from handlers.reading import Place, place_of
from handlers.replies import Reply
from handlers.sending import acknowledge, send
from handlers.speaking import language_for
from knowledge import Knowledge
from knowledge.storage import Asking, Curation, Curator, Deed, Missing, Proposals


@dataclass(frozen=True, slots=True)
class Desk:
    """A group, somebody who may curate it, and the message that they wrote, or below which they pressed a button."""

    group: int
    by: Curator
    language: str
    message: Message
    draft: int | None = None  # the one that waited for what is done here, and ends with that

    @property
    def words(self) -> Catalogue:
        """The sentences in the curator's language."""
        return catalogue(self.language)

    @property
    def place(self) -> Place:
        """Where a reply to the message goes."""
        return place_of(self.message)

    def asking(self, deed: Deed, context: Context) -> Asking:
        """Return who asks for a change, by which message, and when."""
        is_there = self.message.chat_id == self.group  # a message of a private chat leads nobody else anywhere
        message = self.message.message_id if is_there else None
        return Asking(self.by, deed, context.services.now, message, context.order, self.draft)

    def curation(self, context: Context) -> Curation:
        """Return the entries of the group."""
        return context.services.storage.curation(self.group)

    def missing(self, context: Context) -> Missing:
        """Return what the group missed."""
        return context.services.storage.missing(self.group)

    def proposals(self, context: Context) -> Proposals:
        """Return what members proposed to the group."""
        return context.services.storage.proposals(self.group)

    async def knowledge(self, context: Context) -> Knowledge:
        """Return what the group knows."""
        return await context.services.libraries.of(self.group)


Order = Callable[[Desk, str, Context], Awaitable[Reply | None]]  # what a command does with the text behind it


async def desk_of_press(query: CallbackQuery, group: int, context: Context, *, live: bool = False) -> Desk | None:
    """Return the desk of who pressed a button; None, and they are told, where they may not curate the group.

    The presser counts, whoever's message the button is below: it is the one name that Telegram always gives.
    """
    right = await context.services.rights.of(context.bot, group, query.from_user.id, live=live)
    language = await language_for(query.from_user, context.services)
    words = catalogue(language)
    if not right.curates:
        await acknowledge(query, words.say("That is for the admins of the group to decide."), as_alert=True)
    elif isinstance(query.message, Message):
        group = await context.services.storage.groups.where_now(group)  # asking for rights may have told that it moved
        return Desk(group, curator(query.from_user), language, query.message)
    else:
        await acknowledge(query, words.say("This message is too old; its buttons no longer work."), as_alert=True)
    return None


async def group_of_press(query: CallbackQuery, context: Context) -> int | None:
    """Return the group that a button is about which names none."""
    return await group_meant(query.message.chat, query.from_user.id, context) if query.message else None


async def group_meant(chat: Chat, person: int, context: Context) -> int | None:
    """Return the group that is meant in a chat: where it is said, or in private the one connected to."""
    if chat.type != ChatType.PRIVATE:
        return chat.id
    connected = await context.services.storage.memory.connected_to(person)
    return await context.services.storage.groups.where_now(connected) if connected else None


def behind_command(message: Message) -> str:
    """Return what stands behind the command that a message begins with."""
    return "".join((message.text or message.caption or "").split(maxsplit=1)[1:]).strip()


async def carry_out(order: Order, desk: Desk, context: Context) -> None:
    """Carry out a command at a desk, and say what came of it."""
    reply = await order(desk, behind_command(desk.message), context)
    if reply:
        await send(context.bot, under_title(reply, await title_above(desk, context)), desk.place)


async def title_above(desk: Desk, context: Context) -> str:
    """Return the group's title for a reply in a private chat, where nothing else tells which it is; "" in the group."""
    return (await context.services.storage.groups.group(desk.group)).title if desk.place.is_private else ""
