"""Columns of formulas that a spec writes itself, and the rows that a sheet starts with; IronCalc works them out."""

from __future__ import annotations

from template_builder.common.stamp import EARLIEST
from template_builder.workbooks.model import Column, Sheet, Start, Workbook
from template_builder.workbooks.rules import AnyText, Formula, Number, Rule
from template_builder.workbooks.writer import new_workbook, write_workbook
from tests.support.calculation import with_ironcalc
from tests.support.kit import guide, real_firm


def column(id_: str, rule: Rule) -> Column:
    required = id_ == "name"
    return Column(id_, id_.capitalize(), 12, False, rule, help="", prompt="", required=required)


DATA = Sheet(
    name="Two words",
    purpose="",
    record="none",
    rows=20,
    columns=(
        column("name", AnyText()),
        column("more", Number(plain=True)),
        column("double", Formula("IF({more}=\"\",\"\",2*{more})", plain=True)),
        column("share", Formula("IF({more}=\"\",\"\",{more}/SUM({Two words!more}))", decimals=2)),
    ),
    first_rows=({"name": "One", "more": 5}, {"name": "Two", "double": "100+ROW({name})"}),
)  # fmt: skip
TOTAL = Sheet(
    name="Total",
    purpose="",
    record="none",
    rows=5,
    check=True,
    columns=(
        column("name", AnyText()),
        column("sum", Formula()),
    ),
    first_rows=(
        {"name": "All", "sum": "SUM({Two words!double})"},
        {"name": "Well", "sum": 'SUMPRODUCT(--({Total!check}="OK"))'},
    ),
)
SPEC = Workbook("sample", 1, "Sample", "", Start("Sample", "", ()), (DATA, TOTAL))


def test_cells_of_the_row_whole_columns_and_rows_of_their_own():
    data = write_workbook(SPEC, guide(), real_firm(), EARLIEST)
    found = with_ironcalc({"x": (data, {"Two words!A4": "Three", "Two words!B4": 15})})["x"]
    assert found["Two words"][1:5] == [
        ["One", 5, 10, 0.25],
        ["Two", "", 103, ""],
        ["Three", 15, 30, 0.75],
        ["", "", "", ""],
    ]
    assert found["Total"][1:3] == [["All", 143, "OK"], ["Well", 2, "OK"]]


def test_rows_in_place_of_those_of_the_spec_have_the_formula_of_the_column():
    book = new_workbook(SPEC, guide(), real_firm(), rows={"Two words": [["A"], ["B"]]})
    formulas = {book["Two words"].cell(row, 3).value for row in (2, 3)}
    assert formulas == {'=IF(B2="","",2*B2)', '=IF(B3="","",2*B3)'}
    assert book["Total"]["B2"].value == "=SUM('Two words'!$C$2:$C$28)"


def test_a_formula_says_what_it_is_and_shows_numbers_as_it_should():
    book = new_workbook(SPEC, guide(), real_firm())
    formats = [book["Two words"].cell(2, number).number_format for number in (2, 3, 4)]
    assert formats == ["General", "General", "#,##0.00"]
    aligned = [book["Two words"].cell(1, number).alignment.horizontal for number in (1, 2, 3, 4)]
    assert aligned == [None, "right", "right", "right"]
    assert book["Total"].cell(1, 2).alignment.horizontal is None
    assert Formula("").words == "a formula"
