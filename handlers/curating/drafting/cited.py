"""telegram.Message -> what it says, who said it, and where it stands: the source that Telegram itself vouches for."""

from dataclasses import dataclass
from datetime import datetime

from telegram import (
    ExternalReplyInfo,
    Message,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    User,
)

from handlers.catalogues import LANGUAGES, Catalogue, catalogue
from handlers.reading import content, replied_to
from knowledge import PartialDate, Quote, Source, SourceKind
from knowledge.curating import Written, question_within, quotable, with_quote, with_source, with_speaker

QUESTION_MARKS = ("?", "？", "؟")  # of the scripts that people write here
ID, TITLE_SIGNS = "message", 200  # of the source in its entry; of a name in its title, which takes 256


@dataclass(frozen=True, slots=True)
class Cited:
    """A message that an entry rests on; a statement is one that was forwarded or comes from a channel."""

    text: str
    speaker: str
    source: Source
    is_statement: bool

    @property
    def said_on(self) -> PartialDate | None:
        """The day on which it was said."""
        return self.source.published


@dataclass(frozen=True, slots=True)
class _Author:
    """Who wrote a message first, when, and where that stands, if it stands where others can read it."""

    name: str
    at: datetime
    url: str | None = None
    channel: str = ""
    is_official: bool = False


def cited_by(message: Message, me: User, words: Catalogue) -> Cited | None:
    """Return the message, or the passage of it, that somebody replies to; None where it is none, or our own."""
    elsewhere, asked_of = message.external_reply, replied_to(message)
    passage = message.quote.text if message.quote else ""
    if elsewhere is not None and passage:
        return _cited(passage, _author_elsewhere(elsewhere), words, is_statement=True)
    if asked_of is None or (asked_of.from_user == me and asked_of.forward_origin is None):
        return None
    cited = as_cited(asked_of, words)
    return _cited(passage, _author(asked_of), words, is_statement=cited.is_statement) if cited and passage else cited


def as_cited(message: Message, words: Catalogue) -> Cited | None:
    """Return a message as something to rest on; None where it says nothing."""
    is_statement = message.forward_origin is not None or _is_of_channel(message)
    text = content(message)
    return _cited(text, _author(message), words, is_statement=is_statement) if text else None


def asked_in(text: str) -> str:
    """Return the question that a message is, "" where it says something else."""
    asked, said = question_within(text), " ".join(text.split())
    return (asked or said) if said.endswith(QUESTION_MARKS) else asked if asked == said else ""


def with_cited(written: Written, cited: Cited, language: str) -> Written:
    """Return what is written with the message as its quote and its source."""
    quote = Quote(text=quotable(cited.text), speaker={language: cited.speaker}, source=cited.source.id)
    said = with_quote(with_source(written, cited.source), quote)
    return with_speaker(said, cited.speaker, cited.said_on, language)


def _cited(text: str, author: _Author, words: Catalogue, *, is_statement: bool) -> Cited:
    name = author.name[:TITLE_SIGNS].strip() or words.say("Speaker not named")
    day = author.at.date()
    source = Source(
        id=ID,
        title={tag: _title(author.channel, name, catalogue(tag)) for tag in LANGUAGES},
        kind=SourceKind.OFFICIAL_CHANNEL if author.is_official else SourceKind.COMMUNITY,
        publisher=author.channel or name,
        url=author.url,
        published=PartialDate(day.year, day.month, day.day),
    )
    return Cited(text, name, source, is_statement)


def _title(channel: str, name: str, words: Catalogue) -> str:
    """Return what a message is called as a source: by its channel, else by who wrote it."""
    if channel:
        return words.say("Post in {channel}", channel=channel[:TITLE_SIGNS])
    return words.say("Message from {name}", name=name)


def _author(message: Message) -> _Author:
    """Return who wrote a message; a forwarded one is its first author's, wherever it was read."""
    if message.forward_origin:
        is_official = bool(message.is_automatic_forward)  # of the channel that the group itself is linked to
        return _author_of_origin(message.forward_origin, message.link, is_official=is_official)
    if message.sender_chat:
        name = message.sender_chat.title or ""
        is_channel = _is_of_channel(message)
        return _Author(message.author_signature or name, message.date, message.link, name if is_channel else "")
    return _Author(message.from_user.full_name if message.from_user else "", message.date, message.link)


def _author_elsewhere(reply: ExternalReplyInfo) -> _Author:
    return _author_of_origin(reply.origin, None, is_official=False)


def _author_of_origin(origin: MessageOrigin, link: str | None, *, is_official: bool) -> _Author:
    """Return who wrote a forwarded message; where Telegram keeps its first place to itself, the copy is linked."""
    match origin:
        case MessageOriginUser():
            return _Author(origin.sender_user.full_name, origin.date, link)
        case MessageOriginHiddenUser():
            return _Author(origin.sender_user_name, origin.date, link)
        case MessageOriginChat():
            name = origin.sender_chat.title or ""
            return _Author(origin.author_signature or name, origin.date, link)
        case MessageOriginChannel():
            name, url = origin.chat.title or "", _post_url(origin)
            return _Author(origin.author_signature or name, origin.date, url, name, is_official)
    return _Author("", origin.date, link)


def _post_url(origin: MessageOriginChannel) -> str:
    """Return where a post of a channel stands: for everybody by its name, else for its members by its number."""
    channel = origin.chat
    place = channel.username or f"c/{str(channel.id).removeprefix('-100')}"
    return f"https://t.me/{place}/{origin.message_id}"


def _is_of_channel(message: Message) -> bool:
    return message.sender_chat is not None and message.sender_chat.id != message.chat_id
