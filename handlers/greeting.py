"""What the bot says when it comes into a group. Pure."""

from handlers.catalogues import catalogue
from handlers.markup import bold, paragraph
from handlers.replies import Reply


def render_greeting(language: str, *, hears_all: bool) -> Reply:
    """Return how to ask, what the bot can hear in the group, and how its admins begin."""
    words = catalogue(language)
    hearing = (
        words.say("I can see all messages here, but I answer only those to me, and do not keep the others.")
        if hears_all
        else words.say("Telegram shows me only commands and replies to me, nothing else that is said here.")
    )
    said = (
        paragraph(bold(words.say("Hello! Ask me with /ask and your question, and I answer with the source."))),
        paragraph(hearing),
        paragraph(
            words.say("Admins: /add teaches me an answer, /connect lets you do so in private, /help shows the rest.")
        ),
    )
    return Reply(words.language, said)


def render_return(language: str) -> Reply:
    """Return the greeting of a group whose entries were kept while the bot was away."""
    said = catalogue(language).say("I am back, and nothing that you taught me is lost.")
    return Reply(language, (paragraph(said),))
