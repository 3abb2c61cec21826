"""Press -> Reply: the page that a button leads to. Pure."""

from datetime import date

from handlers.browsing import render_quotes, render_sources, render_topic, render_topics
from handlers.buttons import Press, Verb
from handlers.entries import render_entry
from handlers.rendering import render_none_of_these
from handlers.replies import Reply
from knowledge import Entry, Knowledge


def page_of(wanted: Press, knowledge: Knowledge, today: date) -> Reply | None:
    """Return what a button leads to, or None where that is gone."""
    entry = knowledge.entry(wanted.about)
    return _entry_page(wanted, entry, knowledge, today) if entry else _list_page(wanted, knowledge)


def _entry_page(wanted: Press, entry: Entry, knowledge: Knowledge, today: date) -> Reply | None:
    match wanted.verb:
        case Verb.CHOOSE | Verb.RELATED | Verb.PART:
            return render_entry(entry, knowledge, wanted.language, today, wanted.number)
        case Verb.SOURCES | Verb.SOURCES_PAGE:
            return render_sources(knowledge, wanted.language, entry, wanted.number)
        case Verb.TOPIC:  # a topic may have the id of an entry
            return _list_page(wanted, knowledge)
    return None


def _list_page(wanted: Press, knowledge: Knowledge) -> Reply | None:
    language = wanted.language
    match wanted.verb:
        case Verb.TOPICS:
            return render_topics(knowledge, language, wanted.number)
        case Verb.TOPIC:
            return render_topic(wanted.about, knowledge, language, wanted.number)
        case Verb.QUOTES:
            return render_quotes(knowledge, language, wanted.number)
        case Verb.SOURCES_PAGE if not wanted.about:
            return render_sources(knowledge, language, page=wanted.number)
        case Verb.NONE_OF_THESE:
            return render_none_of_these(knowledge, language)
    return None
