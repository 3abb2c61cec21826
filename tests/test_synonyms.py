"""Each group of synonyms is one term, whatever the language and however many words a member has."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalising import words
from knowledge.words.stemming import stem
from knowledge.words.synonyms import Synonyms

STEMS = st.lists(st.sampled_from(["free", "trade", "pact", "fta", "deal", "other"]), max_size=10)


def folded(text: str, *groups: tuple[str, ...]) -> list[str]:
    return [term for _, term in Synonyms(groups).fold([stem(word) for word in words(text)])]


def test_members_of_a_group_become_the_same_term() -> None:
    group = ("pact", "treaty", "समझौता", "договор")
    assert len({*folded("pact treaty समझौता договор", group)}) == 1


def test_inflected_members_are_met_as_well() -> None:
    group = ("pact", "договор")
    assert folded("pacts", group) == folded("договоры", group) == folded("PACT", group)


def test_two_groups_stay_two_terms() -> None:
    one, other = folded("pact deficit", ("pact", "deal"), ("deficit", "gap"))
    assert one != other


def test_a_word_of_no_group_stays_its_stem() -> None:
    assert folded("visited", ("pact", "deal")) == ["visit"]


def test_a_group_never_takes_the_place_of_a_word_that_is_typed() -> None:
    assert not {*folded("0 = group 0", ("pact", "deal"))} & {*folded("pact", ("pact", "deal"))}


def test_the_longest_member_counts_and_its_words_are_not_read_again() -> None:
    fta, trade = ("fta", "free trade pact"), ("trade", "commerce")
    assert folded("free trade pact", fta, trade) == folded("fta", fta, trade)
    assert folded("trade pact", fta, trade) == [*folded("commerce", fta, trade), "pact"]
    longer = ("treaty", "trade pact")
    assert folded("trade pact", trade, longer) == folded("treaty", trade, longer)


def test_a_term_knows_where_its_first_word_stands() -> None:
    synonyms = Synonyms([("fta", "free trade pact")])
    assert [at for at, _ in synonyms.fold(["the", "free", "trade", "pact", "talk"])] == [0, 1, 4]


def test_single_words_are_known_by_how_they_are_spelt() -> None:
    assert Synonyms([("Kazan", "Казань", "the city")]).single_words.keys() == {"kazan", "казань"}


def test_without_groups_nothing_changes() -> None:
    assert folded("free trade pact") == ["free", "trade", "pact"]


@given(STEMS)
def test_folding_loses_no_word_and_keeps_the_order(stems: list[str]) -> None:
    places = [at for at, _ in Synonyms([("fta", "free trade pact"), ("deal", "pact")]).fold(stems)]
    assert places == sorted(set(places))
    assert bool(places) == bool(stems)
    assert set(range(len(stems))) - set(places) <= {at for at, one in enumerate(stems) if one in ("trade", "pact")}
