"""schema.org JSON-LD -> entries: the questions of an FAQPage, and the claims of ClaimReviews.

The terms are those of https://schema.org/FAQPage and https://schema.org/ClaimReview.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.exchange.claims import claim
from knowledge.exchange.columns import BY_LANGUAGE
from knowledge.exchange.contents import Column, Contents, Item, Path_, Placing, refuse, refuse_too_many
from knowledge.exchange.ld_values import first_text, nodes_of, types_of
from knowledge.problems import PackError, Place, Problem
from knowledge.words.scripts import language_of

_PAGES = {"FAQPage", "QAPage"}

Node = dict[str, Any]


def is_linked(data: Any) -> bool:
    """Tell whether JSON data is JSON-LD, and so no pack file."""
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and not {"@context", "@type", "@graph"}.isdisjoint(first)


def linked_contents(path: Path, data: Any, place: Placing) -> Contents:
    """Return an entry for each question and each claim review. Raises PackError where there is none."""
    found = [(at, _READERS[kind], node) for at, node in _nodes(data, ()) for kind in types_of(node) & _READERS.keys()]
    if not found:
        what = "there is no FAQPage and no ClaimReview in this file"
        refuse(Place(path), what, "send JSON-LD with one of these types, or entries in the form of an exported file")
    refuse_too_many(path, len(found))
    items: list[Item] = []
    problems: list[Problem] = []
    for at, read, node in found:
        try:
            data, sources = read(node, place(at))
            items.append(Item(data, partial(_at, place(at)), sources, _given(data)))
        except PackError as error:
            problems += error.problems
    return Contents(items, problems=tuple(problems))


def _at(place: Place, _: Path_) -> Place:
    return place


def _given(entry: Node) -> frozenset[Column]:
    """Return what a page says of an entry; of all else it says nothing."""
    said = {field: value for field, value in entry.items() if value}
    return frozenset((field, of) for field in said for of in (said[field] if field in BY_LANGUAGE else ("en",)))


def _nodes(data: Any, at: Path_) -> Iterator[tuple[Path_, Node]]:
    """Yield every object of a list, a graph or a page of questions, with its path."""
    for within, node in nodes_of(data, at):
        yield within, node
        yield from _nodes(node.get("@graph"), (*within, "@graph"))
        if types_of(node) & _PAGES:
            yield from _nodes(node.get("mainEntity"), (*within, "mainEntity"))


def _question(node: Node, place: Place) -> tuple[Node, list[Node]]:
    """Return the entry of a Question with its accepted answer."""
    asked = first_text(node.get("name")) or first_text(node.get("text"))
    answers = node.get("acceptedAnswer") or node.get("suggestedAnswer")
    answer = next((text for _, one in nodes_of(answers, ()) if (text := first_text(one.get("text")))), "")
    if not asked or not answer:
        what = "this Question has no name" if not asked else "this Question has no acceptedAnswer with a text"
        refuse(place, what, "add it, or leave the question out", asked[:60])
    return {"question": {language_of(asked): asked}, "answer": {language_of(answer): answer}}, []


_READERS: dict[str, Callable[[Node, Place], tuple[Node, list[Node]]]] = {"Question": _question, "ClaimReview": claim}
