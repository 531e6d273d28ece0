"""Finds our sheets in a workbook that people have renamed, copied, moved and saved again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..common.text import key_of
from ..judging.verdict import Flaw
from ..reading.reader import Book
from .headers import FoundSheet, tables_on
from .model import Sheet, Workbook
from .names import TEMPLATE_LABEL
from .sheet_names import is_named_after
from .start_page import Listed, people_of
from .summary_totals import Summary, summary_of
from .unread_sheets import UnreadSheet, unread_sheet


class Recognized(NamedTuple):
    """What a workbook is: template and version as written on its start page, its sheets, its people.

    `sheets` are all tables of ours in the order of the file: more than one where somebody copied a sheet, or put
    one table below another. `unread` are the sheets without one that hold something.
    """

    template: str = ""
    version: int = 0
    sheets: tuple[FoundSheet, ...] = ()
    unread: tuple[UnreadSheet, ...] = ()
    people: tuple[Listed, ...] = ()
    summary: Summary = Summary()
    flaws: tuple[Flaw, ...] = ()

    def of(self, name: str) -> tuple[FoundSheet, ...]:
        """The tables that match one sheet of the template."""
        return tuple(found for found in self.sheets if found.spec.name == name)

    @property
    def names(self) -> dict[str, str]:
        """The name of each sheet with a table as the template has it, with a number from the second on."""
        names: dict[str, str] = {}
        for found in self.sheets:
            if found.data.name not in names:
                name, number = found.spec.name, 2
                while name in names.values():
                    name, number = f"{found.spec.name} ({number})", number + 1
                names[found.data.name] = name
        return names


def recognize(book: Book, spec: Workbook, needed: Sequence[str]) -> Recognized:
    """Match a workbook against a spec; `needed` are the sheets without which it cannot be used.

    A CSV file is one sheet, under whatever name.
    """
    template, version = _identity(book)
    if template and template != spec.id:
        return Recognized(
            template=template,
            version=version,
            flaws=(Flaw("file-other-template", (("template", template),)),),
        )
    flaws: list[Flaw] = []
    if template and version != spec.version:
        kind = "file-older-version" if version < spec.version else "file-newer-version"
        flaws.append(Flaw(kind, (("version", str(version)), ("current", str(spec.version)))))
    people = people_of(book)
    rows_of_people: dict[str, set[int]] = {}
    for person in people:
        rows_of_people.setdefault(person.sheet, set()).add(person.cell[1])
    sheets: list[FoundSheet] = []
    unread: list[UnreadSheet] = []
    for data in book.sheets:
        if tables := tables_on(data, spec.sheets):
            sheets += tables
        elif sheet := unread_sheet(data, spec.sheets, people=rows_of_people.get(data.name, ())):
            unread.append(sheet)
    if not sheets:
        flaws = [Flaw("file-unknown")]
    elif book.kind != "csv":
        flaws += _names_and_copies(sheets, spec.sheets)
        there = {found.spec.name for found in sheets}
        there |= {name for name in needed for each in unread if is_named_after(each.name, name)}
        flaws += [Flaw("sheet-missing", (("sheet", name),)) for name in needed if name not in there]
    return Recognized(
        template=template,
        version=version,
        sheets=tuple(sheets),
        unread=tuple(unread) if sheets or template else (),
        people=people,
        summary=summary_of(book),
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


def _names_and_copies(sheets: Sequence[FoundSheet], specs: Sequence[Sheet]) -> Iterator[Flaw]:
    """Which sheet has another name than ours, and which ones are read beside it."""
    # A table below another one is named where it begins.
    first_on_sheet: dict[str, Sheet] = {}
    for found in sheets:
        first_on_sheet.setdefault(found.data.name, found.spec)
    for spec in specs:
        names = [name for name, first in first_on_sheet.items() if first is spec]
        if not names:
            continue
        main = next((name for name in names if key_of(name) == key_of(spec.name)), names[0])
        if key_of(main) != key_of(spec.name):
            yield Flaw("sheet-renamed", (("sheet", spec.name), ("found", main)))
        for name in names:
            if name != main and spec.is_exported:
                yield Flaw(
                    "sheet-read-too", (("found", name), ("sheet", spec.name), ("main", main))
                )
