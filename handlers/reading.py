"""telegram.Message -> Question: what was asked, by whom, where; None where nobody asked us anything."""

from dataclasses import dataclass, replace

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

ASK = "ask"
ANSWERS_NOTHING = 0  # in place of the message that a reply stands below; no message has this number
SERVICE_ACCOUNT = 777000  # Telegram's own, in whose name a linked channel's posts arrive


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: below this message of this chat, if any, and in which topic of a forum."""

    chat_id: int
    message_id: int
    thread_id: int | None
    is_private: bool
    quote: str = ""  # the passage of the message that the reply is about, where it is not the whole


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked in a person's own words ("" if only we were called), who asked, and where."""

    text: str
    place: Place  # of the message that asks
    called_from: Place  # of the message that called us: the same, or somebody's reply to it
    person: int | None
    client_language: str | None
    pointed_at: "Question | None" = None  # what the person replied to, which may be what is meant


def read_question(message: Message, me: User) -> Question | None:
    """Return the question that a message asks of us; None where it is not addressed to us, and so none of our business.

    In a private chat every text is a question. In a group /ask, a mention of us or a reply to us asks; where such a
    message says nothing itself, the message or the passage that it replies to is the question. Where it says something
    of its own, such as "@bot can you answer this?", that is the question, and what it replies to is pointed at.
    """
    if not is_from_a_person(message, me):
        return None
    text = _addressed_text(message, me)
    if text is None:
        return None
    pointed_at = _pointed_at(message, me)
    says_something = any(sign.isalnum() for sign in text)
    if pointed_at and not says_something:
        return pointed_at
    return replace(_question(text, message, message), pointed_at=pointed_at)


def as_question(message: Message) -> Question:
    """Read a whole message as the question that it is, whoever called us to it."""
    return _question(content(message), message, message)


def _pointed_at(message: Message, me: User) -> Question | None:
    """Return the message or the passage of somebody else's that a message replies to, as a question."""
    asked_of = message.reply_to_message
    if asked_of is None or _is_from(asked_of, me):
        return None
    said = _passage(message) or content(asked_of)
    return _question(said, asked_of, message) if said else None


def place_of(message: Message) -> Place:
    """Return where a reply to this message goes."""
    return Place(
        chat_id=message.chat_id,
        message_id=message.message_id,
        thread_id=message.message_thread_id if message.is_topic_message else None,
        is_private=message.chat.type == ChatType.PRIVATE,
    )


def replied_to(message: Message) -> Message | None:
    """Return the message that somebody replied to; in a topic, what replies to none seems to reply to its opening."""
    replied = message.reply_to_message
    return replied if replied and not replied.forum_topic_created else None


def content(message: Message) -> str:
    """Return the text or the caption of a message, "" if it has neither."""
    return message.text or message.caption or ""


def _question(text: str, replied_to: Message, asked_in: Message) -> Question:
    asker = asked_in.from_user if asked_in.sender_chat is None else None
    return Question(
        text=text,
        place=place_of(replied_to),
        called_from=place_of(asked_in),
        person=asker.id if asker else None,
        client_language=asker.language_code if asker else None,
    )


def is_from_a_person(message: Message, me: User) -> bool:
    """Tell whether answering talks to a person: not to a bot, a channel's forwarded post, or our own inline result.

    Anonymous admins and people who pose as a channel write in the name of bots of Telegram's own, but are people.
    """
    sender = message.from_user
    is_bot = sender is not None and sender.is_bot and message.sender_chat is None
    is_post = bool(message.is_automatic_forward) or (sender is not None and sender.id == SERVICE_ACCOUNT)
    return not (is_bot or is_post or message.via_bot == me)


def _addressed_text(message: Message, me: User) -> str | None:
    """Return what is said to us, without the words that only call us; None if nothing is said to us."""
    text = content(message)
    command = _command(message)
    if command:
        name, _, addressee = command.partition("@")
        is_ours = name == ASK and addressee.lower() in ("", (me.username or "").lower())
        return text[len(command) + 1 :].strip() if is_ours else None
    called, without_calls = _without_mentions(message, me)
    is_reply_to_us = message.reply_to_message is not None and _is_from(message.reply_to_message, me)
    is_private = message.chat.type == ChatType.PRIVATE
    return without_calls if called or is_reply_to_us or is_private else None


def _command(message: Message) -> str | None:
    """Return the command that a message begins with, without its slash, in lower case: `ask`, `ask@somebot`."""
    found = _entities(message, MessageEntity.BOT_COMMAND)
    first = next((text for entity, text in found if entity.offset == 0), "")
    return first[1:].lower() or None


def _without_mentions(message: Message, me: User) -> tuple[bool, str]:
    """Return whether we are mentioned, and the text without that."""
    named = [(entity, text) for entity, text in _entities(message, MessageEntity.MENTION) if _names(text, me)]
    meant = [(entity, text) for entity, text in _entities(message, MessageEntity.TEXT_MENTION) if entity.user == me]
    rest = content(message).encode("utf-16-le", "surrogatepass")
    for entity, _ in sorted(named + meant, key=lambda found: -found[0].offset):
        rest = rest[: entity.offset * 2] + rest[(entity.offset + entity.length) * 2 :]  # offsets count UTF-16 units
    return bool(named or meant), rest.decode("utf-16-le", "surrogatepass").strip().strip(",:").strip()


def _names(mention: str, me: User) -> bool:
    return mention.lower() == f"@{me.username}".lower()


def _entities(message: Message, kind: str) -> list[tuple[MessageEntity, str]]:
    in_text = message.parse_entities([kind]) if message.text else message.parse_caption_entities([kind])
    return list(in_text.items())


def _is_from(message: Message, me: User) -> bool:
    return message.from_user is not None and message.from_user.id == me.id


def _passage(message: Message) -> str:
    """Return the part of another message that was picked out for the reply, "" if none was."""
    return message.quote.text if message.quote else ""
