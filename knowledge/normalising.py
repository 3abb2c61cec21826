"""str -> the words of a text, in one form whatever the keyboard: Unicode-safe, for every script alike."""

import re
import unicodedata
from functools import lru_cache

_CLITICS = re.compile(
    r"(?:(?<=\w)|(?<=[\u0300-\u036f\u0900-\u0963]))['’ʼ`]+(?:s\b)?"
)  # what's -> what, don't -> dont, as people leave the sign out anyway


def normalise(text: str) -> str:
    """Return the text case-folded in compatibility form, invisible signs gone and white space single.

    The folding is Unicode's NFKC_Casefold (The Unicode Standard, section 3.13, definition D146). Combining marks stay,
    since Devanagari writes its vowels with them; lone surrogates become U+FFFD. Idempotent.
    """
    folded = unicodedata.normalize("NFD", text.translate(_SURROGATES)).casefold()
    folded = unicodedata.normalize("NFKC", folded).casefold()
    visible = "".join(sign for sign in unicodedata.normalize("NFKC", folded) if _visible(sign))
    return " ".join(unicodedata.normalize("NFKC", visible).split())


def words(text: str) -> tuple[str, ...]:
    """Return the runs of letters, marks and digits of the normalised text, in order."""
    plain = _CLITICS.sub("", normalise(text))
    return tuple("".join(sign if _is_word_sign(sign) else " " for sign in plain).split())


_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


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


@lru_cache(maxsize=4096)
def _visible(sign: str) -> bool:
    """Tell whether a sign is more than formatting (zero-width, direction, control, variation) for the reader."""
    return sign.isspace() or not (sign in _IGNORED or unicodedata.category(sign) in ("Cf", "Cc", "Cs"))


@lru_cache(maxsize=4096)
def _is_word_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"
