"""What the bot says when it comes into a group. Pure."""

from handlers.catalogues import Catalogue, catalogue
from handlers.markup import bold, paragraph
from handlers.replies import Reply
from knowledge import Knowledge, in_language


def render_greeting(knowledge: Knowledge, language: str, *, hears_all: bool) -> Reply:
    """Return how to ask and about what, what the bot can hear in the group, and how its admins begin."""
    words = catalogue(language)
    hearing = (
        words.say("I can see all messages here, but I answer only those to me, and do not keep the others.")
        if hears_all
        else words.say(
            "Telegram shows me only commands and replies to me, nothing else that is said here. "
            "A mention of me reaches me only if I am an admin, or if my privacy mode is off."
        )
    )
    said = (
        paragraph(bold(words.say("Hello! Ask me with /ask and your question, and I answer with the source."))),
        paragraph(_extent(knowledge, words)),
        paragraph(hearing),
        paragraph(
            words.say("Admins: /add teaches me an answer, /connect lets you do so in private, /help shows the rest.")
        ),
    )
    return Reply(words.language, said)


def _extent(knowledge: Knowledge, words: Catalogue) -> str:
    title, count = in_language(knowledge.pack.title, words.language), len(knowledge.entries)
    return words.say_many(
        "I know {count} answer on {title}: /topics", "I know {count} answers on {title}: /topics", count, title=title
    )


def render_return(language: str) -> Reply:
    """Return the greeting of a group whose entries were kept while the bot was away."""
    said = catalogue(language).say("I am back, and nothing that you taught me is lost.")
    return Reply(language, (paragraph(said),))
