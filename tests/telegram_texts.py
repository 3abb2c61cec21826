"""Texts as Telegram reads them: the one door to TDLib, Telegram's own library.

Its synchronous calls need no login and no network. Offsets and lengths are UTF-16 code units throughout.
"""

from __future__ import annotations

import bisect
import json
import re
from dataclasses import dataclass
from itertools import chain
from typing import Any

import tdjson

Json = dict[str, Any]

ENTITY_LIMIT = 100  # the server keeps no more of those that an author sets (td MessageEntity.cpp)

_PARSE_MODES: dict[str, Json] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
_PREFIX = "textEntityType"
_NAMES = {  # TDLib's name: the Bot API's
    "Mention": "mention",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "BotCommand": "bot_command",
    "Url": "url",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
    "BankCardNumber": "bank_card_number",
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
}
_TD_NAMES = {name: td_name for td_name, name in _NAMES.items() if td_name != "PreCode"}
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
_SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_QUOTING = {"blockquote", "expandable_blockquote"}
_BLANKED = {code: " " for code in range(32) if chr(code) not in "\n\r"}
_DROPPED = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
_DAY = {"dateTimePartPrecisionNone": "", "dateTimePartPrecisionShort": "d", "dateTimePartPrecisionLong": "D"}
_TIME = {"dateTimePartPrecisionNone": "", "dateTimePartPrecisionShort": "t", "dateTimePartPrecisionLong": "T"}


class Unreadable(Exception):  # noqa: N818 - it reads as the verdict it is
    """TDLib refuses a text; the message is TDLib's own."""


@dataclass(frozen=True)
class Formatted:
    """A text and the entities over it, as a message carries them."""

    text: str
    entities: list[Json]


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed(text: str, parse_mode: str) -> Formatted:
    """The text without its markup, and the entities the markup meant; raises Unreadable."""
    if parse_mode.lower() not in _PARSE_MODES:
        raise Unreadable("Unsupported parse_mode")
    answer = _ask("parseTextEntities", text=text, parse_mode=_PARSE_MODES[parse_mode.lower()])
    return Formatted(answer["text"], _bot_api_entities(answer["entities"]))


def marked(text: str, entities: list[Json]) -> Formatted:
    """The text with the entities its author listed, less those Telegram finds itself; raises Unreadable."""
    if any(entity["type"] not in _TD_NAMES for entity in entities):
        raise Unreadable("Can't parse MessageEntity: Unsupported type specified")
    own = [entity for entity in entities if entity["type"] not in _FOUND]
    _ask("getMarkdownText", text=_td_text(text, own))  # called only for its check of the entities
    return Formatted(text, own)


def delivered(draft: Formatted) -> Formatted:
    """What arrives when the draft is sent: cleaned, trimmed, cut, with the entities Telegram finds."""
    clean = _trimmed(_cleaned(draft))
    own = _kept(sorted(clean.entities, key=_order))
    found = [entity for entity in _found(clean.text) if not any(_collide(entity, other) for other in own)]
    return Formatted(clean.text, sorted(own + found, key=_order))


def quote_position(text: str, quote: str, near: int = 0) -> int | None:
    """Where the quote stands in the text, nearest to a position; None when it does not."""
    try:
        answer = _ask("searchQuote", text=_td_text(text), quote=_td_text(quote), quote_position=near)
    except Unreadable:
        return None
    return int(answer["position"])


def url_fault(url: str) -> str | None:
    """What TDLib has against a link, e.g. "URL 'x' is invalid: Wrong HTTP URL"; None when nothing."""
    try:
        _ask(
            "getMarkdownText",
            text=_td_text("x", [{"type": "text_link", "offset": 0, "length": 1, "url": url}]),
        )
    except Unreadable as fault:
        return str(fault).removeprefix("Entity ")
    return None


def _ask(function: str, **arguments: Any) -> Json:
    raw = tdjson.td_execute(json.dumps({"@type": function, **arguments}).encode())
    answer: Json = json.loads(raw or b"{}")
    if answer.get("@type") == "error":
        raise Unreadable(answer["message"])
    return answer


_ask("setLogVerbosityLevel", new_verbosity_level=0)  # TDLib writes to stderr otherwise


def _found(text: str) -> list[Json]:
    return _bot_api_entities(_ask("getTextEntities", text=text)["entities"])


def _bot_api_entities(entities: list[Json]) -> list[Json]:
    return list(chain.from_iterable(_bot_api_entity(entity) for entity in entities))


