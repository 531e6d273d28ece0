"""Any mixture of what people do to sheets: what is read and what is named is all that was written."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.support.checking import check
from tests.support.kit import workbooks

HEADERS = tuple(column.header for column in workbooks()["time-tracking"].sheet("Time").entered)
FIRST_DAY = dt.date(2027, 1, 4)
NAMES = ("Time", "Time (2)", "Time Feb", "Zeiten", "Список", "Backup of Time", "x")
OWN = ("Mood", "Km", "Done")


class Block(NamedTuple):
    """Rows under one header: hours of each entry in hundredths, and which of them are written as words."""

    order: tuple[int, ...]
    hours: tuple[int, ...]
    unreadable: frozenset[int]
    total: str
    bare: int
    blank: int


class Written(NamedTuple):
    """A sheet: rows above its first header, its blocks, and a value for each row in a column of one's own."""

    name: str
    above: int
    headers: bool
    own: bool
    blocks: tuple[Block, ...]


blocks = st.builds(
    Block,
    order=st.permutations(range(len(HEADERS))).map(tuple),
    hours=st.lists(st.integers(1, 900), min_size=1, max_size=6).map(tuple),
    unreadable=st.frozensets(st.integers(0, 5), max_size=2),
    total=st.sampled_from(("", "Total", "Summe:", "Celkem", " ")),
    bare=st.integers(0, 3),
    blank=st.integers(0, 2),
)
sheets = st.lists(
    st.builds(
        Written,
        name=st.sampled_from(NAMES),
        above=st.sampled_from((0, 0, 3, 12, 41)),
        headers=st.sampled_from((True, True, True, False)),
        own=st.booleans(),
        blocks=st.lists(blocks, min_size=1, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda sheet: sheet.name,
)


class Oracle:
    """Writes sheets cell by cell and counts what it writes."""

    def __init__(self) -> None:
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)
        self.entries = self.read = self.no_entries = 0
        self.hours = Decimal(0)
        self.without_headers: dict[str, int] = {}
        self.own: dict[str, int] = {}
        self.day = FIRST_DAY

    def write(self, written: Written) -> None:
        sheet = self.book.create_sheet(written.name)
        number = filled = beside = 0
        for number in range(1, written.above + 1):
            sheet.cell(number, 2, "Timesheet")
        number += 1
        filled = written.above
        for block in written.blocks if written.headers else written.blocks[:1]:
            if written.headers:
                self._put(sheet, number, block.order, HEADERS)
                number += 1
            if written.own and block is written.blocks[0] and written.headers:
                sheet.cell(number - 1, len(HEADERS) + 1, "Mood")
            for place, hundredths in enumerate(block.hours):
                hours = Decimal(hundredths) / 100
                unread = place in block.unreadable
                self._entry(sheet, number, block.order, "some" if unread else hours)
                if written.own and block is written.blocks[0]:
                    sheet.cell(number, len(HEADERS) + 1, "glad")
                    beside += 1
                if written.headers:
                    self.entries += 1
                    self.read += not unread
                    self.hours += 0 if unread else hours
                number += 1
                filled += 1
            number += block.blank
            readable = [h for n, h in enumerate(block.hours) if n not in block.unreadable]
            labeled = block.total in ("Total", "Summe:")
            if written.headers and block.total and len(readable) >= (1 if labeled else 2):
                total = float(Decimal(sum(readable)) / 100)
                values = (None, None, None, block.total.strip() or None, total)
                self._put(sheet, number, block.order, values)
                self.no_entries += 1
                number += 1
            for _ in range(block.bare if written.headers else 0):
                self._put(sheet, number, block.order, (*(None,) * 5, 320, None, False))
                self.no_entries += 1
                number += 1
        if not written.headers:
            self.without_headers[written.name] = filled
        elif beside:
            self.own[written.name] = beside

    def _entry(self, sheet: Any, number: int, order: Sequence[int], hours: object) -> None:
        value = float(hours) if isinstance(hours, Decimal) else hours
        self.day += dt.timedelta(days=1)
        text = f"Work of {self.day:%d %B}, row {number}"
        self._put(sheet, number, order, (self.day, "0101", None, text, value, 100, "Billie Sample"))

    @staticmethod
    def _put(sheet: Any, number: int, order: Sequence[int], values: Sequence[object]) -> None:
        for column, value in zip(order, values, strict=False):
            sheet.cell(number, column + 1, value)

    def saved(self) -> bytes:
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()


@pytest.mark.heavy
@given(sheets)
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_what_is_read_and_what_is_named_is_all_that_was_written(written):
    oracle = Oracle()
    for sheet in written:
        oracle.write(sheet)
    (file,) = check(("time.xlsx", oracle.saved()), today=None)
    if not any(sheet.headers for sheet in written):
        assert [finding.kind for finding in file.findings] == ["file-unknown"]
        return
    kinds = {finding.kind for finding in file.findings}
    assert (file.totals.time_rows, file.totals.hours) == (oracle.entries, oracle.hours)
    assert file.totals.time_amount == oracle.hours * 100
    assert file.totals.hours_unread == oracle.entries - oracle.read
    assert len(file.collected.activities) == oracle.read
    assert len(file.collected.rejected) == oracle.entries - oracle.read
    for name, rows in oracle.without_headers.items():
        (finding,) = [f for f in file.findings if f.sheet == name]
        assert finding.kind == "sheet-without-headers"
        assert f"{rows} row" in finding.message
    for name, rows in oracle.own.items():
        found = [f.message for f in file.findings if (f.sheet, f.kind) == (name, "column-unknown")]
        assert [f"{rows} row" in message for message in found] == [True]
    named = [f for f in file.findings if f.kind in ("rows-without-entry", "row-total")]
    assert bool(named) == bool(oracle.no_entries)
    assert "row-total-differs" not in kinds
