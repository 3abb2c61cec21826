"""Sentences in the reader's language, from gettext catalogues that translators know; and its dates."""

import gettext
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from knowledge import PartialDate

LOCALES = Path(__file__).with_name("locales")
DOMAIN = "pramana"
LANGUAGES: Mapping[str, str] = {"en": "English", "hi": "हिन्दी", "ru": "Русский"}
FALLBACK = "en"
DAY, MONTH, YEAR = "d MMMM y", "LLLL y", "y"  # day before month, as in India and Russia


class Catalogue:
    """Says things in one language. The sentence in English is its own key."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def say(self, sentence: str, **values: object) -> str:
        """Return the sentence in this language with its {places} filled."""
        return self._translations.gettext(sentence).format(**values)

    def say_many(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the form that this language uses for such a count, with {count} and the values filled in."""
        return self._translations.ngettext(one, many, count).format(count=count, **values)

    def date(self, day: date) -> str:
        """Return the full date as this language writes it."""
        return format_date(day, DAY, locale=self.language)

    def partial_date(self, known: PartialDate) -> str:
        """Return a date as precisely as it is known."""
        precision = DAY if known.day else MONTH if known.month else YEAR
        return format_date(date(known.year, known.month or 1, known.day or 1), precision, locale=self.language)


def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language that is spoken here, else of English."""
    return _catalogue(language if language in LANGUAGES else FALLBACK)


@cache
def _catalogue(spoken: str) -> Catalogue:
    return Catalogue(spoken, _translations(LOCALES / spoken / "LC_MESSAGES" / f"{DOMAIN}.po"))


def _translations(path: Path) -> gettext.NullTranslations:
    """Read a .po file directly, so that translating needs no build step; English has none and speaks for itself."""
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
