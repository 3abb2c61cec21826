"""Decision -> Reply: what a person reads. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.entries import entry_button, render_entry, which_is_meant
from handlers.markup import bold, paragraph, shortened
from handlers.replies import Reply
from handlers.several import render_several
from knowledge import Abstain, Answer, Clarify, Knowledge, Match, Outcome, Reason, Several, in_language

EXAMPLES_SHOWN = 2
QUESTION_ON_BUTTON = 40  # signs, of which a phone shows about so many


def render(decision: Outcome, knowledge: Knowledge, language: str, today: date) -> Reply:
    """Return the reply to a question, in a language that is spoken here or else in English."""
    match decision:
        case Answer(match):
            return render_entry(match.entry, knowledge, language, today)
        case Several():
            return render_several(decision, knowledge, language, today)
        case Clarify(choices):
            return _clarify(choices, catalogue(language))
        case Abstain(Reason.NOT_A_QUESTION):
            return render_invitation(knowledge, language)
        case Abstain(Reason.THANKS):
            words = catalogue(language)
            return Reply(words.language, (paragraph(words.say("You are welcome.")),))
        case Abstain(_, nearest):
            return _abstain(nearest, knowledge, catalogue(language))


def render_none_of_these(knowledge: Knowledge, language: str) -> Reply:
    """Return the reply to somebody who meant none of the choices offered."""
    return _abstain((), knowledge, catalogue(language))


def with_promises(reply: Reply, missed: Sequence[tuple[int, str]]) -> Reply:
    """Return a reply with what can be done about questions without an answer, given with the ids they are kept by."""
    words = catalogue(reply.language)
    if len(missed) == 1:
        ((id_, _),) = missed
        return replace(reply, buttons=(*reply.buttons, *_promises(id_, words)))
    named = ((id_, shortened(text, QUESTION_ON_BUTTON)) for id_, text in missed)
    rows = tuple(
        (_missed(Verb.TELL_ME, words.say("Tell me: {question}", question=text), id_, words),) for id_, text in named
    )
    return replace(reply, buttons=(*reply.buttons, *rows))


def render_invitation(knowledge: Knowledge, language: str) -> Reply:
    """Return the reply to a message that asks nothing: what may be asked."""
    words = catalogue(language)
    questions = [in_language(entry.question, language) for entry in knowledge.examples[:EXAMPLES_SHOWN]]
    said = [paragraph(words.say("Ask me a question, and I answer with its source. For example:"))]
    return Reply(words.language, (*said, *(paragraph("• ", question) for question in questions)), _all_topics(words))


def _clarify(choices: tuple[Match, ...], words: Catalogue) -> Reply:
    offered = [(entry_button(match.entry, Verb.CHOOSE, words),) for match in choices]
    no = words.say("No") if len(choices) == 1 else words.say("None of these")
    none = Button(no, Press(Verb.NONE_OF_THESE, words.language))
    return Reply(words.language, (paragraph(bold(which_is_meant(choices, words))),), (*offered, (none,)))


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


def _promises(id_: int, words: Catalogue) -> Rows:
    later = _missed(Verb.TELL_ME, words.say("Tell me when there is an answer"), id_, words)
    return ((later,), (_missed(Verb.SUGGEST, words.say("Propose an answer"), id_, words),))


def _missed(verb: Verb, text: str, id_: int, words: Catalogue) -> Button:
    return Button(text, Press(verb, words.language, str(id_)))


def _topic(id_: str, title: str, words: Catalogue) -> Button:
    return Button(title, Press(Verb.TOPIC, words.language, id_))


def _all_topics(words: Catalogue) -> Rows:
    return ((Button(words.say("All topics"), Press(Verb.TOPICS, words.language)),),)
