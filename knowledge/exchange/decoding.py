"""bytes -> text, or in a sentence why these bytes are none that can be read."""

import codecs
from pathlib import Path

from knowledge.exchange.contents import MOST_BYTES, refuse
from knowledge.exchange.flaws import Flaw, Kind
from knowledge.exchange.guessing import guessed
from knowledge.problems import Place, Problem, Severity

_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive, a spreadsheet or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "a spreadsheet or an office document",
}
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_IN_EXCEL = "in Excel: Save as, CSV UTF-8, and send that"
_AS_TEXT = "save it as text: a spreadsheet as CSV UTF-8, all else as YAML or JSON"


def text_of(path: Path, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text, and what is to be said of its encoding. Raises PackError where it is none that can be read.

    That is UTF-8, UTF-16 that says so by its first two bytes, or what Excel makes of CSV where it is clearly that.
    """
    if len(data) > MOST_BYTES:
        refuse(Place(path), f"this file is larger than {MOST_BYTES // 1_000_000} MB", "split it into several files")
    found = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)
    if found:
        kind = Kind.EXCEL if data.startswith(_OFFICE) else Kind.NONE
        refuse(Place(path), f"this is {found}, and no text", _AS_TEXT, kind=kind)
    text, noted = _decoded(path, data)
    if "\0" in text:
        refuse(Place(path), "this is no text", _AS_TEXT)
    if not text.strip():
        refuse(Place(path), "this file is empty", "send one with entries in it", kind=Kind.EMPTY)
    return text, noted


def _decoded(path: Path, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig"), ()
    except UnicodeDecodeError as error:
        text, encoding = ("", "") if wide else guessed(data)
        if text:
            return text, (_noted(path, encoding),)
        line = 0 if wide else data.count(b"\n", 0, error.start) + 1
        refuse(Place(path, line), "this is not UTF-8 text", _IN_EXCEL, kind=Kind.ENCODING_UNKNOWN)


def _noted(path: Path, encoding: str) -> Problem:
    what, remedy = f"this is not UTF-8, and was read as {encoding}", f"if letters look wrong, {_IN_EXCEL}"
    return Flaw(Place(path), what, remedy, severity=Severity.WARNING, kind=Kind.ENCODING_GUESSED, about=encoding)
