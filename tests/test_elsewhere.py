"""The questions on other subjects are of all sorts, each once, in every language in which the bot is asked."""

from collections import Counter

import pytest

from handlers.catalogues import LANGUAGES
from knowledge.normalising import words
from knowledge.vectors.elsewhere import ELSEWHERE, questions_elsewhere
from knowledge.vectors.likeness import COMPARED
from knowledge.words.stemming import script_of
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import read_wording
from knowledge.yaml_files import read_yaml

SCRIPTS = {"en": "LATIN", "hinglish": "LATIN", "hi": "DEVANAGARI", "ru": "CYRILLIC"}
QUESTIONS = read_yaml(ELSEWHERE).data


def test_all_questions_of_the_file_are_read() -> None:
    assert list(questions_elsewhere()) == [question for some in QUESTIONS.values() for question in some]


def test_no_question_stands_there_twice() -> None:
    assert [text for text, count in Counter(map(words, questions_elsewhere())).items() if count > 1] == []


@pytest.mark.parametrize("question", questions_elsewhere())
def test_each_asks_for_something(question: str) -> None:
    assert question == " ".join(words(question)), "written as it is compared: small letters, no signs"
    assert not read_wording(question, Synonyms(())).is_small_talk


def test_there_are_some_in_every_language_of_the_bot_and_in_hindi_as_it_is_typed() -> None:
    assert set(QUESTIONS) == {*LANGUAGES, "hinglish"}


@pytest.mark.parametrize("language", QUESTIONS)
def test_those_of_a_language_are_in_its_script(language: str) -> None:
    assert {script_of(word) for question in QUESTIONS[language] for word in words(question)} == {SCRIPTS[language]}


def test_there_are_enough_to_stand_beside_the_smallest_pack_even_if_half_are_its_own() -> None:
    assert all(len(questions) >= 10 for questions in QUESTIONS.values())
    assert len(questions_elsewhere()) > 2 * COMPARED
