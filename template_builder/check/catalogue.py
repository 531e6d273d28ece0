"""The catalogue of what the checker may say: kinds with their severity and wording, read from findings.toml.

The checker, the command line, the browser and the page of findings all take their words from here.
"""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from ..common.declared import SourceIds, Text, read
from ..common.errors import Problem, SpecProblems
from ..common.specs_folder import SPECS
from ..common.toml_table import Table, near, shown

FILE = "findings.toml"
GROUPS = (
    "Matter",
    "Date",
    "Hours",
    "Rate and price",
    "Person",
    "Text",
    "Rows",
    "File and columns",
    "Completeness",
    "CSV",
)

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "matter-unknown": ("near",),
    "matter-with-description": ("suggestion",),
    "matter-with-colon": ("suggestion",),
    "matter-blanks": ("suggestion",),
    "date-is-text": ("suggestion",),
    "date-ambiguous": ("first", "second"),
    "date-two-digit-year": ("suggestion",),
    "date-before-cut-off": ("cut_off",),
    "date-after-period": ("end",),
    "date-on-weekend": ("weekday",),
    "hours-as-clock": ("suggestion",),
    "hours-with-unit": ("suggestion",),
    "hours-as-time": ("suggestion",),
    "hours-decimal-comma": ("suggestion",),
    "hours-day-total": ("person", "day", "total"),
    "hours-not-in-increment": ("increment", "rounded", "difference"),
    "amount-with-currency": ("suggestion",),
    "amount-with-comma": ("suggestion",),
    "number-as-text": ("suggestion",),
    "rate-missing": ("person",),
    "person-unknown": ("person", "near"),
    "person-without-user": ("person",),
    "text-too-long": ("length", "limit"),
    "category-unknown": ("near",),
    "non-billable-unknown": ("suggestion",),
    "row-duplicate": ("other",),
    "file-other-template": ("template",),
    "file-older-version": ("version", "current"),
    "file-newer-version": ("version", "current"),
    "sheet-missing": ("sheet",),
    "sheet-renamed": ("sheet", "found"),
    "column-missing": ("column",),
    "column-renamed": ("column", "found", "suggestion"),
    "column-doubled": ("column",),
    "column-unknown": ("found",),
    "value-missing": ("column",),
    "value-unexpected": ("expected",),
    "day-without-entry": ("person", "days"),
    "day-with-few-hours": ("person", "day", "hours"),
    "day-with-many-hours": ("person", "day", "hours"),
    "csv-header": ("found",),
}
"""What the checker hands to the texts of a kind, besides `value`, which every kind has. All of it is text."""

CELL = ("sheet", "column", "value")


class Severity(StrEnum):
    """How much a finding matters; the order is that of reports."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(NamedTuple):
    """One kind of finding. `message`, `clio` and `fix` hold placeholders for `str.format`.

    `example` names a sheet, a column's id and what somebody may have typed there, or has a `text` instead; it
    also holds a value for each placeholder that the texts use.
    """

    id: str
    severity: Severity
    group: Annotated[str, Text(choices=GROUPS)]
    title: Annotated[str, Text(longest=60)]
    message: str
    clio: str
    fix: str
    sources: SourceIds
    example: Mapping[str, object] = field(hash=False)


def parameters(kind: str) -> tuple[str, ...]:
    """The placeholders that the texts of a kind may use."""
    return ("value", *PARAMETERS.get(kind, ()))


def load_findings(folder: Path = SPECS / "check") -> dict[str, Kind]:
    """Every kind by its id, in the order of the file.

    Raises SpecProblems with every mistake of the file. Source ids are not looked up: a check of a workbook
    must not wait for the registry, so tests/check/test_catalogue.py does it.
    """
    file = folder / FILE
    problems: list[Problem] = []
    table = Table.parse(file.read_text(encoding="utf-8"), f"specs/check/{FILE}", problems)
    found = {id_: _kind(id_, entry) for id_, entry in table.named_tables()}
    for id_ in PARAMETERS:
        if id_ not in found:
            table.complain(id_, "is missing; the checker hands over values for it")
    if problems:
        raise SpecProblems(problems)
    return found


def _kind(id_: str, table: Table) -> Kind:
    kind = read(Kind, table, id=id_, example=_example(table.table("example"), id_))
    for key, text in (("message", kind.message), ("clio", kind.clio), ("fix", kind.fix)):
        _check_placeholders(table, key, text, kind)
    return kind


def _check_placeholders(table: Table, key: str, text: str, kind: Kind) -> None:
    """Complain about braces that `str.format` would trip over, and about values the example does not give."""
    allowed = parameters(kind.id)
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError as error:
        table.complain(key, f"has a brace that does not fit: {error}")
        return
    for _, name, spec, conversion in parsed:
        if name is None:
            continue
        if spec or conversion:
            table.complain(key, f"{{{name}}} takes no format of its own")
        if name not in allowed:
            table.complain(key, f"{{{name}}} is no placeholder of this kind{near(name, allowed)}")
        elif name not in kind.example:
            table.complain("example", f"lacks {name!r}, which {key} uses")


def _example(table: Table, kind: str) -> dict[str, object]:
    """What somebody may have typed, as TOML types it: text, a number, a date or a time of day."""
    known = (*CELL, "text", *parameters(kind))
    for key, value in table.data.items():
        if key not in known:
            table.complain(key, f"is not a known key{near(key, known)}")
        elif not isinstance(value, str | int | Decimal | dt.date | dt.time):
            table.complain(key, f"expected text, a number, a date or a time, found {shown(value)}")
    if not table.has("text") and not all(table.has(key) for key in CELL):
        table.complain("text", "is missing; an example has sheet, column and value, or a text")
    return table.data
