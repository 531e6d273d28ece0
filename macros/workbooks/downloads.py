"""Links to the generated files, and what their columns take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.workbooks.kit import PERSONAL, Download
from template_builder.workbooks.model import Column, Sheet, Value
from template_builder.workbooks.rules import FromList, Number, OneOf

from ..rendering import Links, render

if TYPE_CHECKING:
    from ..content import Content


class UnknownDownload(KitError):
    """A page names a file, a workbook or a sheet that the kit does not have."""


def download(kit: Sequence[Download], link: Links, name: str) -> str:
    """A link to one generated file, with its size.

    Raises UnknownDownload.
    """
    files = {file.name: file for file in kit}
    if name not in files:
        raise UnknownDownload(f"download {name!r} is not in the kit{near(name, files)}")
    return render(
        "workbooks/download",
        file=files[name],
        href=_href(link, files[name]),
        size=_size(files[name]),
    )


def downloads_list(kit: Sequence[Download], fictional: bool, link: Links) -> str:
    """The files of the kit: those for everybody with their purpose, then those of persons and the calendars by name."""
    files = [(file, _href(link, file), _size(file)) for file in kit]
    personal = [row for row in files if row[0].person]
    calendars = [row for row in files if row[0].name.endswith(".ics")]
    return render(
        "workbooks/downloads-list",
        shared=[row for row in files if row not in personal and row not in calendars],
        personal=personal,
        calendars=calendars,
        fictional=fictional,
        link=link,
    )


def downloads_hashes(kit: Sequence[Download], link: Links) -> str:
    """The SHA-256 of each file and how to compare it, in a fold: few readers need it."""
    del link
    return render("workbooks/downloads-hashes", files=kit)


def columns(content: Content, link: Links, workbook: str, sheet: str) -> str:
    """The columns of a sheet: their headers, or a fold with their help where they have one; with example rows where everybody fills it in.

    Raises UnknownDownload.
    """
    del link
    spec = content.workbooks.get(workbook)
    if spec is None:
        raise UnknownDownload(
            f"workbook {workbook!r} has no spec{near(workbook, content.workbooks)}"
        )
    names = [data.name for data in spec.sheets]
    if sheet not in names:
        raise UnknownDownload(f"{workbook} has no data sheet {sheet!r}{near(sheet, names)}")
    data = spec.sheet(sheet)
    rows = data.examples if spec.id == PERSONAL else ()
    shown = [column for column in data.columns if any(column.id in row for row in rows)]
    examples = [[_shown(column, row, content.firm.date_order) for column in shown] for row in rows]
    return render(
        "workbooks/columns",
        workbook=spec,
        sheet=data,
        remarks=_remarks,
        shown=shown,
        examples=examples,
    )


def _remarks(sheet: Sheet, column: Column) -> str:
    """What the help of an exported column leaves unsaid: its rule, where it goes, who may see it."""
    if not sheet.is_exported:
        return ""
    remarks = []
    choices = column.rule.choices if isinstance(column.rule, OneOf) else ()
    if isinstance(column.rule, Number | FromList) or (choices and choices[0] not in column.help):
        remarks.append(column.rule.words)
    if column.is_exported and column.goes_to != column.id:
        remarks.append(f"column `{column.goes_to}` of the import")
    if column.private:
        remarks.append("private")
    return "; ".join(remarks)


def _shown(column: Column, row: dict[str, Value], date_order: str) -> str:
    """An example value as the spreadsheet shows it."""
    value = row.get(column.id, "")
    if isinstance(value, dt.date):
        return value.strftime("%m/%d/%Y" if date_order == "MDY" else "%d/%m/%Y")
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return str(value)


def _href(link: Links, file: Download) -> str:
    return link(f"downloads/{file.name}")


def _size(file: Download) -> str:
    """Size in words that stay on one line: bytes below one kilobyte, whole kilobytes above."""
    count = len(file.data)
    return f"{count}\u00a0bytes" if count < 1000 else f"{round(count / 1000)}\u00a0kB"
