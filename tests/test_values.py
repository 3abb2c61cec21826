"""The values refuse what they do not know, keep dates as precise as they are known, and never change."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from small_packs import entry

from knowledge import Entry, PartialDate, Quote, Source, in_language
from knowledge.values import Topic, Value


def published(value: object) -> PartialDate | None:
    return Source.model_validate({"id": "s", "title": "S", "kind": "press", "published": value}).published


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (2025, PartialDate(2025)),
        ("2025", PartialDate(2025)),
        ("2025-12", PartialDate(2025, 12)),
        ("2025-12-02", PartialDate(2025, 12, 2)),
        (date(2025, 12, 2), PartialDate(2025, 12, 2)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        (None, None),
    ],
)
def test_a_date_is_kept_as_precisely_as_it_is_known(written: object, known: PartialDate | None) -> None:
    assert published(written) == known


@pytest.mark.parametrize(
    "written",
    ["2025-13", "2025-02-29", "2025-12-02-01", "December 2025", "2025-", "-2025", "0", 0, 2025.12, True, "", []],
)
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        published(written)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date_however_it_is_written(day: date) -> None:
    known = PartialDate(day.year, day.month, day.day)
    assert published(day) == published(day.isoformat()) == known
    assert published(day.isoformat()[:7]) == known._replace(day=None)


@pytest.mark.parametrize("id_", ["fta-status", "रूस-यात्रा", "визит", "東京", "a", "2025", "x.y_z+1"])
def test_an_id_may_be_of_any_script(id_: str) -> None:
    assert Topic(id=id_, title={"en": "T"}).id == id_


@pytest.mark.parametrize("id_", ["", "two words", "a:b", "a|b", "a/b", "tab\there", "no\u00a0break"])
def test_an_id_holds_no_sign_by_which_ids_are_parted(id_: str) -> None:
    with pytest.raises(ValidationError):
        Topic(id=id_, title={"en": "T"})


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn", "ru", "kok"])
def test_a_text_has_a_language(language: str) -> None:
    assert Topic.model_validate({"id": "t", "title": {language: "T"}}).title == {language: "T"}


@pytest.mark.parametrize("language", ["english", "EN", "e", "hi_Latn", "hi-latn", ""])
def test_what_is_not_a_language_is_refused(language: str) -> None:
    with pytest.raises(ValidationError):
        Topic.model_validate({"id": "t", "title": {language: "T"}})


def test_a_plain_text_is_english() -> None:
    assert Topic.model_validate({"id": "t", "title": "Visiting"}).title == {"en": "Visiting"}


@pytest.mark.parametrize(
    ("texts", "language", "shown"),
    [
        ({"en": "hello", "ru": "привет"}, "ru", "привет"),
        ({"en": "hello", "ru": "привет"}, "hi", "hello"),
        ({"ru": "привет", "hi": "नमस्ते"}, "fr", "привет"),
        ({}, "en", ""),
    ],
)
def test_a_text_falls_back_to_english_and_then_to_whatever_there_is(
    texts: dict[str, str], language: str, shown: str
) -> None:
    assert in_language(texts, language) == shown


def test_white_space_around_a_text_is_no_part_of_it() -> None:
    assert entry("hours", "  When?\n").question == {"en": "When?"}


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_text_without_a_sign_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        entry("hours", text)


@pytest.mark.parametrize("field", ["id", "question", "status", "as_of"])
def test_an_entry_never_changes(field: str) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(entry("hours", "When?"), field, "another")


@pytest.mark.parametrize("kind", [Entry, Source, Quote, Topic])
def test_a_field_that_is_not_known_is_refused_rather_than_lost(kind: type[Value]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        kind.model_validate({"id": "x", "colour": "red"})


def test_an_entry_is_asked_by_its_question_first_and_then_by_its_phrasings() -> None:
    asked = entry("hours", "When?", phrasings={"en": ("opening hours",), "ru": ("часы работы", "когда")})
    assert asked.all_phrasings() == (
        ("en", "When?"),
        ("en", "opening hours"),
        ("ru", "часы работы"),
        ("ru", "когда"),
    )


def test_what_an_entry_does_not_say_of_itself_is_unknown() -> None:
    plain = entry("hours", "When?")
    assert (plain.topic, plain.status, plain.as_of, plain.review_by, plain.supersedes) == (None,) * 5
    assert plain.revision == 1


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org", "javascript:alert(1)", "https://two words", "http://"]
)
def test_a_link_that_cannot_be_followed_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"id": "s", "title": "S", "kind": "press", "url": url})
