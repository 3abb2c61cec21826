"""bytes that are not UTF-8 -> their text, where they clearly are in one of the encodings that Excel saves CSV in."""

import re
from itertools import islice
from string import ascii_lowercase

CYRILLIC, LATIN = "Windows-1251", "Windows-1252"
LOOKED_AT = 10_000  # words; the rest of a file is in the encoding of its beginning
LEAST_LETTERS = 3  # of a word that tells an encoding; shorter ones are words in any

_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile("[А-ЯЁ]?[а-яё]+")  # other Cyrillic encodings, read as this one, have capitals within
_CAPITALS = re.compile("[А-ЯЁ]+")
_WESTERN = {*ascii_lowercase, *"àâäáãåæçèéêëîïíìñôöóòõøœùûüúÿß"}
_UNREAD = "\ufffd"


def guessed(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding, ("", "") where that is not clear."""
    if _is_broken_utf8(data):
        return "", ""
    for name, is_of in ((CYRILLIC, _is_russian), (LATIN, _is_western)):
        text = _decoded(data, name)
        words = (found[0] for found in _WORD.finditer(text))
        told = list(islice((word for word in words if not word.isascii()), LOOKED_AT))
        if told and is_of(told):
            return text, name
    return "", ""


def _is_broken_utf8(data: bytes) -> bool:
    text = data.decode(errors="replace")
    letters = len(text) - len(text.encode("ascii", "ignore"))
    return letters > 2 * text.count(_UNREAD)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_russian(told: list[str]) -> bool:
    plain = [word for word in told if _RUSSIAN.fullmatch(word)]
    is_plain = 2 * len(plain) >= len(told) and any(len(word) >= LEAST_LETTERS for word in plain)
    return is_plain and all(_RUSSIAN.fullmatch(word) or _CAPITALS.fullmatch(word) for word in told)


def _is_western(told: list[str]) -> bool:
    letters = [(len(word), set(word.lower())) for word in told]
    are_western = all(of <= _WESTERN and (many == 1 or not of.isdisjoint(ascii_lowercase)) for many, of in letters)
    return are_western and any(many >= LEAST_LETTERS for many, _ in letters)
