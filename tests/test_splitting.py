"""Which questions a message asks: several are told apart, and one is not torn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions.splitting import Part, questions_in

PASTED = (
    "Officials said on Tuesday that the two sides had completed negotiations, which began in 2021, on a labour pact. "
    "New consulates are planned in Kazan and Yekaterinburg. Trade, where the deficit has grown, was discussed.\n\n"
    "It is not known when the pact will be signed. The ambassadors' article was called unusual. "
)


def texts(message: str) -> list[str]:
    """Return the questions of a message, a single one only if the message is cut at all."""
    return [part.text for part in questions_in(message)]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "when is the labour pact signed? and where is the kazan consulate? who is the ambassador",
            ["when is the labour pact signed?", "where is the kazan consulate?", "who is the ambassador"],
        ),
        (
            "when is the pact signed and where will the new consulates open",
            ["when is the pact signed", "where will the new consulates open"],
        ),
        (
            "when is the pact signed\nwhere is the consulate\n\nwho wrote the op-ed",
            ["when is the pact signed", "where is the consulate", "who wrote the op-ed"],
        ),
        (
            "1. when is the pact signed 2. where is the consulate 3. who wrote the op-ed",
            ["when is the pact signed", "where is the consulate", "who wrote the op-ed"],
        ),
        ("1) labour pact date 2) kazan consulate", ["labour pact date", "kazan consulate"]),
        ("My questions:\n1️⃣ labour pact date\n2️⃣ kazan consulate", ["labour pact date", "kazan consulate"]),
        ("- when is the pact signed\n- who pays for it", ["when is the pact signed", "who pays for it"]),
        ("fta? kazan consulate? fertiliser?", ["fta?", "kazan consulate?", "fertiliser?"]),
        ("pact signed yet?where is the consulate?", ["pact signed yet?", "where is the consulate?"]),
        (
            "Please tell me when the pact will be signed. Also tell me where the consulates open.",
            ["Please tell me when the pact will be signed", "tell me where the consulates open"],
        ),
        (
            "tell me when the pact will be signed and where the consulates will open",
            ["tell me when the pact will be signed", "where the consulates will open"],
        ),
        (
            "is the labour pact signed and is there a deadline for the FTA?",
            ["is the labour pact signed", "is there a deadline for the FTA?"],
        ),
        ("when is the pact signed, where is the consulate", ["when is the pact signed", "where is the consulate"]),
        ("Does the U.S. object? What did Mr. Putin say?", ["Does the U.S. object?", "What did Mr. Putin say?"]),
        (
            "श्रम समझौता कब होगा और नए वाणिज्य दूतावास कहाँ खुलेंगे?",
            ["श्रम समझौता कब होगा", "नए वाणिज्य दूतावास कहाँ खुलेंगे?"],
        ),
        (
            "श्रम समझौता कब होगा। दूतावास कहाँ खुलेंगे। लेख किसने लिखा",
            ["श्रम समझौता कब होगा", "दूतावास कहाँ खुलेंगे", "लेख किसने लिखा"],
        ),
        ("1. समझौता कब होगा\n2. लेख किसने लिखा", ["समझौता कब होगा", "लेख किसने लिखा"]),
        (
            "labour pact kab sign hoga aur consulate kahan khulega",
            ["labour pact kab sign hoga", "consulate kahan khulega"],
        ),
        (
            "pact kab sign hoga, consulate kahan khulega or lekh kisne likha",
            ["pact kab sign hoga", "consulate kahan khulega", "lekh kisne likha"],
        ),
        ("pact sign hua kya\nconsulate kidhar khulega", ["pact sign hua kya", "consulate kidhar khulega"]),
        (
            "когда подпишут договор о труде и где откроют консульства",
            ["когда подпишут договор о труде", "где откроют консульства"],
        ),
        (
            "Договор подписали? А где консульство в Казани? И кто написал статью?",
            ["Договор подписали?", "где консульство в Казани?", "кто написал статью?"],
        ),
        (
            "Подписали ли договор, а когда откроют консульства?",
            ["Подписали ли договор", "когда откроют консульства?"],
        ),
        ("Скажите, когда договор. Расскажите о консульствах.", ["Скажите, когда договор", "Расскажите о консульствах"]),
    ],
)
def test_several_questions_are_told_apart(message: str, questions: list[str]) -> None:
    assert texts(message) == questions


@pytest.mark.parametrize(
    "message",
    [
        "",
        "?!",
        "and why?",
        "hello!",
        "when is the labour pact signed?",
        "hi. when is it signed?",
        "Hello sir, how are you? when is the labour pact signed?",
        "when is it signed? thanks! you are great.",
        "when and where is the pact signed?",
        "how, when and by whom was the pact signed?",
        "when will the pact be signed and by whom?",
        "Is the pact signed? Why not?",
        "Is the pact signed? Is that true?",
        "has the pact been signed or not? any update?",
        "Where will the new consulates open, in Kazan and Yekaterinburg? Really?",
        "Is there a consulate in Kazan, where I study?",
        "Will Putin, who is visiting India, sign the pact?",
        "When I was in Kazan, I heard of a consulate. Is it true?",
        "When I travel, what will the visa cost?",
        "which sectors and which companies are involved",
        "how much wheat and how much rice does India import?",
        "Who is negotiating and will sign the pact?",
        "Which companies are approved and have a licence?",
        "Can people who are ill and who have no visa travel?",
        "Is the new consulate in Kazan or is it in Moscow?",
        "can you look it up and tell me about the pact",
        "I am a student in Kazan. When will the consulate open? I need it for my visa.",
        "Is Russia short of hands? In the factories?",
        "Which of these is true? 1. the pact is signed 2. the pact is cancelled",
        "Is it 3.5 million tonnes? (see https://example.org/a?b=1&c=what)",
        "where will the new consulates\nin Kazan and Yekaterinburg open?",
        'what does "when will it end?" mean',
        PASTED,
        PASTED + "When will the new consulates open?",
        "कज़ान और येकातेरिनबर्ग में दूतावास क्यों खुल रहे हैं?",
        "श्रम समझौता कब और कहाँ साइन होगा?",
        "नमस्ते। श्रम समझौता कब होगा?",
        "समझौता कब होगा? और क्यों?",
        "kazan aur yekaterinburg me consulate kholne ka reason kya hai",
        "labour pact kab aur kahan sign hoga",
        "Putin aur Modi kab milenge aur kya bolenge",
        "sarkar ne kaha hai ki pact final hai. sign kab hoga?",
        "bhai pact sign hua ya nahi? pakka na?",
        "когда и где подпишут договор?",
        "Здравствуйте! Подскажите, пожалуйста, когда подпишут договор?",
        "Знаете ли вы, когда подпишут договор и что в нём?",
        "В Казани, где я учусь, и в Екатеринбурге откроют консульства. Это правда?",
        "Когда подпишут договор? И почему?",
    ],
)
def test_one_question_is_not_torn(message: str) -> None:
    assert questions_in(message) == (Part(message),)


def test_why_not_goes_to_the_question_before_it() -> None:
    assert texts("Is the pact signed? why not? And where is the consulate?") == [
        "Is the pact signed? why not?",
        "where is the consulate?",
    ]


@pytest.mark.parametrize(
    ("message", "in_full"),
    [
        ("What is the labour pact for? When will it be signed?", "labour pact When will it be signed?"),
        ("Договор подписали? Зачем он нужен?", "договор подписали Зачем он нужен?"),
        ("labour pact kab sign hoga aur uska maksad kya hai", "labour pact sign uska maksad kya hai"),
        ("Where is the consulate? Is it true that Russia opened its market to fish?", None),
        ("When is the pact signed? Where is the consulate?", None),
    ],
)
def test_what_only_says_it_is_looked_up_with_what_it_stands_for(message: str, in_full: str | None) -> None:
    _, second = questions_in(message)
    assert second.in_full == (in_full or second.text)


def test_a_sentence_before_the_questions_belongs_to_the_first() -> None:
    first, second = questions_in("I work in Kazan. When will the consulate open? And is the labour pact signed?")
    assert first.in_full == "I work in Kazan When will the consulate open?"
    assert second.in_full == "is the labour pact signed?"


@given(st.text(st.sampled_from("when is it signed and где और kab 12.)?!।\n,"), max_size=80))
def test_whatever_is_written_has_questions_with_words(message: str) -> None:
    found = questions_in(message)
    assert len(found) == 1 or all(part.text.strip() and part.text.split()[0] in message for part in found)


@pytest.mark.parametrize("piece", ["x", "a, ", "and when ", "1. ", "mr. ", "when\n", "?", "labour pact kab aur "])
def test_a_message_of_any_size_is_read_at_once(piece: str) -> None:
    assert len(questions_in(piece * (4096 // len(piece)))) == 1
