"""Time stamps in UTC in place of a date: the day is taken, and named as one that may be another."""

from __future__ import annotations

import datetime as dt

import pytest

from template_builder.judging.dates import DateJudge
from tests.support.checking import check, located
from tests.support.exporting import BILLIE, book, export

HEADER = "Date,Matter,Activity category,Description,Hours,Rate,Timekeeper,Non-billable"


def csv_of(*stamps: str) -> bytes:
    rows = [f"{stamp},0101,,Work {n},1.5,320,Billie Sample," for n, stamp in enumerate(stamps)]
    return "\r\n".join((HEADER, *rows)).encode()


@pytest.mark.parametrize(
    ("stamp", "kind"),
    [
        ("2027-01-18T23:30Z", "date-in-utc"),
        ("2027-01-18T03:30:00.000Z", "date-in-utc"),
        ("2027-01-18 00:01 UTC", "date-in-utc"),
        ("18 Jan 2027 11:30 pm GMT", "date-in-utc"),
        ("2027-01-18T23:30:00+00:00", "date-in-utc"),
        # A date that was made a time stamp; a local time; a time with the offset of the place.
        ("2027-01-18T00:00:00Z", ""),
        ("2027-01-18 23:30", ""),
        ("2027-01-18T23:30:00-05:00", ""),
        ("2027-01-18", ""),
    ],
)
def test_in_a_csv_and_in_a_cell(stamp, kind):
    (file,) = check(("time.csv", csv_of(stamp)))
    assert [entry.day for entry in file.collected.activities] == [dt.date(2027, 1, 18)]
    dates = [
        kind for _, kind in located(file) if kind.startswith("date-") and kind != "date-on-day-off"
    ]
    assert dates == ([kind] if kind else [])
    verdict = DateJudge()(stamp)
    assert verdict.value == dt.date(2027, 1, 18)
    assert [flaw.kind for flaw in verdict.flaws] == [kind or "date-is-text"]
    assert all(flaw.meant is None for flaw in verdict.flaws) is bool(kind)


@pytest.mark.parametrize(("order", "day"), [("MDY", 12), ("DMY", 11)])
def test_in_the_order_that_was_decided(order, day):
    month = 23 - day
    for stamp, kind in (
        ("11/12/2026 03:30Z", "date-in-utc"),
        ("11/12/2026", "date-read-as-decided"),
    ):
        verdict = DateJudge(text_order=order)(stamp)
        assert verdict.value == dt.date(2026, month, day)
        assert [flaw.kind for flaw in verdict.flaws] == [kind]


def test_all_stamps_of_a_column_are_one_open_point():
    stamps = ("2027-01-18T23:30Z", "2027-01-19T15:00Z", "2027-01-20T02:00Z", "2027-01-21T00:00Z")
    made = export(("time.csv", csv_of(*stamps)), (BILLIE, book()))
    points = [(point.kind, point.rows) for point in made.receipt.open_points]
    assert ("date-in-utc", 3) in points
