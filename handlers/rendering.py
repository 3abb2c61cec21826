"""Decision -> Reply: what a person reads. Pure."""

from datetime import date

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.evidence import evidence
from handlers.markup import bold, paragraph, parts
from handlers.replies import Reply
from knowledge import Abstain, Answer, Clarify, Decision, Entry, Knowledge, Match, Reason, in_language

RELATED_SHOWN = 3  # more buttons push the answer off a phone's screen
EXAMPLES_SHOWN = 2


def render(decision: Decision, knowledge: Knowledge, language: str, today: date) -> Reply:
    """Return the reply to a question, in a language that is spoken here or else in English."""
    match decision:
        case Answer(match):
            return render_entry(match.entry, knowledge, language, today)
        case Clarify(choices):
            return _clarify(choices, catalogue(language))
        case Abstain(Reason.NOT_A_QUESTION):
            return render_invitation(knowledge, language)
        case Abstain(Reason.THANKS):
            words = catalogue(language)
            return Reply(words.language, (paragraph(words.say("You are welcome.")),))
        case Abstain(_, nearest):
            return _abstain(nearest, knowledge, catalogue(language))


def render_entry(entry: Entry, knowledge: Knowledge, language: str, today: date, part: int = 0) -> Reply:
    """Return an entry as the reply to the question that it answers; `part` picks one where it takes several."""
    words = catalogue(language)
    headline, *details = in_language(entry.answer, language).split("\n\n")
    said = (
        paragraph(bold(headline)),
        *(paragraph(detail) for detail in details if detail.strip()),
        *evidence(entry, knowledge, words, today),
    )
    shown = parts(said)
    part = min(part, len(shown) - 1)
    return Reply(
        language=words.language,
        paragraphs=shown[part],
        buttons=(
            *_turning(entry, part, len(shown), words),
            *_related(entry, knowledge, words),
            _opinions(entry, words),
        ),
    )


def render_none_of_these(knowledge: Knowledge, language: str) -> Reply:
    """Return the reply to somebody who meant none of the choices offered."""
    return _abstain((), knowledge, catalogue(language))


def render_invitation(knowledge: Knowledge, language: str) -> Reply:
    """Return the reply to a message that asks nothing: what may be asked."""
    words = catalogue(language)
    questions = [in_language(entry.question, language) for entry in knowledge.examples[:EXAMPLES_SHOWN]]
    said = [paragraph(words.say("Ask me a question, and I answer with its source. For example:"))]
    return Reply(words.language, (*said, *(paragraph("• ", question) for question in questions)), _all_topics(words))


def entry_button(entry: Entry, verb: Verb, words: Catalogue) -> Button:
    """Return the button that leads to an entry, named by its question."""
    return Button(in_language(entry.question, words.language), Press(verb, words.language, entry.id))


def _clarify(choices: tuple[Match, ...], words: Catalogue) -> Reply:
    offered = [(entry_button(match.entry, Verb.CHOOSE, words),) for match in choices]
    is_one = len(choices) == 1
    asked = words.say("Is this what you mean?") if is_one else words.say("Which of these do you mean?")
    none = Button(words.say("No") if is_one else words.say("None of these"), Press(Verb.NONE_OF_THESE, words.language))
    return Reply(words.language, (paragraph(bold(asked)),), (*offered, (none,)))


def _abstain(nearest: tuple[Match, ...], knowledge: Knowledge, words: Catalogue) -> Reply:
    """Say so in one line; the closest topics are buttons, all topics where none is close."""
    topics = dict.fromkeys(match.entry.topic for match in nearest if match.entry.topic)
    close = tuple(
        (_topic(topic.id, in_language(topic.title, words.language), words),)
        for topic in filter(None, map(knowledge.topic, topics))
    )
    said = words.say("I have no sourced answer to that.")
    if close:
        said += " " + words.say("Closest topics:")
    return Reply(words.language, (paragraph(said),), close or _all_topics(words))


def _turning(entry: Entry, part: int, count: int, words: Catalogue) -> Rows:
    """Return the row that leads through the parts of a long answer."""
    if count == 1:
        return ()
    back = (Button("◀", Press(Verb.PART, words.language, entry.id, part - 1)),) if part else ()
    on = Button(
        words.say("Read on ({part} of {count}) ▶", part=part + 2, count=count),
        Press(Verb.PART, words.language, entry.id, part + 1),
    )
    return ((*back, *((on,) if part + 1 < count else ())),)


def _related(entry: Entry, knowledge: Knowledge, words: Catalogue) -> Rows:
    found = {other.id: other for other in map(knowledge.entry, entry.related) if other and other.id != entry.id}
    return tuple((entry_button(other, Verb.RELATED, words),) for other in list(found.values())[:RELATED_SHOWN])


def _opinions(entry: Entry, words: Catalogue) -> tuple[Button, ...]:
    sources = (
        (Button(words.say("Sources"), Press(Verb.SOURCES, words.language, entry.id)),) if entry.all_sources else ()
    )
    up = Button("👍", Press(Verb.HELPFUL, words.language, entry.id))
    down = Button("👎", Press(Verb.UNHELPFUL, words.language, entry.id))
    return (*sources, up, down)


def _topic(id_: str, title: str, words: Catalogue) -> Button:
    return Button(title, Press(Verb.TOPIC, words.language, id_))


def _all_topics(words: Catalogue) -> Rows:
    return ((Button(words.say("All topics"), Press(Verb.TOPICS, words.language)),),)
