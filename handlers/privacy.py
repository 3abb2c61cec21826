"""What is kept of people, in plain words, and how it is erased. Pure."""

from handlers.buttons import Button, LinkButton, Press, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.markup import bold, paragraph
from handlers.replies import Reply


def render_privacy(language: str) -> Reply:
    """Return what is stored of people, and for how long."""
    words = catalogue(language)
    read = words.say(
        "I read only what is addressed to me, to answer it. I do not store the text of your messages, nor who asked "
        "what, except as said below. In groups, messages that are not addressed to me are neither answered nor stored."
    )
    erased = words.say(
        "When I am removed from a group, all that belongs to it is erased after 30 days. "
        "/forgetme in our private chat erases what I keep of you."
    )
    title = paragraph(bold(words.say("What I keep, and what I do not")))
    said = (read, _under_id(words), _without_id(words), _of_admins(words), erased)
    return Reply(words.language, (title, *(paragraph(one) for one in said)))


def render_forgetting(language: str) -> Reply:
    """Return the question whether to erase what is kept of a person, with what that means."""
    words = catalogue(language)
    said = (
        paragraph(bold(words.say("Erase what I keep of you?"))),
        paragraph(
            words.say(
                "Gone for good: your language and connected group, your votes, what you are writing, what you wait "
                "for, and your place among a group's editors."
            )
        ),
        paragraph(
            words.say("What you wrote into a group's answers, or proposed, stays there, without your name or ID.")
        ),
    )
    row = (Button(words.say("Erase it"), Press(Verb.FORGET, words.language)),)
    return Reply(words.language, said, (row,))


def render_forgotten(language: str) -> Reply:
    """Return what was erased of a person, and what stays."""
    words = catalogue(language)
    said = words.say(
        "Done. I keep nothing under your Telegram ID now. "
        "What you wrote into a group's answers stays, without your name."
    )
    return Reply(words.language, (paragraph(said),))


def render_only_in_private(language: str, url: str) -> Reply:
    """Return where to ask to be forgotten, with the button that opens the private chat at `url`."""
    words = catalogue(language)
    way = LinkButton(words.say("Open the private chat"), url)
    return Reply(language, (paragraph(words.say("Please send me that in private.")),), ((way,),), is_silent=True)


def _under_id(words: Catalogue) -> str:
    kept = (
        words.say("Under your Telegram ID I keep:"),
        words.say("• the language that you chose, and the group that you curate in private, until you change that"),
        words.say("• that a group's digest comes to you, until you change that"),
        words.say("• your 👍 and 👎"),
        words.say("• that you wait for an answer, until you have it, for 30 days at most"),
        words.say("• what you propose with /suggest"),
        words.say("• what you are just writing for a group, for 7 days"),
        words.say("• with your name: what you changed in a group's answers, and that its owner made you an editor"),
    )
    return "\n".join(kept)


def _without_id(words: Catalogue) -> str:
    return words.say(
        "Without your ID: in groups, the text of a question that I answered poorly or not at all, until nobody has "
        "asked it for 30 days, so that the admins can answer it. And for a day, which of my messages answered which "
        "of yours, with a fingerprint of the question, so that I can correct my answer when you edit your question."
    )


def _of_admins(words: Catalogue) -> str:
    return words.say(
        "A question that the admins of a group mark as “Not ours” is kept until they take that back, so that I do not "
        "answer it. What they quote in an answer stays there, with the name of who said it."
    )
