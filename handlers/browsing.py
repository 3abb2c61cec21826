"""Pages to leaf through: topics, the entries of a topic, sources, quotes. Pure."""

from collections.abc import Sequence
from typing import TypeVar

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.evidence import quote_paragraph, source_details
from handlers.markup import bold, paragraph, parts
from handlers.replies import Reply
from knowledge import Entry, Knowledge, in_language

PAGE = 10  # buttons that a phone shows at once
QUOTES_PAGE = 4

Item = TypeVar("Item")


def render_topics(knowledge: Knowledge, language: str, page: int = 0) -> Reply:
    """Return a page of the topics."""
    words = catalogue(language)
    shown, turning = _page(knowledge.topics, page, PAGE, Press(Verb.TOPICS, words.language), words)
    buttons = tuple(
        (Button(in_language(topic.title, words.language), Press(Verb.TOPIC, words.language, topic.id)),)
        for topic in shown
    )
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
    questions = tuple(
        (Button(in_language(entry.question, words.language), Press(Verb.CHOOSE, words.language, entry.id)),)
        for entry in shown
    )
    back = (Button(words.say("◀ All topics"), Press(Verb.TOPICS, words.language)),)
    said = (paragraph(bold(in_language(topic.title, words.language))), paragraph(words.say("Choose a question:")))
    return Reply(words.language, said, (*questions, *turning, back))


def render_sources(knowledge: Knowledge, language: str, entry: Entry | None = None) -> Reply:
    """Return all that is known of the sources of an entry, or of the whole pack."""
    words = catalogue(language)
    named = [knowledge.source(id_) for id_ in entry.sources] if entry else knowledge.pack.sources
    title = in_language(entry.question, words.language) if entry else words.say("Sources")
    details = [line for source in named for line in source_details(source, words)]
    return Reply(words.language, parts([paragraph(bold(title)), *details])[0])


def render_quotes(knowledge: Knowledge, language: str, page: int = 0) -> Reply:
    """Return a page of the official quotes, each with the question that it belongs to."""
    words = catalogue(language)
    quoted = [(entry, quote) for entry in knowledge.entries for quote in entry.quotes]
    shown, turning = _page(quoted, page, QUOTES_PAGE, Press(Verb.QUOTES, words.language), words)
    lines = [
        line
        for entry, quote in shown
        for line in (paragraph(bold(in_language(entry.question, words.language))), quote_paragraph(quote, words))
    ]
    said = parts(lines or [paragraph(words.say("There are no quotes yet."))])[0]
    return Reply(words.language, said, turning)


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
