"""Whatever the keyboard, the same text is the same words; no script loses a sign that carries meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalising import normalise, words

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # lone surrogates too, which str.encode would refuse
APOSTROPHES = "'’ʼ`ŉ"  # taken together with the word before them, so what they leave can be read on
LETTERS = st.sampled_from("abkxyzабвёйъжकखगािीुेो्ं़0123456789 ")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ＦＩＣＣＩ", "ficci"),
        ("ﬁnal", "final"),
        ("x²", "x2"),
        ("№5", "no5"),
        ("cafe\u0301", "caf\u00e9"),
        ("Putin\u00a0visit", "putin visit"),
        ("  two \t\n words  ", "two words"),
    ],
)
def test_compatibility_forms_and_white_space_are_one(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [("STRASSE", "straße"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("İZMİR", "i\u0307zmi\u0307r"), ("КАЗАНЬ", "казань"), ("ǅ", "ǆ")],
)
def test_case_is_folded_as_unicode_folds_it_and_not_merely_lowered(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("word", ["हिन्दी", "क्षेत्र", "समझौते", "ऑस्ट्रेलिया", "ज्ञान", "தமிழ்", "ภาษาไทย", "عَرَبِيّ"])
def test_a_word_written_with_marks_stays_one_whole_word(word: str) -> None:
    assert [len(part) for part in words(word)] == [len(word)]


def test_a_nukta_is_the_same_precomposed_or_apart_and_is_never_lost() -> None:
    precomposed, apart, without = "\u0958", "\u0915\u093c", "\u0915"
    assert words(precomposed) == words(apart) == (apart,)
    assert words(apart) != words(without)


def test_cyrillic_letters_with_a_breve_or_dots_stay_letters_of_their_own() -> None:
    assert words("Ещё МОЙ") == ("ещё", "мой")
    assert words("е\u0308лка и\u0306од") == ("ёлка", "йод")


@pytest.mark.parametrize(
    "invisible",
    [
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u200e",
        "\u200f",
        "\u061c",
        "\u202e",
        "\u2066",
        "\ufe0f",
    ],
)
def test_invisible_signs_do_not_part_or_change_a_word(invisible: str) -> None:
    assert words(f"ka{invisible}zan") == ("kazan",)


@pytest.mark.parametrize("invisible", ["\U000e0100", "\u034f", "\u180b", "\u3164", "\u115f", "\u17b4"])
def test_the_rarer_invisible_signs_are_gone_too(invisible: str) -> None:
    assert words(f"ka{invisible}zan") == ("kazan",)


def test_direction_marks_around_a_question_change_nothing() -> None:
    assert normalise("\u202bWhen is it?\u202c") == normalise("When is it?")


def test_conjuncts_typed_with_joiners_are_the_conjuncts() -> None:
    assert words("क्\u200dष") == words("क्ष")


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert normalise("a\ud83db") == "a\ufffdb"
    assert words("kazan \udc80") == ("kazan",)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("what's", ("what",)),
        ("India’s", ("india",)),
        ("don't", ("dont",)),
        ("envoys' article", ("envoys", "article")),
        ("O`Brien", ("obrien",)),
        ("'quoted'", ("quoted",)),
        ("l'été", ("lété",)),
    ],
)
def test_clitics_go_as_people_leave_their_sign_out(typed: str, read: tuple[str, ...]) -> None:
    assert words(typed) == read


@pytest.mark.parametrize("nothing", ["", " ", "?!", "😂😂", "\u200b\u200d", "—…", "।"])
def test_what_holds_no_letter_and_no_digit_has_no_words(nothing: str) -> None:
    assert words(nothing) == ()


def test_punctuation_parts_words_and_currency_signs_are_none() -> None:
    assert words("3–4 million ($5.50), op-ed: FICCI/CII") == (
        "3",
        "4",
        "million",
        "5",
        "50",
        "op",
        "ed",
        "ficci",
        "cii",
    )


@given(ANY_TEXT)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(ANY_TEXT)
def test_what_is_normalised_can_be_stored_and_sent(text: str) -> None:
    normalise(text).encode("utf-8")


@given(ANY_TEXT)
def test_words_are_never_empty_and_hold_no_space(text: str) -> None:
    assert all(word and not any(sign.isspace() for sign in word) for word in words(text))


@given(st.text(st.characters(exclude_categories=(), exclude_characters=APOSTROPHES)))
def test_words_joined_again_are_the_same_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text(LETTERS))
def test_case_never_matters(text: str) -> None:
    assert words(text.upper()) == words(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_read_alike_among_others_and_on_their_own(text: str) -> None:
    assert normalise(f"é {text}").split() == ["é", *normalise(text).split()]
    assert words(f"é {text}") == ("é", *words(text))
