"""telegram.Message -> who speaks: a person, some admin who stays anonymous, or a channel, which has no rights."""

from enum import Enum, auto

from telegram import Message, User

from knowledge.storage import Curator


class Masked(Enum):
    """Somebody whose name Telegram does not give."""

    ADMIN = auto()  # of this very group; which one, only a press on a button tells
    CHANNEL = auto()


def speaker_of(message: Message) -> Curator | Masked | None:
    """Return who wrote a message; None where nobody did."""
    if message.sender_chat is not None:
        return Masked.ADMIN if message.sender_chat.id == message.chat_id else Masked.CHANNEL
    return curator(message.from_user) if message.from_user else None


def curator(person: User) -> Curator:
    """Return a person as others see them."""
    return Curator(person.id, person.full_name)
