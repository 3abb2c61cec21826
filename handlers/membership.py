"""The bot comes into a group and leaves it; people there gain rights and lose them."""

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from handlers.context import Context
from handlers.greeting import render_greeting, render_return
from handlers.reading import ANSWERS_NOTHING, Place
from handlers.sending import send
from handlers.speaking import language_for

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
RULING = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
PRESENT = (*RULING, ChatMemberStatus.MEMBER)


async def notice_own_standing(update: Update, context: Context) -> None:
    """Greet a group that takes us in, once; keep what belongs to one that throws us out for its time of grace."""
    change = update.my_chat_member
    if change is None or change.chat.type not in GROUPS:
        return
    was_there, is_there = _is_present(change.old_chat_member), _is_present(change.new_chat_member)
    context.services.rights.forget(change.chat.id)
    if is_there and not was_there:
        await _arrive(change, context)
    elif was_there and not is_there:
        await _leave(change.chat.id, context)


async def notice_others_standing(update: Update, context: Context) -> None:
    """Believe nothing of a group's rights any more when somebody begins or ceases to rule it."""
    change = update.chat_member
    if change is None:
        return
    standing = change.new_chat_member
    if {change.old_chat_member.status, standing.status} & set(RULING):
        context.services.rights.forget(change.chat.id)
    if standing.status == ChatMemberStatus.BANNED:
        await context.services.storage.groups.dismiss_editor(change.chat.id, standing.user.id)


async def notice_title(update: Update, context: Context) -> None:
    """Remember what a group is called now."""
    message = update.effective_message
    if message and message.new_chat_title:
        await context.services.storage.groups.entitle(message.chat_id, message.new_chat_title)


async def _arrive(change: ChatMemberUpdated, context: Context) -> None:
    services, chat = context.services, change.chat
    known = await services.storage.groups.group(chat.id)
    await services.storage.groups.returned(chat.id, chat.title or "")
    language = await language_for(change.from_user, services)
    hears_all = context.bot.bot.can_read_all_group_messages or change.new_chat_member.status in RULING
    place = Place(chat.id, ANSWERS_NOTHING, None, is_private=False)
    if known.left_at:
        await send(context.bot, render_return(language), place)
    elif not known.title:  # else it is the supergroup that a group became, where we have been all along
        knowledge = await services.libraries.of(chat.id)
        await send(context.bot, render_greeting(knowledge, language, hears_all=bool(hears_all)), place)


async def _leave(chat: int, context: Context) -> None:
    services = context.services
    services.libraries.drop(chat)
    if await services.storage.groups.where_now(chat) == chat:  # the old id of a group that moved was left for good
        await services.storage.groups.left(chat, services.now)


def _is_present(member: ChatMember) -> bool:
    return member.status in PRESENT or (isinstance(member, ChatMemberRestricted) and member.is_member)
