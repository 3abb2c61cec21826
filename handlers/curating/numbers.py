"""The ids that buttons carry: of drafts, proposals, missed questions, groups."""

LONGEST = 18  # digits that any database holds; no id of ours or of Telegram has as many


def number_in(about: str) -> int | None:
    """Return the number that a button carries, None if it carries none."""
    is_number = about.isascii() and about.removeprefix("-").isdecimal() and len(about) <= LONGEST
    return int(about) if is_number else None
