"""A schema.org ClaimReview -> an entry: the claim is the question, the verdict the answer, the review the source."""

import re
from typing import Any

from knowledge.exchange.contents import refuse
from knowledge.exchange.ld_values import first_text, nodes_of
from knowledge.naming import id_for
from knowledge.problems import Place
from knowledge.values import SourceKind
from knowledge.words.scripts import language_of

LONGEST_TITLE = 256  # signs, as for every title
LONGEST_URL = 1024  # signs, as for every source
LONGEST_QUOTE = 1000  # signs, as for every quote
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")
_URL = re.compile(r"https?://\S+")

Node = dict[str, Any]


def claim(node: Node, place: Place) -> tuple[Node, list[Node]]:
    """Return the entry of a review and its source. Raises PackError where it has no claim or no verdict."""
    claimed = first_text(node.get("claimReviewed"))
    verdict = _verdict(node)
    if not claimed or not verdict:
        what = "this ClaimReview has no claimReviewed" if not claimed else "this ClaimReview has no verdict"
        refuse(place, what, "add claimReviewed and reviewRating.alternateName, or leave it out", claimed[:60])
    source = _source(node)
    cited = [source["id"]] if source else []
    entry = {
        "question": {language_of(claimed): claimed},
        "answer": {language_of(verdict): "\n\n".join(filter(None, (verdict, _claimant(node, claimed))))},
        "quotes": _quotes(node, cited),
        "sources": cited,
        "as_of": _day(node.get("datePublished")),
    }
    return entry, [source] if source else []


def _verdict(node: Node) -> str:
    rating = next((one for _, one in nodes_of(node.get("reviewRating"), ())), {})
    return first_text(rating.get("alternateName")) or first_text(node.get("reviewBody"))


def _claimant(node: Node, claimed: str) -> str:
    """Return who made the claim and when, in front of it: signs alone, as this is of any language."""
    item = next((one for _, one in nodes_of(node.get("itemReviewed"), ())), {})
    who, when = first_text(item.get("author")), _day(item.get("datePublished"))
    return f"{who}{f' ({when})' if when else ''}: {claimed}" if who else ""


def _source(node: Node) -> Node | None:
    """Return the review as a source, None if neither its address nor its author is known."""
    url = _URL.fullmatch(first_text(node.get("url")))
    author = first_text(node.get("author")) or first_text(node.get("publisher"))
    title = first_text(node.get("headline")) or first_text(node.get("name")) or author or (url[0] if url else "")
    if not title or not (url or author):
        return None
    return {
        "id": id_for(author or title, ()),
        "title": {language_of(title): title[:LONGEST_TITLE].strip()},
        "kind": SourceKind.PRESS,  # those who review claims are press, or say that they work as it does
        "publisher": author or None,
        "url": url[0] if url and len(url[0]) <= LONGEST_URL else None,
        "published": _day(node.get("datePublished")),
    }


def _quotes(node: Node, cited: list[str]) -> list[Node]:
    """Return the verdict in the words of its author, if both are there."""
    rating = next((one for _, one in nodes_of(node.get("reviewRating"), ())), {})
    author, words = first_text(node.get("author")), first_text(rating.get("alternateName"))
    if not cited or not author or not words or len(words) > LONGEST_QUOTE:
        return []
    speaker = {language_of(author): author[:LONGEST_TITLE].strip()}
    return [{"text": words, "speaker": speaker, "source": cited[0], "said_on": _day(node.get("datePublished"))}]


def _day(value: Any) -> str | None:
    found = _DAY.match(value) if isinstance(value, str) else None
    return found[0] if found else None
