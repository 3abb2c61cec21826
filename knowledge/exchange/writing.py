"""A group's own entries -> the bytes of a file."""

import codecs
from collections.abc import Sequence
from enum import StrEnum

from knowledge.exchange.pack_files import written_as_json, written_as_yaml
from knowledge.exchange.tables import written_as_table
from knowledge.overlay import OwnEntry


class Format(StrEnum):
    """In what form entries are written; the value is the suffix of the file."""

    YAML = "yaml"
    JSON = "json"
    CSV = "csv"


def write_entries(entries: Sequence[OwnEntry], form: Format, title: str) -> bytes:
    """Return a file that reads back as these entries; YAML and JSON have the form of a pack of this title."""
    if form is Format.CSV:
        return codecs.BOM_UTF8 + written_as_table(entries).encode()  # by the mark Excel knows UTF-8
    write = written_as_yaml if form is Format.YAML else written_as_json
    return write(entries, title).encode()
