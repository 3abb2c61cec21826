"""What the bot says of itself: welcome, help, about, privacy, languages. Pure."""

from collections.abc import Mapping
from datetime import date

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import LANGUAGES, Catalogue, catalogue
from handlers.entries import entry_button
from handlers.markup import Paragraph, bold, paragraph
from handlers.replies import Reply
from knowledge import Knowledge, in_language

STARTERS = 3  # questions to begin with; more push the welcome off a phone's screen


def render_welcome(knowledge: Knowledge, language: str) -> Reply:
    """Return what a newcomer needs: what this is, how to ask, and questions to begin with."""
    words = catalogue(language)
    examples = tuple((entry_button(entry, Verb.RELATED, words),) for entry in knowledge.examples[:STARTERS])
    said = (
        paragraph(bold(words.say("Ask me, and I answer with evidence."))),
        paragraph(
            in_language(knowledge.pack.about, words.language) or in_language(knowledge.pack.title, words.language)
        ),
        paragraph(
            words.say(
                "Write your question as you would to a friend, in English, Hindi or Russian. "
                "Every answer says who said it, where, and as of when. Where I have no source, I say so."
            )
        ),
    )
    topics = (Button(words.say("All topics"), Press(Verb.TOPICS, words.language)),)
    return Reply(words.language, said, (*examples, topics))


def render_help(language: str) -> Reply:
    """Return how to ask, here and in groups, and the commands."""
    words = catalogue(language)
    commands = "\n".join(f"/{name} – {about}" for name, about in command_descriptions(words).items())
    in_groups = words.say(
        "In a group I answer only when I am asked: with /ask and your question, by mentioning me, by replying to me, "
        "or by mentioning me in a reply to somebody's question. Anything else I neither answer nor store."
    )
    here = words.say("In a private chat, just write your question. Edit it, and I edit my answer.")
    return Reply(words.language, tuple(map(paragraph, (here, in_groups, commands))))


def render_about(knowledge: Knowledge, language: str) -> Reply:
    """Return what is known, how much of it, as of when, and what an answer rests on."""
    words = catalogue(language)
    pack = knowledge.pack
    said = [
        paragraph(bold(in_language(pack.title, words.language))),
        *([paragraph(in_language(pack.about, words.language))] if pack.about else []),
        paragraph(_extent(knowledge, words)),
        paragraph(
            words.say(
                "Pramana (Sanskrit: proof, the means by which something is known) answers only from entries that "
                "people have curated, each with its source. It makes nothing up: without a source there is no answer."
            )
        ),
    ]
    return Reply(words.language, tuple(said))


def render_privacy(language: str) -> Reply:
    """Return what is stored of people, in plain words."""
    words = catalogue(language)
    said: tuple[Paragraph, ...] = (
        paragraph(bold(words.say("What I keep, and what I do not"))),
        paragraph(
            words.say(
                "I read only what is addressed to me, to answer it. I do not store the text of your messages, "
                "nor who asked what. In groups, messages that are not addressed to me are neither answered nor stored."
            )
        ),
        paragraph(
            words.say(
                "I keep: the language that you chose with /language, under your Telegram ID, until you choose "
                "“as I write”; and for a day which of my messages answered which of yours, with a fingerprint of "
                "the question, so that I can correct my answer when you edit your question."
            )
        ),
        paragraph(words.say("👍 and 👎 are counted for the answer; who pressed is forgotten when I restart.")),
    )
    return Reply(words.language, said)


def render_languages(language: str) -> Reply:
    """Return the languages to choose from."""
    words = catalogue(language)
    offered = tuple((Button(name, Press(Verb.LANGUAGE, tag)),) for tag, name in LANGUAGES.items())
    any_language = (Button(words.say("As I write"), Press(Verb.LANGUAGE, "")),)
    said = words.say("I answer in the language of your question. Which one where that is unclear?")
    return Reply(words.language, (paragraph(said),), (*offered, any_language))


def command_descriptions(words: Catalogue) -> Mapping[str, str]:
    """Return what each command does, in the order of the menu."""
    return {
        "ask": words.say("ask a question"),
        "topics": words.say("browse what I can answer"),
        "sources": words.say("what the answers rest on"),
        "quotes": words.say("official quotes"),
        "language": words.say("choose your language"),
        "help": words.say("how to ask"),
        "about": words.say("what I know, and as of when"),
        "privacy": words.say("what I keep of you"),
    }


def _extent(knowledge: Knowledge, words: Catalogue) -> str:
    entries, sources = len(knowledge.entries), len(knowledge.pack.sources)
    dates: list[date] = sorted(entry.as_of for entry in knowledge.entries if entry.as_of)
    said = [
        words.say_many("{count} question with an answer.", "{count} questions with an answer.", entries),
        words.say_many("{count} source.", "{count} sources.", sources),
        *([words.say("Newest facts as of {date}.", date=words.date(dates[-1]))] if dates else []),
    ]
    return " ".join(said)
