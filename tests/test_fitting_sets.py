"""A set gives examples of its own pack and, where that is wordy enough, of small packs cut of it."""

from collections.abc import Sequence

import pytest
from small_packs import entry, pack

from knowledge.measuring.fitting import Example
from knowledge.measuring.fitting_sets import CUTS, FIRST, MANY_PHRASINGS, MOST_QUESTIONS, TIMES, FittingSet, examples
from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.values import Entry
from knowledge.vectors.embedding import SHIPPED, WORDS_ALONE

THINGS = ["pool", "gym", "tram", "museum", "library", "market", "bridge", "castle"]
WAYS = ["when does the {} open", "{} opening hours", "until when is the {} open", "is the {} open now"]
WHO = ["for children", "on sundays", "in summer", "for members", "at night", "in winter", "for dogs", "for free"]


def asked(text: str, *entries: str) -> AskedQuestion:
    return AskedQuestion(text, frozenset(entries))


def of_thing(thing: str, phrasings: int) -> Entry:
    every = [f"{way.format(thing)} {who}" for way in WAYS for who in WHO]
    return entry(thing, *every[:phrasings])


def a_set(phrasings: int, questions: Sequence[AskedQuestion] = ()) -> FittingSet:
    about_them = [asked(f"what time does the {thing} open", thing) for thing in THINGS]
    others = [asked(f"how do i cook rice with a {thing}") for thing in THINGS]
    return FittingSet("town", pack(*(of_thing(thing, phrasings) for thing in THINGS)), questions or about_them + others)


@pytest.fixture(scope="module")
def wordy() -> list[list[Example]]:
    return examples(a_set(len(WAYS) * len(WHO)), WORDS_ALONE)


def most_phrasings(some: Sequence[Example]) -> int:
    return max(candidate.known_by for example in some for candidate in example.candidates)


def test_the_example_of_a_question_names_the_right_candidate() -> None:
    (own, *_) = examples(a_set(2), WORDS_ALONE)
    assert sum(example.is_in_scope for example in own) * 2 == len(own) == 2 * len(THINGS)
    for example in own:
        assert (example.right is not None) is example.is_in_scope
        if example.right is not None:  # the only entry that has the thing asked about
            best = max(range(len(example.candidates)), key=lambda at: example.candidates[at].entry_covered)
            assert example.right == best


def test_nothing_is_known_by_heart_in_an_example() -> None:
    (own, *_) = examples(a_set(2, [asked("when does the pool open for children", "pool")]), WORDS_ALONE)
    assert own[0].candidates[own[0].right or 0].is_verbatim is False


def test_a_question_in_scope_whose_entry_is_not_in_the_pack_stays_in_scope() -> None:
    (own, *_) = examples(a_set(2, [asked("when does the pool open", "baths")]), WORDS_ALONE)
    assert [(example.right, example.is_in_scope) for example in own] == [(None, True)]


# cuts


def test_a_pack_of_few_phrasings_is_not_cut() -> None:
    assert len(THINGS) * (MANY_PHRASINGS - 1) < len(THINGS) * MANY_PHRASINGS
    assert len(examples(a_set(MANY_PHRASINGS - 1), WORDS_ALONE)) == TIMES
    assert len(examples(a_set(MANY_PHRASINGS), WORDS_ALONE)) == TIMES + len(CUTS)


def test_the_set_itself_counts_as_much_as_all_packs_cut_of_it(wordy: list[list[Example]]) -> None:
    assert all(some is wordy[0] for some in wordy[:TIMES])
    assert len(CUTS) == TIMES


@pytest.mark.parametrize("number", range(len(CUTS)))
def test_a_cut_has_fewer_phrasings_and_no_more_entries(wordy: list[list[Example]], number: int) -> None:
    share, each = CUTS[number]
    cut = wordy[TIMES + number]
    assert most_phrasings(cut) == min(each, len(WAYS) * len(WHO))
    assert max(len(example.candidates) for example in cut) <= round(share * len(THINGS))
    assert sum(example.is_in_scope for example in cut) == round(share * len(THINGS))


def test_half_of_the_questions_of_a_cut_are_not_for_it(wordy: list[list[Example]]) -> None:
    for cut in wordy[TIMES:]:
        assert sum(example.is_in_scope for example in cut) * 2 == len(cut)


def test_the_question_of_a_cut_entry_is_one_of_its_phrasings_and_each_language_is_cut_by_itself() -> None:
    both = [
        one.model_copy(update={"phrasings": {**one.phrasings, "ru": tuple(f"часы {at}" for at in range(40))}})
        for one in a_set(32).pack.entries
    ]
    two_languages = FittingSet("town", pack(*both), a_set(32).questions)
    found = examples(two_languages, WORDS_ALONE)
    assert [most_phrasings(cut) for cut in found[TIMES:]] == [
        2 * min(each, 32) + max(0, min(each, 40) - 32) for _, each in CUTS
    ]


def test_a_cut_is_made_of_what_an_author_wrote_first() -> None:
    first, later = ([f"{word} of the {{0}}, {at}" for at in range(FIRST)] for word in ("hours", "zebra"))
    wordy = pack(*(entry(thing, *(way.format(thing) for way in [*first, *later])) for thing in THINGS))
    own, *cuts = examples(FittingSet("town", wordy, [asked("zebra", THINGS[0])]), WORDS_ALONE)[TIMES - 1 :]
    assert own[0].candidates
    assert not any(example.candidates for cut in cuts for example in cut)


def test_the_same_set_always_gives_the_same_examples(wordy: list[list[Example]]) -> None:
    assert examples(a_set(len(WAYS) * len(WHO)), WORDS_ALONE) == wordy


# which questions


def test_of_very_many_questions_some_are_drawn_always_the_same() -> None:
    many = a_set(2, [asked(f"when does the pool number {at} open", "pool") for at in range(MOST_QUESTIONS + 50)])
    one, other = examples(many, WORDS_ALONE)[0], examples(many, WORDS_ALONE)[0]
    assert len(one) == MOST_QUESTIONS
    assert one == other


def test_with_an_encoder_only_questions_that_it_reads_are_examples_and_by_words_all_are() -> None:
    mixed = a_set(2, [asked("when does the pool open", "pool"), asked("когда открывается pool", "pool")])
    assert [len(examples(mixed, embedding)[0]) for embedding in (SHIPPED, WORDS_ALONE)] == [1, 2]
