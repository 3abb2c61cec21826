"""The language of a question is told by its script, and in Latin letters by the words of languages and pack."""

import pytest
from small_packs import entry

from knowledge.normalising import words
from knowledge.words.language import Languages


def language_of(text: str) -> str | None:
    phrasings = {"en": ("swimming bath timings",), "hi-Latn": ("pool kab khulta hai",)}
    return Languages([entry("hours", "When is the pool open?", phrasings=phrasings)]).of(words(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When is the pool open?", "en"),
        ("what is this about", "en"),
        ("कब खुलता है", "hi"),
        ("कब खुलता है pool", "hi"),
        ("Когда открыто?", "ru"),
        ("бассейн pool hours", "ru"),
        ("pool kab khulega", "hi"),
        ("kya yeh sach hai", "hi"),
        ("kahan hai", "hi"),
        ("when", "en"),
    ],
)
def test_the_language_that_a_question_is_asked_in_is_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "42", "😂", "ficci", "pool", "東京はどこですか", "متى يفتح", "xyzzy plugh"])
def test_where_the_words_do_not_tell_no_language_is_guessed(text: str) -> None:
    assert language_of(text) is None


def test_a_few_english_words_do_not_make_a_hindi_question_english() -> None:
    assert language_of("swimming bath pool kab hoga") == "hi"


def test_one_hindi_word_does_not_make_a_long_english_question_hindi() -> None:
    assert language_of("please tell me when the pool is going to be open again bhai") == "en"


@pytest.mark.parametrize(
    "text",
    ["why is traffic so bad", "is food bad here", "is the main hall open", "what is par", "did he lie", "ok na"],
)
def test_a_word_of_both_languages_makes_no_question_hindi(text: str) -> None:
    assert Languages(()).of(words(text)) != "hi"


def test_a_word_of_both_languages_is_hindi_beside_one_that_is_only_that() -> None:
    assert Languages(()).of(words("main gate kahan hai")) == "hi"


def test_the_script_that_most_words_are_in_is_the_language() -> None:
    assert language_of("когда открыто कब") == "ru"
    assert language_of("कब खुलता है да") == "hi"


def test_english_words_of_the_pack_tell_english() -> None:
    assert language_of("swimming timings") == "en"
    assert Languages([]).of(words("swimming timings")) is None
