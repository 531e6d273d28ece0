"""Text stays text in every workbook we write, and there is one way into a cell."""

from __future__ import annotations

import ast

import pytest
from openpyxl import Workbook

from template_builder.common.cells import CellError
from template_builder.excel.cells import LONGEST, put, put_formula
from tests.support.kit import ROOT

CORE = ROOT / "template_builder"
WRITERS = [
    file
    for file in sorted(CORE.rglob("*.py"))
    if "openpyxl" in file.read_text(encoding="utf-8") and file != CORE / "excel" / "cells.py"
]
SHEETS = {"sheet", "worksheet", "ws"}


def other_ways(code: str) -> list[str]:
    """Statements that put something into a cell without `put`, `set_value` or `put_formula`."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            keywords = {word.arg for word in node.keywords}
            if node.func.attr == "cell" and (len(node.args) > 2 or "value" in keywords):
                found.append(ast.unparse(node))
            if node.func.attr == "append" and ast.unparse(node.func.value).endswith(tuple(SHEETS)):
                found.append(ast.unparse(node))
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            for target in targets:
                if isinstance(target, ast.Attribute) and target.attr in (
                    "value",
                    "_value",
                    "data_type",
                ):
                    found.append(ast.unparse(node))
                if isinstance(target, ast.Subscript) and ast.unparse(target.value).endswith(
                    tuple(SHEETS)
                ):
                    found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("file", WRITERS, ids=lambda file: str(file.relative_to(CORE)))
def test_there_is_one_way_into_a_cell(file):
    assert other_ways(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        "sheet.cell(1, 2, name)",
        "sheet.cell(row=1, column=2, value=name)",
        "cell.value = name",
        "cell.data_type = 's'",
        "sheet['A1'] = name",
        "book.sheet.append(row)",
    ],
)
def test_another_way_into_a_cell_is_noticed(code):
    assert other_ways(code) == [code]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "#REF!", "\t=1", "=", "＝1+1", "'=1", "{=1}", "1e5"],
)
def test_text_stays_text(text):
    cell = put(Workbook().active, 1, 1, text)
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "＝"))


def test_a_formula_of_ours_is_one():
    cell = put_formula(Workbook().active, 1, 1, "=1+1")
    assert cell.data_type == "f"


def test_an_error_of_a_readers_cell_stays_an_error():
    assert put(Workbook().active, 1, 1, CellError("#REF!")).data_type == "e"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("a\x01b\ufffe", "a\ufffdb\ufffd"),
        ("\ud800", "\ufffd"),
        ("x" * (LONGEST + 5), "x" * LONGEST),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        ("", None),
        (None, None),
    ],
    ids=["controls", "half a character", "too long", "nan", "infinite", "empty", "nothing"],
)
def test_what_no_cell_can_hold_is_written_so_that_the_file_opens(value, kept):
    assert put(Workbook().active, 1, 1, value).value == kept
