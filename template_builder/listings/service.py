"""Reads a listing: the one door of this room, for the other rooms, the page and the command line."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from ..common.cells import column_letter
from ..common.files import NamedBytes
from ..common.text import is_blank
from ..reading.reader import Book, read_file
from ..reading.refusal import UnreadableFile
from ..reading.web_page import read_web_page
from .as_of import as_of
from .asking import questions_of
from .buckets import bucket_columns
from .choices import Choices, column_of
from .kinds import Kind, load_kind
from .lines_above import lone_lines
from .lines_above_headers import with_line_above_headers
from .mapping import ColumnMap, mapped
from .model import Column, LeftOut, Listing, Question, question_text
from .remarks import remarks_of, remarks_of_sheets
from .row_classes import RowClass, Shape
from .row_counts import settle_counts
from .rows import Walk
from .tables import Table, tables_in, texts_of
from .values import values_of

SAMPLE_ROWS = 6


def read_listing(
    name: str,
    data: bytes,
    kind: str,
    columns: Mapping[str, str] = {},
    *,
    only: Collection[str] = (),
    as_text: Collection[str] = (),
    dates: str = "",
    decimals: str = "",
) -> Listing:
    """A listing of a kind as rows with named fields, or what has to be asked about it.

    `columns` says of a field which column it is: by its header, by its letter, by several letters with commas between,
    `group` for the lines above the rows, or nothing where the file does not have it. `dates` (MDY or DMY) and `decimals`
    (point or comma) count where a column does not say them itself. With `only`, no other field is looked for, or asked about.
    Of a field `as_text`, the text of the cells is taken, whatever it holds otherwise.

    Raises UnreadableFile for a file that is no table, and KitError for a column that is not there.
    """
    book = open_list(name, data)
    return listing_of(
        book, kind, columns, only=only, as_text=as_text, dates=dates, decimals=decimals
    )


def open_list(name: str, data: bytes) -> Book:
    """The sheets of a list; also of a web page under the name of a workbook, as old programs save them.

    Raises UnreadableFile for a file that is no table.
    """
    try:
        return read_file(name, data)
    except UnreadableFile:
        if page := read_web_page(name, data):
            return page
        raise


def listing_of(
    book: Book,
    kind_id: str,
    columns: Mapping[str, str] = {},
    *,
    only: Collection[str] = (),
    as_text: Collection[str] = (),
    dates: str = "",
    decimals: str = "",
) -> Listing:
    """The listing in a file that was read already; see `read_listing`."""
    kind = load_kind(kind_id).with_texts(as_text)
    unwanted = {field.id: "" for field in kind.fields if only and field.id not in only}
    choices = Choices({**unwanted, **columns}, kind)
    named = [each for each in choices.columns.values() if each]
    tables = [with_line_above_headers(table) for table in tables_in(book, kind, named)]
    if not tables:
        raise UnreadableFile("empty", "It has no rows.", name=book.name)
    first, *others = tables
    same = [first, *(table for table in others if table.has_header and table.keys == first.keys)]
    same.sort(key=lambda table: [sheet.name for sheet in book.sheets].index(table.sheet.name))
    parts = [_Part(book, table, kind, choices, dates, decimals) for table in same]
    main = parts[same.index(first)]
    read = [table.sheet.name for table in same]
    left = tuple(
        sheet.name
        for sheet in book.sheets
        if sheet.name not in read and any(not is_blank(v) for row in sheet.rows for v in row)
    )
    questions = _once(question for part in parts for question in part.questions)
    walks = [part.walk for part in parts]
    order = next((c.order for c in main.values.dates.values() if c.order), dates)
    return Listing(
        name=book.name,
        kind=kind.id,
        rows=tuple(row for walk in walks for row in walk.rows),
        columns={id_: column_of(first, places) for id_, places in main.mapping.columns.items()},
        questions=questions,
        unused=_unused(first, kind, main.mapping),
        totals=tuple(total for walk in walks for total in walk.totals.found),
        remarks=(
            *(
                remark
                for part in parts
                for remark in (*part.values.remarks, *remarks_of(part.walk))
            ),
            *remarks_of_sheets(read, left),
        ),
        left_out=_left_out(parts),
        other_sheets=left,
        as_of=as_of(first, book.name, order),
        shape=_shape(first, kind),
        headers=tuple(Column(column_letter(at), header) for at, header in enumerate(first.headers)),
        sample=_sample(first),
    )


class _Part:
    """One table of a listing on its way from columns to rows."""

    def __init__(
        self, book: Book, table: Table, kind: Kind, choices: Choices, dates: str, decimals: str
    ) -> None:
        self.table = table
        has_groups = bool(lone_lines(table))
        self.mapping = mapped(table, kind, choices, has_groups=has_groups)
        asked = questions_of(table, kind, self.mapping, has_groups=has_groups)
        columns = self.mapping.columns
        shape = Shape(table, kind, columns)
        lines = shape.lines()
        settle_counts(lines, shape)
        self.values = values_of(table, kind, columns, lines, dates=dates, decimals=decimals)
        self.prefix = f"{table.sheet.name}!A" if book.kind != "csv" else "A"
        self.walk = Walk(table, kind, columns, self.values, lines, self.prefix).go()
        self.questions = [*asked, *self.values.questions]


def _once(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Each question once, although several sheets ask it."""
    found: dict[tuple[str, str], Question] = {}
    for each in questions:
        found.setdefault((each.field, each.option), each)
    return tuple(found.values())


