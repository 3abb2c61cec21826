"""Hindi as it is typed: what people confuse is one spelling, what differs stays different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.values import Slot
from knowledge.words.devanagari import one_spelling
from knowledge.words.stemming import stem
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import read_wording

LETTERS = st.text("अआइईउऊएऐओऔकखगजञटडणतदनपबमयरलवशसहड़ज़फ़ंँािीुूेैोौ़्", max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("रूस", "रुस"),
        ("पुतिन", "पुतीन"),
        ("कौन", "कोन"),
        ("श्रम", "शरम"),
        ("दस्तख़त", "दसतखत"),
        ("हिन्दी", "हिंदी"),
        ("सम्बन्ध", "संबंध"),
        ("कहाँ", "कहां"),
        ("क़ीमत", "कीमत"),
        ("कॉन्सुलेट", "कोन्सुलेट"),
    ],
)
def test_what_people_confuse_is_one_spelling(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("खाद", "खेद"), ("दूत", "दिन"), ("कब", "कम"), ("आलू", "भालू")])
def test_other_words_stay_others(one: str, other: str) -> None:
    assert one_spelling(one) != one_spelling(other)


@pytest.mark.parametrize("word", ["russia", "россия", "é", "日本", ""])
def test_words_of_other_scripts_are_left_alone(word: str) -> None:
    assert one_spelling(word) == word


@given(LETTERS)
def test_folding_again_changes_nothing(word: str) -> None:
    assert one_spelling(one_spelling(word)) == one_spelling(word)


def test_a_question_word_is_known_however_it_is_spelt() -> None:
    assert read_wording("ये कोन कर रहा हे", Synonyms([])).slots == {Slot.WHO}
