"""What a question asks for is read from its question words, in every language; what it is about, from the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_packs import reading

from knowledge import Slot

BY_LANGUAGE = {
    Slot.WHEN: [
        "When is it signed?",
        "यह कब होगा?",
        "kab hoga",
        "Когда это будет?",
        "opening day of it",
        "какого числа",
    ],
    Slot.WHERE: ["Where is it?", "यह कहाँ है?", "kahan khulega", "Где оно?", "which cities get one", "kis shehar me"],
    Slot.WHO: ["Who signs it?", "कौन करेगा?", "kaun karega", "Кто подпишет?", "which companies", "каких стран"],
    Slot.HOW_MUCH: ["How much is it?", "कितना है?", "kitna hai", "Сколько стоит?", "exact no. of it", "गिनती बताओ"],
    Slot.WHY: ["Why so?", "ऐसा क्यों?", "aisa kyun", "Почему так?", "what is the purpose", "wat caused it", "из-за чего"],
    Slot.HOW: ["How do they decide?", "कैसे होगा?", "kaise hoga", "Как решают?", "каким образом"],
    Slot.WHETHER: ["Is it signed?", "क्या यह सच है?", "kya sign hua", "sign hua kya", "Подписано ли?", "any news"],
    Slot.WHAT: ["What is it?", "कौन सा समझौता?", "konsa samjhauta", "Какой договор?", "which one"],
}


@pytest.mark.parametrize(("slot", "text"), [(slot, text) for slot, texts in BY_LANGUAGE.items() for text in texts])
def test_question_words_of_every_language_say_what_is_asked(slot: Slot, text: str) -> None:
    assert reading(text).slots == {slot}


@pytest.mark.parametrize(
    ("text", "slot", "because"),
    [
        ("how long will it take", Slot.WHEN, "not how"),
        ("how much time is left", Slot.WHEN, "not how much"),
        ("how many are there", Slot.HOW_MUCH, "not how"),
        ("what is the reason", Slot.WHY, "not what"),
        ("in which new Russian cities is it", Slot.WHERE, "not which"),
        ("how important is it", Slot.WHY, "not how"),
        ("за какой срок", Slot.WHEN, "the time, whatever stands before it"),
        ("कितने समय में होगा", Slot.WHEN, "not how much"),
        ("kitna time lagega", Slot.WHEN, "not how much"),
        ("kitne time me hoga", Slot.WHEN, "not how much"),
        ("कितने महीने लगेंगे", Slot.WHEN, "not how much"),
    ],
)
def test_the_longer_question_word_tells_what_is_meant(text: str, slot: Slot, because: str) -> None:
    assert slot in reading(text).decisive_slots, because
    assert reading(text).decisive_slots == {slot}, because


@pytest.mark.parametrize(
    "text",
    ["Who said that?", "who among them said so", "यह किसने कहा?", "ye kisne kaha", "Кто сказал это?", "чьи слова"],
)
def test_who_said_it_asks_for_no_slot_since_every_quote_tells(text: str) -> None:
    assert not reading(text).slots


@pytest.mark.parametrize(
    "text",
    ["बात कहाँ तक पहुँची", "baat kahan tak pahunchi", "where does the pact stand", "Where do the trade talks stand now?"],
)
def test_how_far_it_has_come_asks_for_no_place(text: str) -> None:
    assert reading(text).slots == {Slot.HOW}


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("do they count sanctions when buying oil", {Slot.WHETHER}),
        ("what do they count when buying oil", {Slot.WHAT}),
        ("when signing pact", {Slot.WHEN}),
        ("please tell when signing pact", {Slot.WHEN}),
        ("does anyone know when it is signed", {Slot.WHETHER, Slot.WHEN}),
        ("can you tell me when it opens", {Slot.WHETHER, Slot.WHEN}),
        ("is it open, and when", {Slot.WHETHER, Slot.WHEN}),
        ("will it be open when he comes", {Slot.WHETHER}),
        ("будет ли открыто, когда он приедет", {Slot.WHETHER}),
        ("известно ли, когда откроют", {Slot.WHETHER, Slot.WHEN}),
        ("what sectors do they cover when putin is in town", {Slot.WHAT}),
        ("what is it and when", {Slot.WHAT, Slot.WHEN}),
        ("how does it help an Indian who wants a job", {Slot.HOW}),
        ("what is it and who runs it", {Slot.WHAT, Slot.WHO}),
        ("does it say who runs it", {Slot.WHETHER, Slot.WHO}),
        ("does the state tell firms where to buy", {Slot.WHETHER}),
        ("is it open, and where", {Slot.WHETHER, Slot.WHERE}),
        ("чем это поможет индийцам, кто хочет работать", {Slot.WHAT}),
        ("the pool, who runs it", {Slot.WHO}),
    ],
)
def test_when_something_is_done_is_no_question_after_another(text: str, slots: set[Slot]) -> None:
    assert reading(text).slots == slots


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("зачем этот бассейн, кто в теме?", {Slot.WHY}),
        ("кто-нибудь был в бассейне", set()),
        ("is it open, who knows", {Slot.WHETHER}),
    ],
)
def test_a_manner_of_speaking_asks_for_nobody(text: str, slots: set[Slot]) -> None:
    assert reading(text).slots == slots


@pytest.mark.parametrize(
    "text", ["who will the new pool help", "how much does it matter", "нафига бассейн", "кому от него легче"]
)
def test_whom_it_helps_and_how_much_it_matters_is_why(text: str) -> None:
    assert Slot.WHY in reading(text).slots
    assert not reading(text).decisive_slots - {Slot.WHY}


def test_what_is_being_made_is_not_banned() -> None:
    assert not reading("naye dutavas ban rahe hain").stances
    assert reading("aloo par ban").stances == {"closed"}


@pytest.mark.parametrize("text", ["when will they close the free trade deal", "are they closing the pact"])
def test_to_close_a_deal_is_to_make_it(text: str) -> None:
    assert not reading(text).stances
    assert reading(text.replace("deal", "pool").replace("pact", "pool")).stances == {"closed"}


def test_what_is_close_to_something_is_not_closed() -> None:
    assert not reading("how close is the deal, is it close to the end").stances


def test_two_question_words_ask_for_both() -> None:
    assert reading("when and where is it").slots == {Slot.WHEN, Slot.WHERE}


@pytest.mark.parametrize(
    ("text", "leading"),
    [
        ("what do they check when it opens", Slot.WHAT),
        ("when it opens, what do they check", Slot.WHEN),
        ("is it open when it rains", Slot.WHETHER),
        ("is it open", Slot.WHETHER),
        ("the pool", None),
    ],
)
def test_the_first_question_word_leads(text: str, leading: Slot | None) -> None:
    assert reading(text).leading_slot == leading


def test_only_what_tells_answers_apart_is_decisive() -> None:
    assert not reading("how is it").decisive_slots
    assert reading("where is it").decisive_slots == {Slot.WHERE}


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("was the visit cancelled", {"cancelled"}),
        ("यात्रा रद्द हो गई", {"cancelled"}),
        ("Визит отменили", {"cancelled"}),
        ("have the talks been called off", {"cancelled"}),
        ("why was it postponed", {"postponed"}),
        ("यात्रा स्थगित", {"postponed"}),
        ("визит перенесли", {"postponed"}),
        ("did they shut the consulate", {"closed"}),
        ("консульство закрыли", {"closed"}),
        ("why did they welcome it", {"welcomed"}),
        ("लेख का स्वागत किया", {"welcomed"}),
        ("why is it open again", {"reopened"}),
        ("мост снова открыт", {"reopened"}),
        ("which sectors got dropped", {"cancelled"}),
        ("did they apologise to the envoys", {"other acts"}),
        ("विदेश मंत्रालय ने राजदूतों को तलब किया", {"other acts"}),
        ("was it an overreaction, do you think", {"judged"}),
        ("а твоё мнение", {"judged"}),
        ("is it not signed", {"negated"}),
        ("sign nahi hua", {"negated"}),
        ("не подписано", {"negated"}),
        ("why is it no longer cancelled", {"negated", "cancelled"}),
        ("when is it signed", set()),
    ],
)
def test_a_question_tells_what_it_takes_to_have_happened(text: str, stances: set[str]) -> None:
    assert reading(text).stances == stances


@pytest.mark.parametrize(
    ("text", "particulars"),
    [
        ("the consulate in Kazan", {"kazan"}),
        ("consulate in new delhi", {"new", "delhi"}),
        ("what is the visa fee", {"visa", "fee"}),
        ("in 2026", {"2026"}),
        ("цена билета", {"цена", "билета"}),
        ("दुबई में", {"दुबई"}),
        ("консульство в Гоа", {"гоа"}),
        ("is it bananas as well", {"bananas"}),
        ("how many km is it", {"km"}),
        ("trade deficit km krne ke liye", set()),
        ("kitna kharcha aayega", {"kharcha"}),
        ("when did the talks begin", {"begin"}),
        ("как хранить картошку", {"хранить"}),
        ("रूस के गेहूं", {"गेहूं"}),
        ("what was said in the fourth round", {"fourth"}),
        ("fta 4th round", {"4th", "round"}),
        ("тройка и третий раунд", {"третий"}),
        ("which city is number 1", {"1"}),
        ("when is it signed", set()),
    ],
)
def test_places_prices_and_numbers_narrow_a_question(text: str, particulars: set[str]) -> None:
    wording = reading(text)
    assert {wording.terms[term] for term in wording.particulars} == particulars


@pytest.mark.parametrize(
    ("where", "whose"),
    [
        ("a consulate in Moscow", "talks with Moscow"),
        ("दिल्ली में कार्यालय", "दिल्ली की योजना"),
        ("moscow me dukan", "moscow ka faisla"),
        ("работа в Москве", "соглашение с Москвой"),
    ],
)
def test_the_seat_of_a_government_is_a_place_only_where_something_is_in_it(where: str, whose: str) -> None:
    assert len(reading(where).particulars) == 1
    assert not reading(whose).particulars


@pytest.mark.parametrize(
    "text",
    [
        "names of the two cities",
        "what cities did they name",
        "the number of people",
        "किन शहरों का नाम लिया",
        "which 1 is it",
        "what's cooking there",
        "hamare logo ko",
        "यह पता करना था",
    ],
)
def test_what_only_holds_a_particular_word_narrows_nothing(text: str) -> None:
    assert not reading(text).particulars


@pytest.mark.parametrize(
    ("words", "figure"), [("two consulates", "2 consulates"), ("दो दूतावास", "2 दूतावास"), ("две заявки", "2 заявки")]
)
def test_a_number_in_words_is_the_same_as_in_figures(words: str, figure: str) -> None:
    assert reading(words).terms.keys() == reading(figure).terms.keys()


def test_a_particular_goes_by_the_term_of_its_synonyms() -> None:
    wording = reading("the consulate in Kasan and in Kazan", ("kazan", "kasan"))
    assert len(wording.particulars) == 1
    assert wording.particulars <= wording.terms.keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😂😂",
        "?!",
        "thanks a lot",
        "thx mate",
        "spasibo bro",
        "are you a real person",
        "Good morning all",
        "ok",
        "धन्यवाद",
        "accha theek hai",
        "Спасибо большое",
        "haha nice",
    ],
)
def test_who_is_only_friendly_asks_nothing(text: str) -> None:
    assert reading(text).is_small_talk


@pytest.mark.parametrize("text", ["ok, when?", "thanks, and the pact", "Kazan", "42", "спасибо, а когда", "你好吗"])
def test_one_word_of_substance_makes_it_a_question(text: str) -> None:
    assert not reading(text).is_small_talk


def test_terms_are_the_stems_of_what_a_question_is_about() -> None:
    assert reading("When will the pacts be signed?").terms == {"pact": "pacts", "sign": "signed"}


def test_a_text_of_nothing_but_common_words_is_about_those() -> None:
    assert reading("who are you").terms.keys() == {"who", "are", "you"}
    assert reading("who are you in the pool").terms.keys() == {"pool"}


def test_a_term_that_is_repeated_stands_once_with_its_first_word() -> None:
    assert reading("pacts, pact and PACT").terms == {"pact": "pacts"}


def test_a_phrase_of_a_group_is_one_term() -> None:
    both = ("fta", "free trade agreement")
    assert reading("the free trade agreement", both).terms.keys() == reading("an FTA", both).terms.keys()


def test_the_rest_of_a_pasted_page_is_not_read() -> None:
    page = "x " * 100_000
    assert len(reading(page).words) < 1000
    assert reading("where is it " + page).slots == {Slot.WHERE}


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_at_all_can_be_read(text: str) -> None:
    wording = reading(text, ("pact", "trade pact"))
    assert wording.is_small_talk or wording.words
    assert set(wording.terms.values()) <= set(wording.words)


@given(st.sampled_from([text for texts in BY_LANGUAGE.values() for text in texts]))
def test_capitals_do_not_change_what_is_asked(text: str) -> None:
    assert reading(text.upper()) == reading(text)
