"""A question finds the entry that it means, by any of its phrasings, and no entry that answers something else."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_packs import entry, pack

from knowledge import Abstain, Answer, Clarify, Decision, Entry, Knowledge, Reason, Status, decide
from knowledge.matching.index import Index
from knowledge.matching.weights import BOTH_UNFITTED
from knowledge.values import Pack
from knowledge.vectors.embedding import SHIPPED, WORDS_ALONE, Embedding
from knowledge.vectors.likeness import COMPARED

TOWN = pack(
    entry("pool-hours", "When does the pool open?", "pool opening hours", answers_to=["when"]),
    entry("pool-place", "Where is the swimming pool?", "address of the pool", answers_to=["where"]),
    entry("gym-price", "How much does the gym cost?", "price of gym membership", answers_to=["how much"]),
    entry("tram-lines", "Which trams run at night?", answers_to=["what", "whether"]),
    entry("pact-signing", "When will the pact be signed?", "date of signing the treaty", answers_to=["when"]),
    entry(
        "kazan-consulate", "Where will the Kazan consulate open?", "Kazan consulate", answers_to=["where", "whether"]
    ),
)
CONTENT = [
    "bridge",
    "castle",
    "dragon",
    "engine",
    "forest",
    "garden",
    "harbour",
    "island",
    "jungle",
    "kitchen",
    "ladder",
]
PHRASINGS = st.lists(
    st.lists(st.sampled_from(CONTENT), min_size=1, max_size=4, unique=True).map(" ".join),
    min_size=1,
    max_size=12,
    unique_by=frozenset,
)


BOTH = pytest.mark.parametrize("embedding", [SHIPPED, WORDS_ALONE], ids=["by meaning", "by words"])


def asked(question: str, of: Pack = TOWN, embedding: Embedding = SHIPPED) -> Decision:
    return decide(Knowledge(of, embedding).match(question))


def answer_to(question: str, of: Pack = TOWN, embedding: Embedding = SHIPPED) -> str | None:
    """Return the id of the entry that answers, or None where none does."""
    decision = asked(question, of, embedding)
    return decision.match.entry.id if isinstance(decision, Answer) else None


@BOTH
@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("When does the pool open?", "pool-hours"),
        ("what are the opening hours of the pool", "pool-hours"),
        ("Where is the pool?", "pool-place"),
        ("how much is gym membership", "gym-price"),
        ("gym price", "gym-price"),
        ("which tram runs at night?", "tram-lines"),
        ("when are they signing the pact", "pact-signing"),
        ("Kazan consulate", "kazan-consulate"),
    ],
)
def test_a_question_finds_the_entry_that_it_means(question: str, meant: str, embedding: Embedding) -> None:
    assert answer_to(question, TOWN, embedding) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [("what does it cost to train with weights", "gym-price"), ("how do i get there for a swim", "pool-place")],
)
def test_a_question_finds_the_entry_that_means_the_same_in_other_words(question: str, meant: str) -> None:
    assert answer_to(question) == meant
    assert answer_to(question, TOWN, WORDS_ALONE) is None


@BOTH
@pytest.mark.parametrize("question", ["wen does teh pool open", "pool opning huors", "WHEN does the POOL open???"])
def test_misspelt_and_shouted_questions_are_found(question: str, embedding: Embedding) -> None:
    assert answer_to(question, TOWN, embedding) == "pool-hours"


@BOTH
@pytest.mark.parametrize(
    "question", ["where will the pact be signed", "who will sign the pact", "why will the pact be signed"]
)
def test_a_question_with_another_question_word_is_not_answered(question: str, embedding: Embedding) -> None:
    assert not isinstance(asked(question, TOWN, embedding), Answer)


@BOTH
@pytest.mark.parametrize("question", ["where is the pool", "why is the pool so cold", "who runs the pool"])
def test_nor_where_the_entry_leaves_it_to_its_phrasings_what_it_answers(question: str, embedding: Embedding) -> None:
    hours = entry("hours", "When is the pool open?")
    assert answer_to(question, pack(hours), embedding) is None
    assert answer_to(question, pack(hours, *TOWN.entries[2:]), embedding) is None


def test_the_question_word_chooses_between_two_entries_on_one_thing() -> None:
    assert (answer_to("when is the pool"), answer_to("where is the pool")) == ("pool-hours", "pool-place")


def test_a_question_that_takes_it_for_cancelled_does_not_reach_an_entry_on_its_signing() -> None:
    assert answer_to("When was the pact cancelled?") is None


@pytest.mark.parametrize(
    ("status", "question"),
    [(Status.CANCELLED, "Was the concert cancelled?"), (Status.POSTPONED, "Has the concert been postponed?")],
)
def test_an_entry_whose_status_says_so_answers_what_was_taken_for_granted(status: Status, question: str) -> None:
    concert = entry("concert", "When is the concert?", "is the concert on", answers_to=["when", "whether"])
    calm = pack(concert, *TOWN.entries)
    off = pack(concert.model_copy(update={"status": status}), *TOWN.entries)
    assert answer_to(question, calm) is None
    assert answer_to(question, off) == "concert"


@BOTH
def test_a_question_about_another_city_is_not_answered(embedding: Embedding) -> None:
    assert answer_to("Where will the Kazan consulate open?", TOWN, embedding) == "kazan-consulate"
    assert answer_to("Where will the Dubai consulate open?", TOWN, embedding) is None


@BOTH
def test_a_question_about_another_number_is_not_answered(embedding: Embedding) -> None:
    halls = pack(*(entry(f"hall-{number}", f"What is on in hall {number}?") for number in range(1, 30)))
    assert answer_to("what is on in hall 12 today", halls, embedding) == "hall-12"
    assert answer_to("hall 77", halls, embedding) is None


def test_a_question_that_fits_two_entries_alike_is_torn_between_them() -> None:
    decision = asked("pool")
    assert isinstance(decision, Clarify)
    assert {match.entry.id for match in decision.choices} == {"pool-hours", "pool-place"}


@pytest.mark.parametrize("question", ["best biryani in town", "sing me a song", "Сколько стоит хлеб?", "आज मौसम कैसा है"])
def test_a_question_about_nothing_in_the_pack_is_not_answered(question: str) -> None:
    assert isinstance(asked(question), Abstain)


LIBRARY = pack(entry("hours", "When does the library open?", "opening hours", "library timings", answers_to=["when"]))


@BOTH
@pytest.mark.parametrize("question", ["when does the museum open", "when is the swimming pool open", "biryani recipe"])
def test_in_a_pack_of_one_entry_another_subject_is_not_answered(question: str, embedding: Embedding) -> None:
    assert answer_to(question, LIBRARY, embedding) is None


@BOTH
@pytest.mark.parametrize("question", ["library hours", "is the library open", "when does the library open on sunday"])
def test_in_a_pack_of_one_entry_its_own_subject_is(question: str, embedding: Embedding) -> None:
    assert answer_to(question, LIBRARY, embedding) == "hours"


def test_a_match_keeps_the_phrasing_that_earned_it() -> None:
    best = Knowledge(TOWN).match("address of the pool").best
    assert best is not None
    assert (best.entry.id, best.phrasing) == ("pool-place", "address of the pool")


def test_an_entry_is_ranked_once_however_many_of_its_phrasings_fit() -> None:
    ranked = [match.entry.id for match in Knowledge(TOWN).match("pool opening hours address").ranked]
    assert len(ranked) == len(set(ranked))


def test_matches_stand_best_first_and_few() -> None:
    many = pack(*(entry(f"pool-{number}", f"Is pool number {number} open?") for number in range(30)))
    ranked = Knowledge(many).match("is the pool open").ranked
    confidences = [match.confidence for match in ranked]
    assert confidences == sorted(confidences, reverse=True)
    assert 2 <= len(ranked) <= 10


OLD = entry("hours-2024", "When does the pool open?", "pool hours in the old building")
NEW = entry("hours-2025", "When does the swimming pool open?", "pool hours", supersedes="hours-2024")


def test_a_superseded_entry_leads_to_its_successor() -> None:
    assert answer_to("When does the pool open?", pack(OLD, NEW)) == "hours-2025"
    assert answer_to("pool hours in the old building", pack(OLD, NEW)) == "hours-2025"


def test_the_last_successor_of_several_answers() -> None:
    newest = entry("hours-2026", "When will the pool open?", supersedes="hours-2025")
    ranked = Knowledge(pack(newest, OLD, NEW)).match("When does the pool open?").ranked
    assert [match.entry.id for match in ranked] == ["hours-2026"]


def test_a_successor_that_is_worded_otherwise_is_found_by_the_old_wording() -> None:
    reworded = entry("baths", "Opening times of the baths", supersedes="hours-2024")
    assert answer_to("When does the pool open?", pack(OLD, reworded)) == "baths"


def test_a_single_letter_or_number_tells_many_entries_of_one_wording_apart() -> None:
    gates = pack(*(entry(f"gate-{letter}", f"Where is gate {letter}?") for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"))
    assert [answer_to(f"where is gate {letter}", gates) for letter in "AMX"] == ["gate-A", "gate-M", "gate-X"]
    assert [answer_to(f"gate {letter}", gates) for letter in "AMX"] == ["gate-A", "gate-M", "gate-X"]


def test_what_is_known_by_heart_can_be_asked_as_if_it_were_not() -> None:
    index = Index(TOWN)
    by_heart = index.match("Kazan consulate").best
    not_by_heart = index.match("Kazan consulate", knows_by_heart=False).best
    assert by_heart is not None
    assert not_by_heart is not None
    assert by_heart.entry == not_by_heart.entry
    assert by_heart.signals.is_verbatim
    assert not not_by_heart.signals.is_verbatim
    assert not_by_heart.confidence < by_heart.confidence


def test_the_evidence_for_a_match_tells_what_is_known_of_its_entry_and_how_like_it_is() -> None:
    best = Knowledge(TOWN).match("swimming times of the pool").best
    assert best is not None
    assert (best.entry.id, best.signals.known_by, best.signals.is_declared) == ("pool-hours", 2, True)
    assert best.signals.likeness.closeness > 0.5


def test_candidates_are_told_with_their_evidence_and_whether_the_encoder_could_read_the_question() -> None:
    index = Index(TOWN, weights=BOTH_UNFITTED)
    entries, evidence, by_meaning = index.candidates("When does the pool open?")
    assert len(entries) == len({one.id for one in entries}) == len(evidence) == len(TOWN.entries)
    assert "pool-hours" in {one.id for one in entries}
    assert not any(one.is_verbatim for one in evidence)
    assert by_meaning
    assert index.candidates("Когда открывается бассейн?") == ([], [], False)
    assert Index(TOWN, WORDS_ALONE).candidates("pool")[2] is False


def test_of_very_many_entries_no_more_are_compared_than_a_share_is_learnt_among() -> None:
    many = pack(*(entry(f"pool-{number}", f"Is pool number {number} open?") for number in range(50)))
    assert len(Index(many).candidates("is the pool open")[0]) == COMPARED


def test_an_entry_that_shares_a_rare_word_is_compared_though_others_mean_more_alike() -> None:
    swimming = [entry(f"swim-{number}", f"Where can I swim in lake number {number}?") for number in range(80)]
    lotus = entry("lotus", "Zlotnik rules")
    asked_for = Index(pack(*swimming, lotus)).candidates("in which lake can I go for a swim on sunday morning zlotnik")
    assert "lotus" in {one.id for one in asked_for[0]}


def test_what_the_encoder_cannot_read_is_compared_as_the_pack_spells_it() -> None:
    known = Knowledge(pack(*TOWN.entries, entry("pool-ru", "Когда открывается бассейн?", "расписание бассейна")))
    misspelt, spelt = (known.match(text).best for text in ("расписания басейна", "расписание бассейна"))
    assert misspelt is not None
    assert spelt is not None
    assert misspelt.signals.likeness.closeness == pytest.approx(spelt.signals.likeness.closeness)


def test_what_the_encoder_cannot_read_is_judged_as_without_it() -> None:
    russian = pack(*TOWN.entries, entry("pool-ru", "Когда открывается бассейн?"), entry("gym-ru", "цена спортзала"))
    for question in ("когда бассейн открыт", "цена", "бассейн", "во сколько обойдётся спортзал"):
        with_encoder, without = (Knowledge(russian, how).match(question).best for how in (SHIPPED, WORDS_ALONE))
        assert with_encoder is not None
        assert without is not None
        assert with_encoder.entry == without.entry
        assert with_encoder.confidence == pytest.approx(without.confidence, abs=0.02)


def test_what_was_filed_in_english_is_found_in_a_script_of_which_the_encoder_was_taught_words() -> None:
    town = pack(entry("pool", "When does the swimming pool open?"), entry("bus", "Which bus goes to the station?"))
    for question in ("во сколько открывается бассейн", "स्विमिंग पूल कब खुलता है"):
        assert Index(town).match_as_taught(question)[0].entry.id == "pool"
        best = Knowledge(town).match(question).best
        assert best is not None
        assert best.entry.id == "pool"


def test_of_what_the_encoder_reads_at_once_nothing_more_is_told() -> None:
    assert Index(TOWN).match_as_taught("swimming times") == ()
    assert Index(TOWN).match_as_taught("متى يفتح") == ()
    assert Index(TOWN, WORDS_ALONE).match_as_taught("расписание бассейна") == ()


def test_it_is_told_how_questions_are_judged() -> None:
    assert Index(TOWN).judging == "by meaning, with all-MiniLM-L6-v2-tuned 3"
    assert Index(TOWN, WORDS_ALONE).judging == "by words alone"


def test_the_same_question_is_always_judged_alike() -> None:
    one, other = Knowledge(TOWN).match("swimming times"), Knowledge(TOWN).match("swimming times")
    assert one == other


@BOTH
def test_the_order_of_the_entries_in_a_pack_decides_nothing(embedding: Embedding) -> None:
    backward = pack(*reversed(TOWN.entries))
    for question in ("swimming times of the pool", "price of the gym", "night tram", "is the consulate open"):
        one, other = (Knowledge(of, embedding).match(question) for of in (TOWN, backward))
        assert {match.entry.id: match.confidence for match in one.ranked} == pytest.approx(
            {match.entry.id: match.confidence for match in other.ranked}, abs=1e-3
        )


@pytest.mark.parametrize("nothing", ["", "   ", "?!?", "😂😂😂", "\u200b", "\ud83d", "good night"])
def test_what_asks_nothing_is_told_apart_from_what_is_not_known(nothing: str) -> None:
    assert asked(nothing) == Abstain(Reason.NOT_A_QUESTION, ())


def test_thanks_are_told_from_other_small_talk() -> None:
    assert asked("thanks a lot") == Abstain(Reason.THANKS, ())


@pytest.mark.parametrize("known", ["Help", "Who are you?", "???"])
def test_small_talk_that_a_curator_wrote_down_makes_no_question_of_other_small_talk(known: str) -> None:
    town = pack(entry("help", known), *TOWN.entries)
    assert asked("thanks a lot", town) == Abstain(Reason.THANKS, ())
    assert asked("good night", town) == Abstain(Reason.NOT_A_QUESTION, ())


@pytest.mark.parametrize("question", ["help", "Help me!"])
def test_small_talk_that_a_curator_wrote_down_is_a_question(question: str) -> None:
    assert answer_to(question, pack(entry("help", "Help"), *TOWN.entries)) == "help"


def test_a_message_as_long_as_telegram_allows_is_read() -> None:
    question = "When does the pool open? "
    assert answer_to((question * 200)[:4096]) == "pool-hours"
    assert isinstance(asked("x" * 4096), Abstain)
    assert isinstance(asked("क" * 4096), Abstain)


def test_right_to_left_text_is_a_question_like_any_other() -> None:
    arabic = entry("pool-ar", "متى يفتح المسبح؟")
    assert answer_to("متى يفتح المسبح", pack(arabic, *TOWN.entries)) == "pool-ar"
    assert isinstance(asked("متى يفتح المسبح؟"), Abstain)


@pytest.mark.parametrize("question", ["\u202eWhen does the pool open?\u202c", "When does the pool open? \ud83d"])
def test_direction_marks_and_broken_signs_do_not_hide_a_question(question: str) -> None:
    assert answer_to(question) == "pool-hours"


def test_a_question_in_one_language_finds_a_phrasing_in_another_by_synonyms() -> None:
    group = ("pool", "бассейн", "तालाब")
    hours = entry("hours", "When does the pool open?", phrasings={"ru": ("открытие",)}, answers_to=["when"])
    knowledge = Knowledge(pack(hours, *TOWN.entries[2:], synonyms=(group,)))
    assert [knowledge.match(asked).ranked[0].entry.id for asked in ("Когда бассейн?", "तालाब कब?")] == ["hours"] * 2


def test_the_language_of_the_question_is_told_with_its_matches() -> None:
    knowledge = Knowledge(TOWN)
    assert knowledge.match("When does the pool open?").language == "en"
    assert knowledge.match("бассейн").language == "ru"
    assert knowledge.match("").language is None


def test_an_empty_pack_knows_nothing() -> None:
    assert asked("When does the pool open?", pack()) == Abstain(Reason.NOTHING_CLOSE, ())


@pytest.mark.parametrize(
    ("phrasing", "question"),
    [
        ("What do guards check when opening the pool?", "When is the opening of the pool?"),
        ("guards ne pool me kya karne ko kaha", "Where are the guards of the pool?"),
    ],
)
def test_a_stray_question_word_in_a_phrasing_does_not_widen_what_its_entry_answers(
    phrasing: str, question: str
) -> None:
    rules = entry("rules", phrasing, answers_to=["what"])
    assert answer_to(question, pack(rules, *TOWN.entries[2:])) is None


def test_a_phrasing_of_nothing_but_common_words_is_found_at_itself() -> None:
    about = entry("about", "What is this?", "who are you")
    assert answer_to("Who are you?", pack(about, *TOWN.entries)) == "about"


@pytest.mark.parametrize(
    "question", ["when is it", "and where", "is it?", "how much is this", "कब होगा", "когда это будет"]
)
def test_a_question_of_common_words_alone_is_about_no_entry_in_particular(question: str) -> None:
    assert isinstance(asked(question), Abstain)


def packs_of(phrasings: list[str]) -> Pack:
    """Deal phrasings out to entries in turn, three an entry."""
    groups = [phrasings[at : at + 3] for at in range(0, len(phrasings), 3)]
    return pack(*(entry(f"e{number}", *group) for number, group in enumerate(groups)))


def holders(of: Pack, text: str) -> list[Entry]:
    return [one for one in of.entries if text in (phrasing for _, phrasing in one.all_phrasings())]


@given(PHRASINGS)
def test_every_phrasing_of_a_pack_is_found_at_its_own_entry(phrasings: list[str]) -> None:
    made = packs_of(phrasings)
    knowledge = Knowledge(made)
    for phrasing in phrasings:
        best = knowledge.match(phrasing).best
        assert best is not None
        assert [best.entry] == holders(made, phrasing)


def test_a_phrasing_is_known_by_heart_however_many_say_nearly_the_same() -> None:
    like_it = [f"when is the pool open for {guest}" for guest in ("us", "you", "me", "them", "him", "her")]
    knowledge = Knowledge(
        pack(entry("pool", "When does the pool let us in?", *like_it, "open for us the pool when is"))
    )
    best = knowledge.match("open for us the pool when is").best
    assert best
    assert best.signals.is_verbatim


@given(PHRASINGS, st.randoms())
def test_the_order_of_words_in_a_question_does_not_matter(phrasings: list[str], random: Random) -> None:
    knowledge = Knowledge(packs_of(phrasings))
    shuffled = random.sample(phrasings[0].split(), k=len(phrasings[0].split()))
    one, other = (knowledge.match(text).best for text in (" ".join(shuffled), phrasings[0]))
    assert one is not None
    assert other is not None
    assert one.entry == other.entry


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_at_all_is_decided(question: str) -> None:
    assert isinstance(decide(Knowledge(TOWN).match(question)), Answer | Clarify | Abstain)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6))
def test_a_pack_of_any_texts_is_indexed_and_finds_what_has_words(texts: list[str]) -> None:
    kept = [text for text in texts if text.strip()]
    assume(kept)
    knowledge = Knowledge(pack(*(entry(f"e{number}", text) for number, text in enumerate(kept))))
    assert all(0 <= match.confidence <= 1 for text in kept for match in knowledge.match(text).ranked)
