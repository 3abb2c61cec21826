"""Files that others made are read as they are: tables of any spreadsheet, lists of entries, JSON-LD."""

import json
import time
from typing import Any

import pytest
from exchanged import read, whole
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Entry, OwnEntry, PartialDate, Severity, SourceKind
from knowledge.exchange import Flaw, Kind, read_entries
from knowledge.exchange.html_text import plain_text

# Tables


def texts(entries: tuple[OwnEntry, ...]) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    return [(one.entry.id, dict(one.entry.question), dict(one.entry.answer)) for one in entries]


POOL = [("when-is-the-pool-open", {"en": "When is the pool open?"}, {"en": "From ten, to six."})]
POOLS = {
    "commas": 'question,answer\nWhen is the pool open?,"From ten, to six."\n',
    "semicolons": "question;answer\nWhen is the pool open?;From ten, to six.\n",
    "tabs": "question\tanswer\nWhen is the pool open?\tFrom ten, to six.\n",
    "the other way round": "Answer;Question\nFrom ten, to six.;When is the pool open?\n",
    "no header": "When is the pool open?;From ten, to six.\n",
    "no header, and tabs": "When is the pool open?\tFrom ten, to six.\n",
    "line ends of Windows": "Q;A\r\nWhen is the pool open?;From ten, to six.\r\n",
    "empty rows": ";\n\nquestion;answer\n;;\nWhen is the pool open?;From ten, to six.;\n\n",
}


@pytest.mark.parametrize("text", POOLS.values(), ids=POOLS)
def test_a_table_of_questions_and_answers_is_read_however_it_is_parted(text: str) -> None:
    assert texts(whole("pool.csv", text)) == POOL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(encoding: str) -> None:
    (one,) = read_entries("pool.CSV", "вопрос;ответ\nКогда?;Вчера.\n".encode(encoding)).entries
    assert one.entry.question == {"ru": "Когда?"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("प्रश्न,उत्तर\nकब?,कल।\n", "hi"),
        ("Вопрос;Ответ\nКогда?;Вчера.\n", "ru"),
        ("Когда?;Вчера.\n", "ru"),
        ("कब?;कल।\n", "hi"),
        ("When?;Now.\n", "en"),
    ],
)
def test_a_table_is_of_the_language_of_its_header_or_else_of_its_script(text: str, language: str) -> None:
    (one,) = whole("x.csv", text)
    assert (list(one.entry.question), list(one.entry.answer)) == ([language], [language])


def test_a_column_of_phrasings_has_one_a_line() -> None:
    (one,) = whole("x.csv", 'question,answer,phrasings\nWhen?,Now.,"at what time\n\n[or] so"\n')
    assert one.entry.phrasings == {"en": ("at what time", "[or] so")}


def test_a_long_header_tells_the_parting_sign_whatever_the_cells_hold() -> None:
    (one,) = whole("x.csv", "question;answer\nWhen, and where;Here, now, so, there\n")
    assert one.entry.answer == {"en": "Here, now, so, there"}


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("cp1251", "Windows-1251", "Вопрос;Ответ\nГде «Ёлка»?;В зале № 2\n"),
        ("cp1252", "Windows-1252", "Question;Answer\nWhere is the café?;À gauche – 3 €\n"),
        ("cp1252", "Windows-1252", "Question;Answer\nWo ist die Straße?;Über dem Hof\n"),
    ],
)
def test_a_table_of_an_older_excel_is_read_where_its_letters_are_clear(encoding: str, name: str, text: str) -> None:
    incoming = read_entries("x.csv", text.encode(encoding))
    assert [incoming.entries] == [whole("x.csv", text)]
    (flaw,) = incoming.refused
    assert isinstance(flaw, Flaw)
    assert (flaw.kind, flaw.about, flaw.severity) == (Kind.ENCODING_GUESSED, name, Severity.WARNING)


@pytest.mark.parametrize(
    ("cell", "title", "url"),
    [
        ("Club notice", "Club notice", None),
        ("https://example.org/n", "https://example.org/n", "https://example.org/n"),
        ("Club notice https://example.org/n", "Club notice", "https://example.org/n"),
    ],
)
def test_a_column_of_sources_has_a_title_an_address_or_both(cell: str, title: str, url: str | None) -> None:
    (one,) = whole("x.csv", f"question,answer,source\nWhen?,Now.,{cell}\n")
    (source,) = one.sources
    assert (source.title, source.url, source.kind) == ({"en": title}, url, SourceKind.COMMUNITY)
    assert one.entry.sources == (source.id,)


@pytest.mark.parametrize("header", ["Вопрос;Ответ;Источник", "प्रश्न;उत्तर;स्रोत", "Question;Answer;Source"])
def test_a_column_of_sources_is_known_in_every_language_of_headers(header: str) -> None:
    (one,) = whole("x.csv", f"{header}\nWhen?;Now.;Доска\n")
    assert one.sources[0].title == {"ru": "Доска"}