def _unused(table: Table, kind: Kind, mapping: ColumnMap) -> tuple[Column, ...]:
    checked = bucket_columns(table.keys) if kind.buckets and "total" in mapping.columns else ()
    return tuple(
        Column(column_letter(at), header)
        for at, header in enumerate(table.headers)
        if at not in mapping.used and at not in checked and not all(map(is_blank, table.column(at)))
    )


def _left_out(parts: Sequence[_Part]) -> tuple[LeftOut, ...]:
    """The rows that are no data by class, in the order of the classes."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in parts:
        table = part.table
        other = table.top - table.other
        rows = [
            (RowClass.OTHER if at >= other else RowClass.TITLE, table.sheet.first_row + at, row)
            for at, row in enumerate(table.above)
        ]
        rows += [
            (line.row_class, table.first_row + line.at, table.rows[line.at])
            for line in part.walk.lines
            if line.row_class != RowClass.DATA and not 0 < line.at < table.lead
        ]
        for row_class, number, row in rows:
            if text := " ".join(filter(None, texts_of(row))):
                found.setdefault(row_class, []).append((f"{part.prefix}{number}", text))
    return tuple(
        LeftOut(each, *map(tuple, zip(*found[each], strict=True)))
        for each in RowClass
        if each in found
    )


def _shape(table: Table, kind: Kind) -> str:
    """What files with the same headers in the same order have in common."""
    text = "\n".join((kind.id, *table.keys))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sample(table: Table) -> tuple[tuple[str, ...], ...]:
    rows = (row for row in table.rows[table.lead :] if not all(map(is_blank, row)))
    return tuple(tuple(texts_of(row)) for row in islice(rows, SAMPLE_ROWS))


def listing_json(listing: Listing) -> dict[str, object]:
    """A listing as the page shows it: the table's first values, the choices of columns, what is asked, what was found."""
    kind = load_kind(listing.kind)
    return {
        "name": listing.name,
        "kind": listing.kind,
        "title": kind.title,
        "shape": listing.shape,
        "as_of": _iso(listing.as_of),
        "fields": [
            {
                "id": each.id,
                "title": each.title,
                "needed": each.id in kind.needs,
                "one_of": each.id in kind.needs_one_of,
            }
            for each in kind.fields
        ],
        "columns": {id_: column.letter for id_, column in listing.columns.items()},
        "headers": [each._asdict() for each in listing.headers],
        "sample": listing.sample,
        "questions": [
            {**each._asdict(), "candidates": [c._asdict() for c in each.candidates]}
            | {"text": question_text(each)}
            for each in listing.questions
        ],
        "rows": len(listing.rows),
        "unused": [each._asdict() for each in listing.unused],
        "totals": [
            {
                "place": each.place,
                "label": each.label,
                "field": each.field,
                "printed": str(each.printed),
                "read": str(each.read),
                "ties": each.ties,
            }
            for each in listing.totals
        ],
        "remarks": [each._asdict() for each in listing.remarks],
        "left_out": [
            {"class": each.row_class, "count": each.count, "places": list(each.places[:20])}
            for each in listing.left_out
        ],
    }


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def answer(
    _stamp: dt.datetime,
    file: NamedBytes,
    kind: str,
    columns: Mapping[str, str] = {},
    dates: str = "",
    decimals: str = "",
) -> tuple[dict[str, object], dict[str, bytes]]:
    """What a page shows of a listing before it is used."""
    return listing_json(read_listing(*file, kind, columns, dates=dates, decimals=decimals)), {}