def _bot_api_entity(entity: Json) -> list[Json]:
    """One entity, or none for a kind which bots are not shown, such as media timestamps."""
    kind: Json = entity["type"]
    name = _NAMES.get(kind["@type"].removeprefix(_PREFIX))
    if name is None:
        return []
    return [{"type": name, "offset": entity["offset"], "length": entity["length"], **_details(name, kind)}]


def _details(name: str, kind: Json) -> Json:
    match name:
        case "text_link":
            return {"url": kind["url"]}
        case "text_mention":
            return {"user": {"id": kind["user_id"]}}
        case "custom_emoji":
            return {"custom_emoji_id": str(kind["custom_emoji_id"])}
        case "pre" if kind.get("language"):
            return {"language": kind["language"]}
        case "date_time":
            return {"unix_time": kind["unix_time"], **_date_time_format(kind.get("formatting_type"))}
    return {}


def _date_time_format(kind: Json | None) -> Json:
    if kind is None:
        return {}
    if kind["@type"] == "dateTimeFormattingTypeRelative":
        return {"date_time_format": "r"}
    day, time = _DAY[kind["date_precision"]["@type"]], _TIME[kind["time_precision"]["@type"]]
    return {"date_time_format": "w" * kind["show_day_of_week"] + day + time}


def _td_text(text: str, entities: list[Json] | None = None) -> Json:
    return {
        "@type": "formattedText",
        "text": text,
        "entities": [_td_entity(entity) for entity in entities or []],
    }


def _td_entity(entity: Json) -> Json:
    kind = {"@type": _PREFIX + _TD_NAMES[entity["type"]]}
    details: Json = {name: entity[name] for name in ("url", "custom_emoji_id", "unix_time") if name in entity}
    if "user" in entity:
        details["user_id"] = entity["user"]["id"]
    return {
        "@type": "textEntity",
        "offset": entity["offset"],
        "length": entity["length"],
        "type": kind | details,
    }


def _cleaned(draft: Formatted) -> Formatted:
    """Control characters become spaces; carriage returns and direction marks go, and offsets follow."""
    text = draft.text.translate(_BLANKED)
    gone = [utf16_length(text[: match.start()]) for match in _DROPPED.finditer(text)]
    ends = [(_before(gone, e["offset"]), _before(gone, e["offset"] + e["length"]), e) for e in draft.entities]
    moved = [entity | {"offset": start, "length": end - start} for start, end, entity in ends]
    return Formatted(_DROPPED.sub("", text), moved)


def _before(gone: list[int], offset: int) -> int:
    return offset - bisect.bisect_left(gone, offset)


def _trimmed(draft: Formatted) -> Formatted:
    """No blanks around the text, nor at the start of an entity; entities over blanks only are dropped."""
    text = draft.text.strip(" \n")
    lead = len(draft.text) - len(draft.text.lstrip(" \n"))
    units, end = draft.text.encode("utf-16-le", "surrogatepass"), lead + utf16_length(text)
    tight = [_tightened(entity, units, end) for entity in draft.entities]
    return Formatted(text, [entity | {"offset": entity["offset"] - lead} for entity in tight if entity["length"] > 0])


def _tightened(entity: Json, units: bytes, end: int) -> Json:
    start, stop = entity["offset"], min(entity["offset"] + entity["length"], end)
    covered = units[2 * start : 2 * stop].decode("utf-16-le", "surrogatepass")
    blanks = len(covered) - len(covered.lstrip(" \n"))
    return entity | {"offset": start + blanks, "length": stop - start - blanks}


def _kept(entities: list[Json]) -> list[Json]:
    """The entities within the server's limit: continuous ones first, splittable ones as room is left."""
    free = [entity for entity in entities if entity["type"] == "custom_emoji"]
    continuous = [e for e in entities if e["type"] not in _SPLITTABLE and e["type"] != "custom_emoji"]
    splittable = [entity for entity in entities if entity["type"] in _SPLITTABLE]
    return sorted(free + (continuous + splittable)[:ENTITY_LIMIT], key=_order)


def _order(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _collide(found: Json, own: Json) -> bool:
    """Telegram finds nothing within links, code and mentions the author set, nor across a quote's edge."""
    if own["type"] in _SPLITTABLE:
        return False
    start, end = found["offset"], found["offset"] + found["length"]
    own_start, own_end = own["offset"], own["offset"] + own["length"]
    if own["type"] in _QUOTING and own_start <= start and end <= own_end:
        return False
    return bool(start < own_end and own_start < end)
