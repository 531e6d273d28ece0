"""Finds our sheets and columns in a workbook that people have renamed, moved and saved again."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..common.text import key_of, text_of
from ..judging.verdict import Flaw
from ..reading.reader import Book, SheetData
from .model import Column, Sheet, Workbook
from .names import TEMPLATE_LABEL
from .start_page import Listed, people_of

HEADER_ROWS = 10
"""How many rows are searched for a header, in case somebody put rows above it."""

ALIKE = 0.75
"""How similar two headers must be for one to count as a misspelling of the other."""


class FoundSheet(NamedTuple):
    """A sheet of ours in somebody's workbook: the place of each column, and what is wrong with the columns.

    `columns` maps the ids of the columns found to their place, counted from 0; `header` is the header's place
    in `data.rows`. `unread` maps the place of every other column to its header, which may be blank; a column
    Check is in neither. `flaws` are (column, row, value, flaw), with the row as on the screen.
    """

    spec: Sheet
    data: SheetData
    header: int
    columns: Mapping[str, int]
    flaws: tuple[tuple[int, int, object, Flaw], ...] = ()
    unread: Mapping[int, str] = {}


class Recognised(NamedTuple):
    """What a workbook is: template and version as written on its start page, its sheets, its people."""

    template: str = ""
    version: int = 0
    sheets: Mapping[str, FoundSheet] = {}
    people: tuple[Listed, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def recognise(book: Book, spec: Workbook, needed: Sequence[str]) -> Recognised:
    """Match a workbook against a spec; `needed` are the sheets without which it cannot be used."""
    template, version = _identity(book)
    if template and template != spec.id:
        return Recognised(
            template=template,
            version=version,
            flaws=(Flaw("file-other-template", (("template", template),)),),
        )
    flaws: list[Flaw] = []
    if template and version != spec.version:
        kind = "file-older-version" if version < spec.version else "file-newer-version"
        flaws.append(Flaw(kind, (("version", str(version)), ("current", str(spec.version)))))
    sheets = _sheets(book, spec, flaws)
    if not sheets:
        return Recognised(template=template, version=version, flaws=(Flaw("file-unknown"),))
    for name in needed:
        if name not in sheets:
            flaws.append(Flaw("sheet-missing", (("sheet", name),)))
    return Recognised(
        template=template,
        version=version,
        sheets=sheets,
        people=people_of(book),
        flaws=tuple(flaws),
    )


def _identity(book: Book) -> tuple[str, int]:
    """Template id and version from the foot of the start page, even if that page was moved."""
    for sheet in book.sheets:
        for row in sheet.rows[:80]:
            for place, value in enumerate(row):
                if value == TEMPLATE_LABEL:
                    after = [v for v in row[place + 1 :] if v not in ("", None)]
                    if len(after) >= 2 and isinstance(after[1], int | float):
                        return str(after[0]), int(after[1])
    return "", 0


def _sheets(book: Book, spec: Workbook, flaws: list[Flaw]) -> dict[str, FoundSheet]:
    """Our sheets by name; a renamed one is recognized by its headers."""
    by_name = {key_of(sheet.name): sheet for sheet in book.sheets}
    found: dict[str, FoundSheet] = {}
    taken = set()
    for sheet in spec.sheets:
        data = by_name.get(key_of(sheet.name))
        if data is not None and (match := _columns(sheet, data)):
            found[sheet.name] = match
            taken.add(data.name)
    for sheet in spec.sheets:
        if sheet.name in found:
            continue
        for data in book.sheets:
            match = _columns(sheet, data) if data.name not in taken else None
            if match and not [f for *_, f in match.flaws if f.kind == "column-missing"]:
                found[sheet.name] = match
                taken.add(data.name)
                flaws.append(Flaw("sheet-renamed", (("sheet", sheet.name), ("found", data.name))))
                break
    return {sheet.name: found[sheet.name] for sheet in spec.sheets if sheet.name in found}


def _columns(spec: Sheet, data: SheetData) -> FoundSheet | None:
    """The columns of a sheet under its header row, or None when no row looks like our header."""
    keys = {key_of(column.header): column for column in spec.columns}
    best, most = -1, 0
    for place, row in enumerate(data.rows[:HEADER_ROWS]):
        count = len({key_of(text_of(value)) for value in row} & keys.keys())
        if count > most:
            best, most = place, count
    if most * 2 < len(keys):
        return None
    return _match(spec, data, best, keys)


def _match(spec: Sheet, data: SheetData, header: int, keys: Mapping[str, Column]) -> FoundSheet:
    row_number = data.first_row + header
    columns: dict[str, int] = {}
    flaws: list[tuple[int, int, object, Flaw]] = []
    others: dict[int, str] = {}
    unread: dict[int, str] = {}
    for place, value in enumerate(data.rows[header]):
        text = text_of(value).strip()
        key = key_of(text)
        if key == "check":
            continue
        unread[place] = text
        if not key:
            continue
        if key not in keys:
            others[place] = text
        elif keys[key].id in columns:
            flaws.append(
                (place, row_number, text, Flaw("column-doubled", (("column", keys[key].header),)))
            )
        else:
            columns[keys[key].id] = place
    _take_misspelled(spec, columns, others, flaws, row_number)
    for column in spec.columns:
        # Nothing is lost when a sheet of entries lacks a column that is not exported: it is an older one.
        needed = column.is_exported or not spec.is_exported
        if needed and column.id not in columns:
            flaws.append((0, row_number, "", Flaw("column-missing", (("column", column.header),))))
    for place, text in others.items():
        flaws.append((place, row_number, text, Flaw("column-unknown", (("found", text),))))
    for place in columns.values():
        del unread[place]
    return FoundSheet(spec, data, header, columns, tuple(flaws), unread)


def _take_misspelled(
    spec: Sheet,
    columns: dict[str, int],
    others: dict[int, str],
    flaws: list[tuple[int, int, object, Flaw]],
    row: int,
) -> None:
    """Match a header that is nearly one of ours, if no other header matches."""
    for column in spec.entered:
        if column.id in columns:
            continue
        near = {
            place: difflib.SequenceMatcher(None, key_of(text), key_of(column.header)).ratio()
            for place, text in others.items()
        }
        place = max(near, key=lambda p: near[p], default=None)
        if place is not None and near[place] >= ALIKE:
            text = others.pop(place)
            columns[column.id] = place
            params = (("column", column.header), ("found", text))
            flaws.append((place, row, text, Flaw("column-renamed", params, column.header)))