def test_a_source_in_words_stands_beside_those_that_were_exported() -> None:
    brought = '"[{""id"": ""source"", ""title"": ""Board"", ""kind"": ""press""}]"'
    (one,) = whole("x.csv", f"question,answer,source,sources,cites\nWhen?,Now.,Porter,{brought},source\n")
    assert [source.title["en"] for source in one.sources] == ["Board", "Porter"]
    assert one.entry.sources == ("source", "source-2")


def test_names_of_columns_that_are_not_known_are_left_out_and_said() -> None:
    incoming = read("x.csv", "Frage;Antwort\nWo?;Hier\nWann;Jetzt\n")
    assert [dict(one.entry.question) for one in incoming.entries] == [{"en": "Wo?"}, {"en": "Wann"}]
    (flaw,) = incoming.refused
    assert isinstance(flaw, Flaw)
    assert (flaw.kind, flaw.about, flaw.place.line) == (Kind.NAMES_GUESSED, "Frage; Antwort", 1)


@pytest.mark.parametrize("first", ["When?;Now", "wifi;12345", "our wifi;Pool", "site;example.org"])
def test_a_first_row_that_may_be_an_entry_is_one(first: str) -> None:
    assert len(whole("x.csv", f"{first}\nWhere is it?;Here\n")) == 2


def test_names_with_nothing_that_asks_below_them_are_an_entry() -> None:
    assert len(whole("x.csv", "parking;basement\n")) == 1
    assert len(whole("x.csv", "parking;basement\nlift;left\n")) == 2


# YAML and JSON by hand


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.yml", "- question: When?\n  answer: Now.\n- {question: Where?, answer: no}\n"),
        ("x.json", '[{"question": "When?", "answer": "Now."},\n {"question": "Where?", "answer": "no"}]'),
    ],
)
def test_a_plain_list_of_entries_is_read(name: str, text: str) -> None:
    incoming = read(name, text.replace(" no}", " 'no'}"))
    assert [one.entry.id for one in incoming.entries] == ["when", "where"]


def test_a_language_that_yaml_takes_for_a_false_is_a_language() -> None:
    (one,) = whole("x.yaml", "- question: When?\n  answer: {no: Nå, en: Now}\n")
    assert one.entry.answer == {"no": "Nå", "en": "Now"}


def test_wrong_items_of_a_plain_list_have_their_lines_too() -> None:
    incoming = read("x.json", '[{"question": "When?",\n "answer": "Now."},\n\n {"question": "\\"{[,?"}]')
    assert [(one.place.line, one.entry) for one in incoming.refused] == [(4, "entry")]


# schema.org


def faq(*questions: dict[str, Any], **more: Any) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": list(questions)} | more)


def question(name: str, answer: Any) -> dict[str, Any]:
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def test_the_questions_of_a_page_are_entries() -> None:
    entries = whole("x.json", faq(question("When?", "<p>Now &amp; <b>here</b>.</p>"), question("Когда?", "Вчера.")))
    assert texts(entries) == [
        ("when", {"en": "When?"}, {"en": "Now & here."}),
        ("когда", {"ru": "Когда?"}, {"ru": "Вчера."}),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"@graph": [{"@type": "WebPage"}, json.loads(faq(question("When?", "Now.")))]},
        [{"@type": "WebSite"}, json.loads(faq(question("When?", "Now.")))],
        json.loads(faq()) | {"mainEntity": question("When?", "Now."), "@type": ["WebPage", "FAQPage"]},
        question("When?", "Now.") | {"@type": "http://schema.org/Question"},
        json.loads(faq({"@type": "schema:Question", "name": ["When?"], "acceptedAnswer": [{"text": "Now."}]})),
        json.loads(faq({"@type": "Question", "name": {"@value": "When?"}, "suggestedAnswer": {"text": "Now."}})),
    ],
)
def test_a_question_is_found_in_a_graph_a_list_or_by_itself(data: Any) -> None:
    assert texts(whole("x.jsonld", json.dumps(data))) == [("when", {"en": "When?"}, {"en": "Now."})]


def test_a_question_without_an_answer_is_told_with_its_line() -> None:
    page = json.loads(faq(question("When?", "Now."), question("Where?", "<p></p>"), question("", "Now.")))
    text = json.dumps(page, indent=1)
    incoming = read("x.json", text)
    assert [one.entry.id for one in incoming.entries] == ["when"]
    assert [text.splitlines()[one.place.line - 1].strip() for one in incoming.refused] == ["{", "{"]
    assert [("no acceptedAnswer" in one.what, one.entry) for one in incoming.refused] == [(True, "Where?"), (False, "")]


def test_a_question_that_is_too_long_is_told_as_in_any_file() -> None:
    (problem,) = read("x.json", faq(question("When " * 60, "Now."))).refused
    assert (problem.place.line, "longer than 256" in problem.what) == (1, True)


