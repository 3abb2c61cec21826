"""Entries of a file that name no id of the group's -> the group's entries that they mean, known by their question."""

from collections.abc import Mapping, Sequence

from knowledge.normalising import words
from knowledge.overlay import OwnEntry


def recognised(incoming: Sequence[OwnEntry], standing: Mapping[str, OwnEntry]) -> tuple[OwnEntry, ...]:
    """Return the entries, where one that asks what a standing entry asks has got its id.

    So a table without ids can be imported twice. Of two that ask the same, only the first is taken for it.
    """
    asked = {words(text): id_ for id_, own in standing.items() for text in own.entry.question.values()}
    taken = {one.entry.id for one in incoming}
    found = []
    for one in incoming:
        meant = next((asked[words(text)] for text in one.entry.question.values() if words(text) in asked), None)
        if one.entry.id in standing or meant is None or meant in taken:
            found.append(one)
        else:
            taken.add(meant)
            found.append(one.model_copy(update={"entry": one.entry.model_copy(update={"id": meant})}))
    return tuple(found)
