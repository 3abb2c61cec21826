"""What is said with an exported file, and what it is called. Pure."""

from datetime import date

from handlers.catalogues import Catalogue
from handlers.markup import paragraph, shortened
from handlers.replies import Reply
from knowledge.exchange import Format

LONGEST_TITLE = 60  # of a file's name; phones show less
NOT_IN_NAMES = '/\\:*?"<>|'  # which some system takes in no name of a file


def caption_of(count: int, words: Catalogue) -> Reply:
    """Return what stands below the file."""
    said = words.say_many("{count} entry of this group.", "{count} entries of this group.", count)
    back = words.say("Change the file and send it back with /import as its caption.")
    return Reply(words.language, (paragraph(said), paragraph(back)))


def file_name(title: str, today: date, suffix: str) -> str:
    """Return the name of a group's file of a day."""
    plain = "".join(" " if sign in NOT_IN_NAMES or not sign.isprintable() else sign for sign in title)
    return f"{shortened(plain, LONGEST_TITLE)} {today.isoformat()}.{suffix}".lstrip(". ")


def nothing_to_export(words: Catalogue) -> Reply:
    """Return what is said where a group has no entries of its own."""
    said = words.say("This group has no entries of its own yet. Add one with /add, or bring a file in with /import.")
    return Reply(words.language, (paragraph(said),))


def how_to_export(words: Catalogue) -> Reply:
    """Return in which forms entries are written."""
    commands = ", ".join(f"/export {form}" for form in Format)
    return Reply(words.language, (paragraph(words.say("Choose a format: {commands}.", commands=commands)),))
