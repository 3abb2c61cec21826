"""HTML within a field of a stranger's file -> plain text; what is no text on a page is no text here."""

import html
import re

# Read by hand: the parser of the standard library takes seconds for a few thousand tags left open, and a file may
# hold many such texts. This takes a time that grows with the text.
_TAG = re.compile(r"<!--|-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>")
_UNSEEN = {"script", "style", "template", "head", "title", "noscript", "iframe", "object", "svg"}
_PARAGRAPHS = {"p", "div", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_LINES = {"br", "tr", "dt", "dd"}


def plain_text(text: str) -> str:
    """Return the text that a page would show, with paragraphs an empty line apart; a text without tags as it is."""
    if not _TAG.search(text):
        return html.unescape(text).strip()
    shown, unseen, at = [], "", 0
    for tag in _TAG.finditer(text):
        shown += [] if unseen else [_flowing(text[at : tag.start()])]
        at = tag.end()
        unseen = _unseen(unseen, tag)
        shown += [] if unseen else [_break(tag)]
    shown += [] if unseen else [_flowing(text[at:])]
    lines = "\n".join(line.strip() for line in "".join(shown).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _flowing(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(text))


def _unseen(inside: str, tag: re.Match[str]) -> str:
    """Return the name of what hides the text after this tag, "" if nothing does."""
    name = (tag[2] or "--").lower()
    if inside:
        return "" if name == inside and (tag[1] or tag[0] == "-->") else inside
    hides = name in _UNSEEN and not tag[1] and not tag[0].endswith("/>")
    return name if hides or tag[0] == "<!--" else ""


def _break(tag: re.Match[str]) -> str:
    name = (tag[2] or "").lower()
    if name == "li":
        return "" if tag[1] else "\n• "
    if name in _PARAGRAPHS:
        return "\n\n"
    return "\n" if name in _LINES and (name == "br" or not tag[1]) else ""
