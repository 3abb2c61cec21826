"""A term weighs by how rare it is in the pack, and a misspelt word weighs as the word that was meant."""

import pytest
from small_packs import reading

from knowledge.matching.signals import Term
from knowledge.matching.vocabulary import Vocabulary
from knowledge.words.synonyms import Synonyms

ENTRIES = [
    ["When does the pool open?", "pool hours"],
    ["Where is the pool?", "Is the pool nice today?"],
    ["How much does the gym cost?", "gym membership"],
    ["Which trams run at night?"],
]


def vocabulary(*synonyms: tuple[str, ...]) -> Vocabulary:
    return Vocabulary([[reading(text, *synonyms) for text in texts] for texts in ENTRIES], Synonyms(synonyms))


def terms(question: str, *synonyms: tuple[str, ...], words: frozenset[str] = frozenset()) -> list[Term]:
    return vocabulary(*synonyms).question_terms(reading(question, *synonyms), words.__contains__)


def weight(question: str) -> float:
    (term,) = terms(question)
    return term.weight


def test_a_term_of_one_entry_weighs_more_than_a_term_of_several() -> None:
    assert weight("tram") > weight("pool")


def test_a_term_that_one_entry_repeats_is_no_commoner_for_it() -> None:
    assert weight("gym") == weight("tram")


def test_a_light_word_weighs_less_than_a_telling_one_of_the_same_rarity() -> None:
    assert 0 < weight("today") < weight("tram")


def test_every_weight_lies_between_nothing_and_one() -> None:
    assert all(0 < weight(word) <= 1 for word in ("pool", "gym", "tram", "today", "biryani"))


def test_a_misspelt_word_stands_for_the_word_and_weighs_as_it_does() -> None:
    (misspelt,), (meant,) = terms("trms"), terms("trams")
    assert misspelt.weight == meant.weight
    assert misspelt.likeness.keys() == meant.likeness.keys()
    assert 0 < next(iter(misspelt.likeness.values())) < next(iter(meant.likeness.values()))


def test_a_word_like_none_that_is_known_stands_for_nothing_and_still_weighs() -> None:
    (unknown,) = terms("biryani")
    assert unknown.likeness == {}
    assert unknown.weight > 0


@pytest.mark.parametrize("misspelt", ["abuot", "wheer", "pleese"])
def test_a_misspelt_function_word_is_about_nothing(misspelt: str) -> None:
    assert terms(misspelt) == []


def test_what_is_a_word_by_itself_is_not_taken_for_a_misspelt_function_word() -> None:
    assert terms("safe") == []
    (safe,) = terms("safe", words=frozenset({"safe"}))
    assert (safe.weight > weight("today"), safe.likeness) == (True, {})


def test_a_particular_is_never_taken_for_a_misspelt_function_word() -> None:
    assert terms("fron") == []  # from
    assert len(terms("form")) == 1


def test_what_narrows_a_question_is_no_misspelling_of_a_word_of_the_pack() -> None:
    known = Vocabulary([[reading("Who is the host of the party?")]], Synonyms(()))
    (cost,) = known.question_terms(reading("the cost"), lambda _: False)
    assert not cost.likeness


def test_a_misspelt_synonym_stands_for_its_group() -> None:
    bath = ("pool", "bassein")
    (misspelt,), (meant,) = terms("basein", bath), terms("pool", bath)
    assert misspelt.likeness.keys() == meant.likeness.keys()


@pytest.mark.parametrize(
    ("word", "respelt", "because"),
    [
        ("tarms", "trams", "of letters that changed places"),
        ("membrship", "membership", "of a letter that was left out"),
        ("volum", "volume", "of the same stem, though its ending is lost"),
        ("volumez", "volume", "of an ending that nobody knows"),
        ("pool", "pool", "it is right as it is"),
        ("mahine", "mahine", "it is a month in Hindi, and no misspelt membership"),
        ("tarif", "tariff", "a word that narrows a question, though the pack has it not"),
        ("यूनियन", "यूनियन", "रियूनियन is a country, but it begins otherwise"),
        ("biryani", "biryani", "it is like nothing that is known"),
    ],
)
def test_a_word_is_respelt_as_the_one_that_was_likely_meant(word: str, respelt: str, because: str) -> None:
    packs = [*ENTRIES, ["What is the volume of the pool?"]]
    known = Vocabulary([[reading(text) for text in texts] for texts in packs], Synonyms(()))
    assert known.respelt(word) == respelt, because
