"""Pages to leaf through: topics, the entries of a topic, sources, quotes. Pure."""

from collections.abc import Sequence
from typing import TypeVar

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.entries import entry_button
from handlers.evidence import quote_paragraph, source_details
from handlers.markup import Paragraph, bold, paragraph, parts
from handlers.replies import Reply
from knowledge import Entry, Knowledge, in_language

PAGE = 10  # buttons that a phone shows at once
AT_A_GLANCE = 1500  # signs that a phone shows on two screens

Item = TypeVar("Item")


def render_topics(knowledge: Knowledge, language: str, page: int = 0) -> Reply:
    """Return a page of the topics, and behind them the questions that stand under none."""
    words = catalogue(language)
    topics = [
        Button(in_language(topic.title, words.language), Press(Verb.TOPIC, words.language, topic.id))
        for topic in knowledge.topics
    ]
    others = [entry_button(entry, Verb.CHOOSE, words) for entry in knowledge.entries if entry.topic is None]
    shown, turning = _page([*topics, *others], page, PAGE, Press(Verb.TOPICS, words.language), words)
    buttons = tuple((button,) for button in shown)
    count = words.say_many("I can answer {count} question.", "I can answer {count} questions.", len(knowledge.entries))
    said = (
        paragraph(bold(in_language(knowledge.pack.title, words.language))),
        paragraph(count, " ", words.say("Choose a topic:")),
    )
    return Reply(words.language, said, (*buttons, *turning))


def render_topic(topic_id: str, knowledge: Knowledge, language: str, page: int = 0) -> Reply | None:
    """Return a page of the questions of a topic, or None where there is no such topic (any more)."""
    topic = knowledge.topic(topic_id)
    if topic is None:
        return None
    words = catalogue(language)
    here = Press(Verb.TOPIC, words.language, topic.id)
    shown, turning = _page(knowledge.entries_on(topic.id), page, PAGE, here, words)
    questions = tuple((entry_button(entry, Verb.CHOOSE, words),) for entry in shown)
    back = (Button(words.say("◀ All topics"), Press(Verb.TOPICS, words.language)),)
    said = (paragraph(bold(in_language(topic.title, words.language))), paragraph(words.say("Choose a question:")))
    return Reply(words.language, said, (*questions, *turning, back))


def render_sources(knowledge: Knowledge, language: str, entry: Entry | None = None, page: int = 0) -> Reply:
    """Return a page of all that is known of the sources of an entry, or of the whole pack."""
    words = catalogue(language)
    named = [knowledge.source(id_) for id_ in entry.all_sources] if entry else knowledge.pack.sources
    title = in_language(entry.question, words.language) if entry else words.say("Sources")
    lines = [paragraph(bold(title)), *(line for source in named for line in source_details(source, words))]
    return leaf(lines, page, Press(Verb.SOURCES_PAGE, words.language, entry.id if entry else ""), words)


def render_quotes(knowledge: Knowledge, language: str, page: int = 0) -> Reply:
    """Return a page of the official quotes, each with the question that it belongs to."""
    words = catalogue(language)
    lines = [
        line
        for entry in knowledge.entries
        for quote in entry.quotes
        for line in (paragraph(bold(in_language(entry.question, words.language))), quote_paragraph(quote, words))
    ]
    said = lines or [paragraph(words.say("There are no quotes yet."))]
    return leaf(said, page, Press(Verb.QUOTES, words.language), words)


def leaf(lines: Sequence[Paragraph], page: int, here: Press, words: Catalogue) -> Reply:
    """Return as much of the lines as is read at a glance, with the row that turns to the rest."""
    shown, turning = _page(parts(lines, AT_A_GLANCE), page, 1, here, words)
    return Reply(words.language, shown[0], turning)


def _page(items: Sequence[Item], page: int, size: int, here: Press, words: Catalogue) -> tuple[Sequence[Item], Rows]:
    """Return the items of a page and the row that turns it; a page past the end is the last."""
    last = max(len(items) - 1, 0) // size
    page = min(page, last)
    back = (
        (Button(words.say("◀ Page {page} of {count}", page=page, count=last + 1), _at(here, page - 1)),) if page else ()
    )
    on = (Button(words.say("Page {page} of {count} ▶", page=page + 2, count=last + 1), _at(here, page + 1)),)
    row = (*back, *(on if page < last else ()))
    return items[page * size : (page + 1) * size], (row,) if row else ()


def _at(here: Press, page: int) -> Press:
    return Press(here.verb, here.language, here.about, page)
