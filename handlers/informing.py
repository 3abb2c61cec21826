"""What the bot says of itself: welcome, help, about, languages, and what its commands do. Pure."""

from collections.abc import Mapping
from datetime import date

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import LANGUAGES, Catalogue, catalogue
from handlers.entries import entry_button
from handlers.markup import bold, paragraph
from handlers.replies import Reply
from knowledge import Knowledge, in_language

DAILY = ("add", "edit", "retire", "undo", "unanswered")  # what a curator mostly needs
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


def render_help(language: str, *, curates: bool = False) -> Reply:
    """Return how to ask, here and in groups, and the commands; a curator's only to curators."""
    words = catalogue(language)
    in_groups = words.say(
        "In a group I answer only when I am asked: with /ask and your question, by mentioning me, by replying to me, "
        "or by mentioning me in a reply to somebody's question. Anything else I neither answer nor store."
    )
    here = words.say("In a private chat, just write your question. Edit it, and I edit my answer.")
    said = [paragraph(here), paragraph(in_groups), paragraph(_listed(command_descriptions(words)))]
    if curates:
        said += [paragraph(bold(words.say("For curators"))), paragraph(_listed(curator_descriptions(words)))]
    return Reply(words.language, tuple(said))


def render_curators_help(language: str) -> Reply:
    """Return what a curator needs every day, with a button that leads to every command."""
    words = catalogue(language)
    asking = words.say("Ask me with /ask and your question; in a private chat, just write it.")
    daily = {name: about for name, about in curator_descriptions(words).items() if name in DAILY}
    every = words.say("Every command: /help all")
    said = (asking, _listed(daily), every)
    button = Button(words.say("All commands"), Press(Verb.HELP, words.language))
    return Reply(words.language, tuple(paragraph(one) for one in said), ((button,),))


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


def render_languages(language: str) -> Reply:
    """Return the languages to choose from."""
    words = catalogue(language)
    offered = tuple((Button(name, Press(Verb.LANGUAGE, tag)),) for tag, name in LANGUAGES.items())
    any_language = (Button(words.say("As I write"), Press(Verb.LANGUAGE, "")),)
    said = words.say("I answer in the language of your question. Which one where that is unclear?")
    return Reply(words.language, (paragraph(said),), (*offered, any_language))


def command_descriptions(words: Catalogue) -> Mapping[str, str]:
    """Return what each command does that everybody may use, in the order of the menu."""
    return {
        "ask": words.say("ask a question"),
        "topics": words.say("browse what I can answer"),
        "sources": words.say("what the answers rest on"),
        "quotes": words.say("official quotes"),
        "suggest": words.say("propose an answer to a group's admins"),
        "language": words.say("choose your language"),
        "help": words.say("how to ask"),
        "about": words.say("what I know, and as of when"),
        "privacy": words.say("what I keep of you"),
        "forgetme": words.say("erase what I keep of you"),
    }


def curator_descriptions(words: Catalogue) -> Mapping[str, str]:
    """Return what each command does that only curators may use, in the order of the menu."""
    return {
        "add": words.say("add an answer"),
        "edit": words.say("change an answer"),
        "retire": words.say("stop giving an answer"),
        "alias": words.say("add another wording of a question"),
        "cancel": words.say("give up what you are writing"),
        "undo": words.say("take back the last change"),
        "find": words.say("find an entry by its words"),
        "history": words.say("who changed an entry, and how"),
        "mine": words.say("what you changed"),
        "unanswered": words.say("questions without an answer"),
        "proposals": words.say("what members propose"),
        "digest": words.say("a regular report of what is new"),
        "selftest": words.say("check that every question finds its answer"),
        "export": words.say("get the answers as a file"),
        "import": words.say("add answers from a file"),
        "connect": words.say("go on in a private chat"),
        "editors": words.say("who else may curate"),
    }


def _listed(described: Mapping[str, str]) -> str:
    return "\n".join(f"/{name} – {about}" for name, about in described.items())


def _extent(knowledge: Knowledge, words: Catalogue) -> str:
    entries, sources = len(knowledge.entries), len(knowledge.pack.sources)
    dates: list[date] = sorted(entry.as_of for entry in knowledge.entries if entry.as_of)
    said = [
        words.say_many("{count} question with an answer.", "{count} questions with an answer.", entries),
        words.say_many("{count} source.", "{count} sources.", sources),
        *([words.say("Newest facts as of {date}.", date=words.date(dates[-1]))] if dates else []),
    ]
    return " ".join(said)
