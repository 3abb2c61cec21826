"""Press -> Reply: the page that a button leads to. Pure."""

from handlers.browsing import render_quotes, render_sources, render_topic, render_topics
from handlers.buttons import Press, Verb
from handlers.context import Services
from handlers.entries import render_entry
from handlers.rendering import render_none_of_these
from handlers.replies import Reply
from knowledge import Entry


def page_of(wanted: Press, services: Services) -> Reply | None:
    """Return what a button leads to, or None where that is gone."""
    entry = services.knowledge.entry(wanted.about)
    return _entry_page(wanted, entry, services) if entry else _list_page(wanted, services)


def _entry_page(wanted: Press, entry: Entry, services: Services) -> Reply | None:
    match wanted.verb:
        case Verb.CHOOSE | Verb.RELATED | Verb.PART:
            return render_entry(entry, services.knowledge, wanted.language, services.today(), wanted.number)
        case Verb.SOURCES | Verb.SOURCES_PAGE:
            return render_sources(services.knowledge, wanted.language, entry, wanted.number)
        case Verb.TOPIC:  # a topic may have the id of an entry
            return _list_page(wanted, services)
    return None


def _list_page(wanted: Press, services: Services) -> Reply | None:
    knowledge, language = services.knowledge, wanted.language
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
