"""bytes -> text, or in a sentence why these bytes are none that can be read."""

import codecs
from pathlib import Path

from knowledge.exchange.contents import MOST_BYTES, refuse
from knowledge.problems import Place

_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive, a spreadsheet or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "a spreadsheet or an office document",
}
_AS_TEXT = "save it as text: a spreadsheet as CSV UTF-8, all else as YAML or JSON"


def text_of(path: Path, data: bytes) -> str:
    """Return the text of UTF-8, or of UTF-16 that says so by its first two bytes. Raises PackError for all else."""
    if len(data) > MOST_BYTES:
        refuse(Place(path), f"this file is larger than {MOST_BYTES // 1_000_000} MB", "share it out among several")
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)
    if kind:
        refuse(Place(path), f"this is {kind}, and no text", _AS_TEXT)
    text = _decoded(path, data)
    if "\0" in text:
        refuse(Place(path), "this is no text", _AS_TEXT)
    if not text.strip():
        refuse(Place(path), "this file is empty", "send one with entries in it")
    return text


def _decoded(path: Path, data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = 0 if wide else data.count(b"\n", 0, error.start) + 1
        refuse(Place(path, line), "this is not UTF-8 text", "save the file in the encoding UTF-8")
