"""What people write for a source where they have none. Pure."""

from knowledge.normalising import normalise

NO_SOURCE = frozenset(
    map(
        normalise,
        (
            *("none", "no", "no source", "-", "–", "—", "n/a", "idk", "nahi", "pata nahi"),
            *("нет", "нет источника", "पता नहीं", "कोई नहीं"),
        ),
    )
)
STOPS = " .।"


def names_no_source(text: str) -> bool:
    """Tell whether a text says that there is no source, with or without a full stop."""
    return normalise(text).rstrip(STOPS) in NO_SOURCE
