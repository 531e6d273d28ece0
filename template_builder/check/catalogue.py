"""The catalogue of what the checker may say: kinds with their severity and wording, read from findings.toml.

The checker, the command line, the browser and the page of findings all take their words from here.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
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
    "Crosswalk",
    "CSV",
)

KIND = re.compile(r"^\[([a-z0-9-]+)\]\n", re.M)
"""Where the table of a kind begins."""
CELL = ("sheet", "column", "value")
TEXTS = ("message", "fix", "clio", "detail")
"""The texts of a kind, in the order in which they are read."""


class Severity(StrEnum):
    """How much a finding matters; the order is that of reports."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(NamedTuple):
    """One kind of finding. Its texts hold placeholders for `str.format`.

    `example` names a sheet, a column's id and the `value` that somebody may have typed there, or has a `text` instead.
    It also has each placeholder of the texts, with what the checker may hand over for it. `mends` says that a
    corrected copy has the value meant, where a judge is certain of it. `together` says that all
    values of a column are one finding. `detail` is what only the page of findings has room for.
    """

    id: str
    severity: Severity
    group: Annotated[str, Text(choices=GROUPS)]
    title: Annotated[str, Text(longest=60)]
    message: str
    clio: str
    fix: str
    sources: SourceIds
    example: Mapping[str, object]
    mends: bool = False
    together: bool = False
    detail: str = ""


class Catalogue(Mapping[str, Kind]):
    """Every kind by its id. Each is read when it is asked for: a file has findings of a few, and all take 15 ms."""

    def __init__(self, file: Path = SPECS / "check" / FILE) -> None:
        parts = KIND.split(file.read_text(encoding="utf-8"))
        self._texts = dict(zip(parts[1::2], parts[2::2], strict=True))
        self._kinds: dict[str, Kind] = {}

    def __getitem__(self, id_: str) -> Kind:
        if id_ not in self._kinds:
            self._kinds |= _kinds(f"[{id_}]\n{self._texts[id_]}")
        return self._kinds[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def load_findings(folder: Path = SPECS / "check") -> dict[str, Kind]:
    """Every kind by its id, in the order of the file.

    Raises SpecProblems with every mistake of the file. Source ids are not looked up: a check of a workbook
    must not wait for the registry, so tests/check/test_catalogue.py does it.
    """
    return _kinds((folder / FILE).read_text(encoding="utf-8"))


def _kinds(text: str) -> dict[str, Kind]:
    problems: list[Problem] = []
    table = Table.parse(text, f"specs/check/{FILE}", problems)
    found = {id_: _kind(id_, entry) for id_, entry in table.named_tables()}
    if problems:
        raise SpecProblems(problems)
    return found


@cache
def shipped_findings() -> Mapping[str, Kind]:
    """The kinds of the package's own specs, each read once in a process."""
    return Catalogue()


def _kind(id_: str, table: Table) -> Kind:
    example = table.table("example")
    kind = read(Kind, table, id=id_, example=_example(example))
    used: set[str] = set()
    for key in TEXTS:
        used |= _placeholders(table, key, getattr(kind, key), kind.example)
    for key in kind.example:
        if key not in (*CELL, "text", *used):
            example.complain(key, f"is in none of the texts{near(key, used)}")
    return kind


def _placeholders(table: Table, key: str, text: str, example: Mapping[str, object]) -> set[str]:
    """The placeholders of a text; complains about braces that `str.format` would trip over, and about names without an example."""
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError as error:
        table.complain(key, f"has a brace that does not fit: {error}")
        return set()
    found = set()
    for _, name, spec, conversion in parsed:
        if name is None:
            continue
        if spec or conversion:
            table.complain(key, f"{{{name}}} takes no format of its own")
        if name == "text" or name not in example:
            hint = near(name, [each for each in example if each != "text"])
            table.complain(key, f"{{{name}}} has no value in the example{hint}")
        found.add(name)
    return found


def _example(table: Table) -> dict[str, object]:
    """What somebody may have typed, as TOML types it: text, a number, a date or a time of day."""
    for key, value in table.data.items():
        if not isinstance(value, str | int | Decimal | dt.date | dt.time):
            table.complain(key, f"expected text, a number, a date or a time, found {shown(value)}")
    if not table.has("text") and not all(table.has(key) for key in CELL):
        table.complain("text", "is missing; an example has sheet, column and value, or a text")
    return table.data
