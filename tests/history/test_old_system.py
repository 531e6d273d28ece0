"""The sheet Old system of an index: what is known of the firm's system, room for what people find, and nothing lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import openpyxl
import pytest

from template_builder.history.index_rows import index_spec, read_index
from template_builder.history.service import index_of
from template_builder.workbooks.writer import write_workbook
from tests.support.kit import guide, real_firm, real_kit

INDEX = "historical-data-index.xlsx"
STAMP = dt.datetime(2027, 1, 1)


def rows(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Old system"]
    return [row for row in sheet.iter_rows(min_row=2, max_col=8, values_only=True) if any(row)]


def of_system(id_: str) -> dict[str, tuple[object, ...]]:
    """The rows of the blank index of a firm that leaves a system, by the id of the report."""
    firm = dataclasses.replace(real_firm(), previous_system=id_)
    data = write_workbook(index_spec(), guide(), firm, STAMP)
    return dict(zip([report.id for report in guide().reports], rows(data), strict=True))


def test_what_is_known_of_the_system_is_filled_in() -> None:
    found = of_system("pclaw")
    number, report, called, menu, past_day, *rest = found["trust-listing"]
    assert (number, report) == (1, guide().reports[0].report)
    assert called == "Client Trust Listing"
    assert menu == "Reports → Client → Trust Listing..."
    assert past_day is None
    assert rest == [None, None, None]
    assert found["issued-invoices"][2:] == (None,) * 6
    assert of_system("caret-legal")["ar-aging"][4] == "No"


@pytest.mark.parametrize("system", ["other", ""])
def test_for_a_system_that_is_not_listed_each_report_has_an_empty_line(system: str) -> None:
    found = of_system(system)
    assert [row[0] for row in found.values()] == [report.number for report in guide().reports]
    assert {row[2:] for row in found.values()} == {(None,) * 6}


def edited(data: bytes, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for place, value in cells.items():
        book["Old system"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_new_index_carries_over_what_people_wrote() -> None:
    earlier = edited(
        real_kit()[INDEX],
        D2="Reports > Ours, zero balances on",
        E2="Yes",
        F2="Alex Example",
        G2=dt.date(2027, 1, 7),
        B17="A report of our own",
        C17="Odd Report",
        I1="Our column",
        I2="kept elsewhere",
    )
    filled = index_of([], ("index.xlsx", earlier), real_firm(), STAMP)
    found = rows(filled.data)
    assert found[0][2:7] == (
        "Client Trust Listing",
        "Reports > Ours, zero balances on",
        "Yes",
        "Alex Example",
        dt.datetime(2027, 1, 7),
    )
    assert found[-1][1:3] == ("A report of our own", "Odd Report")
    assert len(found) == len(guide().reports) + 1
    about = [remark.text for remark in filled.remarks if "Old system" in remark.text]
    assert len(about) == 1
    assert "Our column is a column of your own (1 filled). It is not carried over" in about[0]


def test_an_index_of_before_gets_the_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(real_kit()[INDEX]))
    del book["Old system"]
    out = io.BytesIO()
    book.save(out)
    assert read_index(("index.xlsx", out.getvalue())).old_system == ()
    filled = index_of([], ("index.xlsx", out.getvalue()), real_firm(), STAMP)
    assert rows(filled.data) == rows(real_kit()[INDEX])
