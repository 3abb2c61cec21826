"""Where something is asked -> what is known there: in a group its own, in private the base or what one curates."""

from dataclasses import dataclass, replace

from handlers.context import Context
from handlers.markup import italic, paragraph, parts
from handlers.replies import Reply
from knowledge import Knowledge
from knowledge.storage import Group


@dataclass(frozen=True, slots=True)
class Known:
    """What is known in a chat; in private `title` names the group that this is the knowledge of, "" where of none."""

    knowledge: Knowledge
    title: str = ""


async def known_in(chat: int, context: Context) -> Known:
    """Return what is known in a chat; who curates a group in private is answered there as its members are."""
    group = await _curated_in(chat, context)
    here = group.chat if group else await context.services.storage.groups.where_now(chat)
    knowledge = await context.services.libraries.of(here)
    return Known(knowledge, group.title if group else "")


def under_title(reply: Reply, title: str) -> Reply:
    """Return a reply with the title of a group above it, if there is one, and room for it."""
    named = parts((paragraph(italic(title)), *reply.paragraphs))
    return replace(reply, paragraphs=named[0]) if title and len(named) == 1 else reply


async def _curated_in(chat: int, context: Context) -> Group | None:
    """Return the group that a private chat is connected to, while its person, whose number it has, may curate it."""
    storage = context.services.storage
    connected = await storage.memory.connected_to(chat) if chat > 0 else None
    if connected is None or not (await context.services.rights.of(context.bot, connected, chat)).curates:
        return None
    return await storage.groups.group(await storage.groups.where_now(connected))  # asking may have told that it moved
