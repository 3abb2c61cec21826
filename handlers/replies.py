"""The reply to a question, ready to be sent: one message with its buttons."""

from dataclasses import dataclass

from handlers.buttons import Rows
from handlers.markup import Paragraph, to_html, to_text


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: what it says, in which language, and the buttons below it."""

    language: str
    paragraphs: tuple[Paragraph, ...]
    buttons: Rows = ()
    is_silent: bool = False  # for what nobody need look at now

    @property
    def html(self) -> str:
        """The message as Telegram's HTML."""
        return to_html(self.paragraphs)

    @property
    def text(self) -> str:
        """The message as plain text."""
        return to_text(self.paragraphs)
