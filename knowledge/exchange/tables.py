"""CSV -> entries, a row each; and entries -> CSV that every spreadsheet opens and none runs."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from knowledge.curating.drafting import source_named
from knowledge.exchange.cells import cell
from knowledge.exchange.columns import BY_LANGUAGE, FIELDS, data_of, field_of, texts_by_column
from knowledge.exchange.contents import MOST_ENTRIES, Column, Contents, Item, always, refuse
from knowledge.exchange.flaws import Flaw, Kind
from knowledge.exchange.plain import plain
from knowledge.naming import unused
from knowledge.overlay import OwnEntry
from knowledge.problems import PackError, Place, Problem, Severity
from knowledge.words.scripts import language_of

MOST_COLUMNS = 300  # sixteen fields, three of them in close to a hundred languages
_OF_SOURCES = ("source", "sources", "cites")  # columns that together say what an entry rests on
LOOKED_AT = 10  # rows, to tell by what the cells are parted
WORDS_OF_QUESTION = 3  # from which on a cell without a question mark is no name of something
_NO_NAME = re.compile(r"[\d?!.:/]")
_PARTINGS = "\t;,"  # in this order where the rows do not tell, as sentences have many commas and no tabs
_TWO = "name the columns `question` and `answer` in the first line, or write a table of just these two"

Row = tuple[int, list[str]]  # the line on which it begins, and its cells
Columns = Sequence[Column]


def written_as_table(entries: Sequence[OwnEntry]) -> str:
    """Return a table with a row for each entry, and a column for each field and language that is used."""
    rows = [_cells_of(one) for one in entries]
    used = {name for row in rows for name in row} | {"id", "question", "answer"}
    order = list(FIELDS)
    names = sorted(used, key=lambda name: (order.index(field_of(name)[0]), name))
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def table_contents(path: Path, text: str) -> Contents:
    """Read a table of our columns, or one of questions and answers. Raises PackError where it is neither."""
    rows, problems = _rows(path, text)
    if not rows:
        raise PackError(tuple(problems))
    if len(rows[0][1]) > MOST_COLUMNS:
        refuse(Place(path, rows[0][0]), f"this table has more than {MOST_COLUMNS} columns", _TWO)
    columns = [field_of(name) for name in rows[0][1]]
    if _is_header(columns):
        problems[:0] = _wrong_columns(Place(path, rows[0][0]), rows[0][1], columns)
        items = [_item(path, row, columns, problems) for row in rows[1:]]
    elif len(columns) == 2:
        rows = _below_names(path, rows, problems)
        items = [_item(path, row, _plain_columns(row), problems) for row in rows]
    else:
        refuse(Place(path, rows[0][0]), "this table has no columns for question and answer", _TWO, kind=Kind.NO_COLUMNS)
    return Contents([item for item in items if item], problems=tuple(problems))


def _cells_of(own: OwnEntry) -> dict[str, str]:
    fields: dict[str, Any] = plain(own.entry)
    sources = {"cites": fields.pop("sources", []), "sources": [plain(source) for source in own.sources]}
    fields |= {name: given for name, given in sources.items() if given}
    columns = (column for field, given in fields.items() for column in texts_by_column(field, given).items())
    return {name: cell(value) for name, value in columns}


def _rows(path: Path, text: str) -> tuple[list[Row], list[Problem]]:
    """Return the rows up to the first that is broken, as quote signs then no longer tell where a row ends."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_parting(text), strict=True)
    line = 1
    try:
        for cells in reader:
            rows += [(line, cells)] if any(cell.strip() for cell in cells) else []
            line = reader.line_num + 1
            if len(rows) > MOST_ENTRIES + 1:
                break
    except csv.Error as error:
        what = f"the row that begins here is broken ({error}); it and all below are not read"
        remedy = 'put a cell with line ends or quote signs in quote signs, and write "" for one within'
        return rows, [Problem(Place(path, line), what, remedy)]
    return rows, []


def _parting(text: str) -> str:
    """Return the sign that parts the cells: the one that makes our columns, or else rows of one width."""
    return max(_PARTINGS, key=lambda parting: _fitness(list(_first_rows(text, parting))))


