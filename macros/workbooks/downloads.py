"""Links to the generated files, and tables of what stands in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from template_builder.common.errors import KitError
from template_builder.common.toml_table import near
from template_builder.workbooks.kit import Download
from template_builder.workbooks.model import Column, Value

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


def downloads_table(content: Content, link: Links) -> str:
    """Every file of the kit: what it is for, its size, its SHA-256."""
    rows = [(file, _href(link, file), _size(file)) for file in content.downloads]
    return render("workbooks/downloads-table", rows=rows, fictional=content.firm.fictional)


def columns(content: Content, link: Links, workbook: str, sheet: str) -> str:
    """The columns of a sheet and its example rows, from the same spec as the workbook itself.

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
    shown = [column for column in data.columns if any(column.id in row for row in data.examples)]
    examples = [
        [_shown(column, row, content.firm.date_order) for column in shown] for row in data.examples
    ]
    return render(
        "workbooks/columns",
        workbook=spec,
        sheet=data,
        needed=_needed,
        shown=shown,
        examples=examples,
    )


def _needed(column: Column) -> str:
    """Whether a cell may stay blank, in words."""
    if not column.is_entered:
        return "automatic"
    if column.usual:
        return "or blank, as explained"
    return "yes" if column.required else "no"


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
