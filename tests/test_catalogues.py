"""Every sentence is in every language, and filled in alike."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from handlers import catalogues
from handlers.catalogues import LANGUAGES, LOCALES, catalogue
from knowledge import PartialDate

KEYWORDS = {"say": None, "say_many": (1, 2)}
TRANSLATED = [language for language in LANGUAGES if language != catalogues.FALLBACK]


def in_code() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(Path(catalogues.__file__).parent, [("**.py", "python")], keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


def read(path: Path) -> Catalog:
    return read_po(BytesIO(path.read_bytes()))


def sentences(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def ids(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def forms(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)  # type: ignore[arg-type]


def test_the_template_has_just_the_sentences_of_the_code() -> None:
    assert {ids(message) for message in sentences(LOCALES / "pramana.pot")} == in_code()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    found = sentences(LOCALES / language / "LC_MESSAGES" / "pramana.po")
    assert {ids(message) for message in found} == in_code()
    assert [message.id for message in found if message.fuzzy or not all(forms(message.string))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_places_commands_and_signs_of_the_original(language: str) -> None:
    for message in sentences(LOCALES / language / "LC_MESSAGES" / "pramana.po"):
        kept = re.compile(r"{\w+}|(?<!\w)/[a-z]+|[◀▶👍👎]")
        original = set(kept.findall(" ".join(forms(message.id))))
        for form in forms(message.string):
            assert set(kept.findall(form)) == original, message.id


def test_a_count_takes_the_form_of_its_language() -> None:
    said = [catalogue("ru").say_many("{count} source.", "{count} sources.", count) for count in (1, 2, 5, 21)]
    assert len({text.split()[1] for text in said}) == 3
    assert said[0].split()[1] == said[3].split()[1]


def test_dates_are_written_as_precisely_as_they_are_known() -> None:
    words = catalogue("en")
    assert words.date(date(2025, 12, 2)) == "2 December 2025"
    assert words.partial_date(PartialDate(2025, 12, 2)) == "2 December 2025"
    assert words.partial_date(PartialDate(2025, 12)) == "December 2025"
    assert words.partial_date(PartialDate(2025)) == "2025"


@pytest.mark.parametrize(("language", "written"), [("hi", "2 दिसंबर 2025"), ("ru", "2 декабря 2025")])
def test_dates_are_written_in_the_language(language: str, written: str) -> None:
    assert catalogue(language).date(date(2025, 12, 2)) == written


def test_a_language_that_is_not_spoken_is_english() -> None:
    assert catalogue("xx").language == "en"
