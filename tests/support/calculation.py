"""Works out the formulas of our workbooks with programs that are not ours: IronCalc and LibreOffice."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import ironcalc
from python_calamine import CalamineWorkbook

from template_builder.workbooks.ranges import LAST_ROW
from tests.support import once
from tests.support.fill import fill, parts_of
from tests.support.office import convert

Sheets = dict[str, list[list[object]]]
"""The values of each sheet by rows, from its first cell on; a blank cell is an empty text."""

Given = Mapping[str, tuple[bytes, Mapping[str, object]]]
"""Workbooks by name, each with what a person types into it."""

_FIRST_DAY = dt.date(1899, 12, 30)


def with_ironcalc(given: Given) -> Mapping[str, Sheets]:
    """Each workbook opened by IronCalc, filled in there, and calculated when somebody asks for it."""
    return _WithIronCalc(given)


class _WithIronCalc(Mapping[str, Sheets]):
    def __init__(self, given: Given) -> None:
        self._given = given
        self._calculated: dict[str, Sheets] = {}

    def __getitem__(self, name: str) -> Sheets:
        if name not in self._calculated:
            self._calculated[name] = _ironcalc(*self._given[name])
        return self._calculated[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


def _ironcalc(data: bytes, cells: Mapping[str, object]) -> Sheets:
    model = ironcalc.load_from_bytes(_opened(data))
    names = [sheet["name"] for sheet in model.get_worksheets_properties()]
    for place, value in cells.items():
        name, row, column = parts_of(place)
        at = (names.index(name), row, column)
        match value:
            case dt.date():
                model.update_cell_with_number(*at, (value - _FIRST_DAY).days)
            case bool():
                model.update_cell_with_bool(*at, value)
            case int() | float():
                model.update_cell_with_number(*at, value)
            case str() if value.startswith("="):
                model.update_cell_with_formula(*at, value)
            case _:
                model.update_cell_with_text(*at, value)
    model.evaluate()
    found: Sheets = {}
    for number, name in enumerate(names):
        _, last_row, _, last_column = model.get_sheet_dimensions(number)
        found[name] = [
            [
                _or_blank(model.get_cell_value(number, row, column))
                for column in range(1, last_column + 1)
            ]
            for row in range(1, last_row + 1)
        ]
    return found


@cache
def _opened(data: bytes) -> bytes:
    """The workbook as IronCalc keeps it after it opened the file, which takes as long as to calculate it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "book.xlsx")
        file.write_bytes(data)
        model = ironcalc.load_from_xlsx(str(file))
    _enter_again(model)
    kept: bytes = model.to_bytes()
    return kept


_NEARER = 9_999


def _enter_again(model: ironcalc.Model) -> None:
    """Enter the formulas that IronCalc changed when it opened the file, or would spend nearly all its time on.

    It puts an @, one cell instead of a range, into TRIM(range) inside SUMPRODUCT, where no spreadsheet program has one.
    It visits every blank cell of a range: those down to the last row of all get an end that is nearer. LibreOffice, which
    does not, calculates them as they are.
    """
    for cell in model.get_all_cells():
        formula = model.get_cell_formula(*cell) or ""
        changed = formula.replace("@", "").replace(f"${LAST_ROW}", f"${_NEARER}")
        if changed != formula:
            model.update_cell_with_formula(*cell, changed)


def _or_blank(value: object) -> object:
    return "" if value is None else value


def with_libreoffice(given: Given) -> Mapping[str, Sheets]:
    """Each workbook filled in, then opened, calculated and saved by LibreOffice, once in a test run."""
    files = {f"{name}.xlsx": fill(data, cells) for name, (data, cells) in given.items()}
    together = hashlib.sha256(b"".join(b"%a" % (file,) for file in files.items()))
    assert once.run_folder, "only a test run has a folder to share"

    def make(folder: Path) -> None:
        with tempfile.TemporaryDirectory() as own:
            for name, data in convert(files, "xlsx", Path(own)).items():
                (folder / name).write_bytes(data)

    made = once.made_once(once.run_folder / "calculated" / together.hexdigest(), make)
    return {name.removesuffix(".xlsx"): values((made / name).read_bytes()) for name in files}


def values(data: bytes) -> Sheets:
    """What a saved file holds."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
