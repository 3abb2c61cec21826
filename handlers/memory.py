"""What must be remembered between messages; `bot` says where it is kept."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PastReply:
    """A reply that was sent: its message, and the text of the question that it answered as a digest."""

    message_id: int
    question_digest: str


class Memory(Protocol):
    """Keeps people's choice of language, and which reply answered which question. No text of anybody."""

    def language_of(self, person: int) -> str | None:
        """Return the language that this person chose, or None."""
        ...

    def choose_language(self, person: int, language: str | None) -> None:
        """Remember the language of this person; None forgets it."""
        ...

    def reply_to(self, chat: int, question: int) -> PastReply | None:
        """Return the reply to this message of this chat, or None."""
        ...

    def remember_reply(self, chat: int, question: int, reply: PastReply) -> None:
        """Remember the reply to this message of this chat, in place of an earlier one."""
        ...
