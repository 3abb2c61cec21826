"""str -> the words of a text, in one form whatever the keyboard: Unicode-safe, for every script alike."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from sys import intern

_CLITICS = re.compile(
    r"['’ʼ`](?:(?<=\w.)|(?<=[\u0300-\u036f\u0900-\u0963].))['’ʼ`]*(?:s\b)?"
)  # what's -> what, don't -> dont, as people leave the sign out anyway
_SURROGATE = re.compile("[\ud800-\udfff]")
_LATIN_WORD = re.compile(r"[a-z0-9]+")


def normalise(text: str) -> str:
    """Return the text case-folded in compatibility form, invisible signs gone and white space single.

    The folding is Unicode's NFKC_Casefold (The Unicode Standard, section 3.13, definition D146). Combining marks stay,
    since Devanagari writes its vowels with them; lone surrogates become U+FFFD. Idempotent.
    """
    if text.isascii():  # all of the below comes to this, in a tenth of the time
        return " ".join(text.lower().translate(_CONTROLS).split())
    folded = unicodedata.normalize("NFD", _SURROGATE.sub("\ufffd", text)).casefold()
    folded = unicodedata.normalize("NFKC", folded).casefold()
    visible = _visible(unicodedata.normalize("NFKC", folded))
    return " ".join(unicodedata.normalize("NFKC", visible).split())


def words(text: str) -> tuple[str, ...]:
    """Return the runs of letters, marks and digits of the normalised text, in order; equal words are one object."""
    plain = _CLITICS.sub("", normalise(text))
    return tuple(map(intern, _LATIN_WORD.findall(plain) if plain.isascii() else _apart(plain).split()))


# Signs without a look of their own that are no format controls by category: Unicode's Default_Ignorable_Code_Point.
_IGNORED = frozenset(
    chr(code)
    for start, end in (
        (0x034F, 0x034F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0),
        (0xE0100, 0xE01EF),
    )
    for code in range(start, end + 1)
)


def _visible(text: str) -> str:
    """Leave out the signs that are no more than formatting (zero-width, direction, control, variation)."""
    return _replace([sign for sign in set(text) if not _is_visible(sign)], "", text)


def _apart(text: str) -> str:
    return _replace([sign for sign in set(text) if not _is_word_sign(sign)], " ", text)


def _replace(signs: Iterable[str], by: str, text: str) -> str:
    for sign in signs:  # a text has few of them, so this is quicker than to look at each of its letters
        text = text.replace(sign, by)
    return text


@lru_cache(maxsize=4096)
def _is_visible(sign: str) -> bool:
    return sign.isspace() or not (sign in _IGNORED or unicodedata.category(sign) in ("Cf", "Cc", "Cs"))


@lru_cache(maxsize=4096)
def _is_word_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


_CONTROLS = {code: None for code in range(128) if not _is_visible(chr(code))}