def _fitness(rows: Sequence[Sequence[str]]) -> tuple[bool, bool, bool]:
    widths = {len(row) for row in rows} or {0}
    is_ours = bool(rows) and _is_header([field_of(name) for name in rows[0][:MOST_COLUMNS]])
    return is_ours, len(widths) == 1 < min(widths), min(widths) > 1


def _first_rows(text: str, parting: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parting, strict=True)
    try:
        yield from islice((row for row in reader if any(cell.strip() for cell in row)), LOOKED_AT)
    except csv.Error:
        return


def _is_header(columns: Columns) -> bool:
    return {"question", "answer"} <= {field for field, _ in columns}


def _wrong_columns(place: Place, names: Sequence[str], columns: Columns) -> list[Problem]:
    """Name the columns that are not read; refuse a table that has one twice, since either could be meant."""
    twice = next(
        (name for name, known in zip(names, columns, strict=True) if known[0] and columns.count(known) > 1), ""
    )
    if twice:
        refuse(place, f"the column {twice!r} stands twice", "keep one of the two")
    unknown = [name[:40] for name, (field, _) in zip(names, columns, strict=True) if name.strip() and not field]
    remedy = f"known here: {', '.join(FIELDS)}, and {', '.join(BY_LANGUAGE)} with a language, such as answer[hi]"
    return [_unread(place, name, remedy) for name in unknown]


def _unread(place: Place, name: str, remedy: str) -> Problem:
    what = f"the column {name!r} is not read"
    return Flaw(place, what, remedy, severity=Severity.WARNING, kind=Kind.COLUMN_UNREAD, about=name)


def _below_names(path: Path, rows: list[Row], problems: list[Problem]) -> list[Row]:
    """Leave out a first row that names columns in a language that is not known here, and say so."""
    line, cells = rows[0]
    names_all = all(len(cell.split()) == 1 and not _NO_NAME.search(cell) for cell in cells)
    if len(rows) == 1 or not names_all or not any(map(_asks, rows[1][1])):
        return rows
    about = "; ".join(cell.strip()[:40] for cell in cells)
    what, remedy = f"{about!r} is taken for the names of the columns", "add a question mark if it is a question"
    taken = Flaw(Place(path, line), what, remedy, severity=Severity.WARNING, kind=Kind.NAMES_GUESSED, about=about)
    problems.append(taken)
    return rows[1:]


def _asks(text: str) -> bool:
    return "?" in text or len(text.split()) >= WORDS_OF_QUESTION


def _plain_columns(row: Row) -> Columns:
    """Return the columns of a row without a header: a question and an answer, in the language of their script."""
    return [(field, language_of(text)) for field, text in zip(("question", "answer"), row[1], strict=False)]


def _item(path: Path, row: Row, columns: Columns, problems: list[Problem]) -> Item | None:
    line, cells = row
    place = Place(path, line)
    if any(cell.strip() for cell in cells[len(columns) :]):
        what = f"this row has {len(cells)} cells, and the table {len(columns)} columns"
        problems.append(Problem(place, what, "put a cell that holds the parting sign in quote signs"))
        return None
    data = data_of(columns, cells)
    brought, data["sources"] = _sources_in(data)
    given = frozenset(("sources", "en") if field in _OF_SOURCES else (field, of) for field, of in columns[: len(cells)])
    return Item(data, always(place), brought, given)


def _sources_in(data: dict[str, Any]) -> tuple[list[Any], Any]:
    """Take the sources of a row out of its data; return them, and the ids of those that are cited."""
    brought, cited, named = data.pop("sources", []), data.pop("cites", []), data.pop("source", "")
    if not isinstance(brought, list):
        return [], brought  # what is no list is refused as the field
    source = source_named(named, language_of(named))
    if source is None:
        return brought, cited
    taken = [one.get("id") for one in brought if isinstance(one, dict)]
    source = source.model_copy(update={"id": unused(source.id, [id_ for id_ in taken if isinstance(id_, str)])})
    return [*brought, plain(source)], [*cited, source.id]