CLAIM = {
    "@type": "ClaimReview",
    "claimReviewed": "The visit was cancelled.",
    "url": "https://example.org/visit",
    "datePublished": "2025-12-03T10:00:00Z",
    "author": {"@type": "Organization", "name": "Example Checkers"},
    "headline": "No, the visit was not cancelled",
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"},
    "itemReviewed": {"@type": "Claim", "author": {"name": "A channel"}, "datePublished": "2025-12-02"},
}


def reviewed(**other: Any) -> tuple[Entry, OwnEntry]:
    (one,) = whole("x.json", json.dumps({name: value for name, value in {**CLAIM, **other}.items() if value}))
    return one.entry, one


def test_a_claim_review_is_an_entry_with_its_source_and_the_verdict_as_a_quote() -> None:
    entry, own = reviewed()
    (source,) = own.sources
    (quote,) = entry.quotes
    assert entry.question == {"en": "The visit was cancelled."}
    assert entry.answer == {"en": "False\n\nA channel (2025-12-02): The visit was cancelled."}
    assert (str(entry.as_of), source.published) == ("2025-12-03", PartialDate(2025, 12, 3))
    assert (source.title["en"], source.publisher) == (CLAIM["headline"], "Example Checkers")
    assert (source.url, source.kind) == (CLAIM["url"], SourceKind.PRESS)
    assert (quote.text, quote.speaker["en"], quote.source) == ("False", "Example Checkers", source.id)


@pytest.mark.parametrize("left_out", ["url", "datePublished", "author", "headline", "itemReviewed"])
def test_what_a_claim_review_does_not_say_is_unknown(left_out: str) -> None:
    entry, _ = reviewed(**{left_out: None})
    assert entry.answer["en"].startswith("False")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "javascript:alert(1)"),
        ("url", f"https://example.org/{'x' * 2000}"),
        ("datePublished", "last week"),
        ("headline", "x" * 300),
        ("author", {"name": "x" * 300}),
        ("reviewRating", {"alternateName": "x" * 1500}),
    ],
)
def test_what_a_claim_review_says_beyond_measure_keeps_no_entry_out(field: str, value: Any) -> None:
    entry, _ = reviewed(**{field: value})
    assert entry.question == {"en": "The visit was cancelled."}


def test_a_claim_without_an_author_or_an_address_has_no_source() -> None:
    entry, own = reviewed(url=None, author=None)
    assert (own.sources, entry.quotes, entry.sources) == ((), (), ())


def test_a_verdict_in_no_words_is_taken_from_the_review_itself() -> None:
    entry, _ = reviewed(reviewRating={"ratingValue": 1}, reviewBody="<p>It took place.</p>", itemReviewed=None)
    assert entry.answer == {"en": "It took place."}


@pytest.mark.parametrize("field", ["claimReviewed", "reviewRating"])
def test_a_claim_review_without_claim_or_verdict_is_refused(field: str) -> None:
    (problem,) = read("x.json", json.dumps({**CLAIM, field: None})).refused
    assert "alternateName" in problem.remedy


# HTML within a field


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ten &lt; six\n\nand so on", "Ten < six\n\nand so on"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>One\n  two</p><p>Three<br>four<br/>five</p>", "One two\n\nThree\nfour\nfive"),
        ("Bring:<ul><li>a towel</li><li>soap</li></ul>And go.", "Bring:\n\n• a towel\n• soap\n\nAnd go."),
        ("a<script>alert('<p>x</p>')</script>b<STYLE>p {}</STYLE >c", "abc"),
        ("a<!-- <b>hidden</b> -->b", "ab"),
        ("a<script>never closed <p>b", "a"),
        ("<a href='https://example.org'>here</a>", "here"),
        ("&lt;script&gt;", "<script>"),
        ("<p></p>", ""),
        ("<br", "<br"),
    ],
)
def test_html_becomes_the_text_that_a_page_shows(text: str, shown: str) -> None:
    assert plain_text(text) == shown


@given(
    st.lists(
        st.sampled_from(["<", ">", "<p>", "</p>", "<!--", "-->", "<script>", "</script>", "a", " ", "&lt;", '"'])
    ).map("".join)
)
def test_what_is_shown_has_no_white_space_around_it_and_no_paragraph_but_one_line_apart(text: str) -> None:
    shown = plain_text(text)
    assert shown == shown.strip()
    assert "\n\n\n" not in shown


@pytest.mark.parametrize("piece", ["<", "<a ", "<a '", "<!--", "<script>", "</", "<p>", "&#", " \n", "<![CDATA["])
def test_a_megabyte_of_broken_html_is_read_soon(piece: str) -> None:
    began = time.process_time()
    plain_text("<br>" + piece * (1_000_000 // len(piece)))
    assert time.process_time() - began < 5
