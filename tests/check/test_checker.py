"""Filled workbooks and everything the checker says of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal

import openpyxl
import pytest

from template_builder.check.catalogue import Severity
from template_builder.check.checker import CheckSession
from template_builder.check.collecting import totals_of_rejected
from template_builder.check.entries import Totals
from template_builder.check.report import to_json, to_text, totals_text
from template_builder.check.service import shipped_rules
from template_builder.common.errors import KitError
from template_builder.common.text import key_of
from template_builder.crosswalk.crosswalk import Crosswalk, KnownPerson
from template_builder.export.exporter import gather
from tests.support.checking import CROSSWALK, DAY, check, check_cells, located, small_kit
from tests.support.editing import edited
from tests.support.fill import fill, row
from tests.support.kit import example_kit, real_firm


def time(*values: object, number: int = 2) -> dict[str, object]:
    return row("Time", number, *values)


GOOD = (DAY, "0101", None, "Draft lease", 1.5, None, None, None)


def changed(place: int, value: object) -> tuple[object, ...]:
    return (*GOOD[:place], value, *GOOD[place + 1 :])


def test_a_clean_row_has_no_findings():
    file = check_cells(time(*GOOD))
    assert located(file) == []
    assert file.template == "time-tracking"
    assert file.template_version == 2
    assert file.totals == Totals(1, Decimal("1.5"), Decimal(480))


MISTAKES = [
    (time(*changed(0, None)), [("Time!A2", "date-missing")]),
    (time(*changed(0, "2027-01-15")), [("Time!A2", "date-is-text")]),
    (time(*changed(0, "03/04/2027")), [("Time!A2", "date-ambiguous")]),
    (time(*changed(0, "1/15/27")), [("Time!A2", "date-two-digit-year")]),
    (time(*changed(0, "46402")), [("Time!A2", "date-is-text")]),
    (time(*changed(0, 20270115)), [("Time!A2", "date-is-number")]),
    (time(*changed(0, "15 janvier 2027")), [("Time!A2", "date-is-text")]),
    (time(*changed(0, dt.date(1927, 1, 15))), [("Time!A2", "date-wrong-year")]),
    (time(*changed(0, "Monday 19 January 2027")), [("Time!A2", "date-wrong-weekday")]),
    (time(*changed(0, "soon")), [("Time!A2", "date-not-a-date")]),
    (time(*changed(0, dt.date(2027, 2, 5))), [("Time!A2", "date-in-future")]),
    (time(*changed(0, dt.date(2025, 1, 15))), [("Time!A2", "date-far-off")]),
    (time(*changed(0, dt.date(2027, 1, 16))), [("Time!A2", "date-on-weekend")]),
    (time(*changed(1, None)), [("Time!B2", "matter-missing")]),
    (time(*changed(1, "9999")), [("Time!B2", "matter-unknown")]),
    (time(*changed(1, "0101 Lease")), [("Time!B2", "matter-with-description")]),
    (time(*changed(1, "00012-Fictional Orchard: Lease")), [("Time!B2", "matter-with-colon")]),
    (time(*changed(1, "0101 ")), [("Time!B2", "matter-blanks")]),
    (time(*changed(1, "0101\u200b")), [("Time!B2", "name-with-invisible")]),
    (time(*changed(1, "0101\u2060 Lease")), [("Time!B2", "matter-with-description")]),
    (time(*changed(1, 1001)), []),
    (time(*changed(3, None)), [("Time!E2", "description-missing")]),
    (time(*changed(3, "   ")), [("Time!E2", "description-missing")]),
    (time(*changed(3, "a\nb")), [("Time!E2", "text-line-breaks")]),
    (time(*changed(3, "Caf\u00c3\u00a9")), [("Time!E2", "text-encoding")]),
    (time(*changed(3, "x" * 2001)), [("Time!E2", "text-too-long")]),
    (time(*changed(4, None)), [("Time!F2", "hours-missing")]),
    (time(*changed(4, 0)), [("Time!F2", "hours-zero")]),
    (time(*changed(4, -1)), [("Time!F2", "hours-negative")]),
    (time(*changed(4, "1:30")), [("Time!F2", "hours-as-clock")]),
    (time(*changed(4, "90 min")), [("Time!F2", "hours-with-unit")]),
    (time(*changed(4, "1h 30m")), [("Time!F2", "hours-with-unit")]),
    (time(*changed(4, "two")), [("Time!F2", "hours-in-words")]),
    (time(*changed(4, "1,5")), [("Time!F2", "hours-decimal-comma")]),
    (time(*changed(4, "lots")), [("Time!F2", "hours-not-a-number")]),
    (time(*changed(4, 25)), [("Time!F2", "hours-over-a-day")]),
    (time(*changed(4, 1 / 48)), [("Time!F2", "hours-as-time")]),
    (time(*changed(4, 8 / 24)), [("Time!F2", "hours-ambiguous")]),
    (time(*changed(4, 0.333)), [("Time!F2", "hours-too-fine")]),
    (time(*changed(4, "1\u00bd")), [("Time!F2", "number-as-fraction")]),
    (time(*changed(4, "1.5")), [("Time!F2", "number-as-text")]),
    (time(*changed(5, "1.320,50")), [("Time!G2", "amount-decimal-comma")]),
    (row("Expenses", 2, DAY, "0101", None, "Miles", "0,675", 2), [("Expenses!F2", "amount-ambiguous")]),
    (time(*changed(4, 1)) | time(*changed(4, True), number=3), [("Time!F3", "hours-not-a-number")]),
    (time(*changed(5, 300)) | time(*changed(5, True), number=3), [("Time!G3", "amount-not-a-number")]),
    (time(*changed(5, 3200)), [("Time!G2", "rate-far-off")]),
    (time(*changed(5, "$320")), [("Time!G2", "amount-with-currency")]),
    (time(*changed(5, "1,320")), [("Time!G2", "amount-with-comma")]),
    (time(*changed(5, -1)), [("Time!G2", "amount-negative")]),
    (time(*changed(5, 320.123456)), [("Time!G2", "amount-decimals")]),
    (time(*changed(5, "usual")), [("Time!G2", "amount-not-a-number")]),
    (time(*changed(6, "Dana Invented")), [("Time!H2", "person-unknown")]),
    (time(*changed(7, "no")), [("Time!I2", "non-billable-unknown")]),
    (time(*GOOD) | time(*GOOD, number=5), [("Time!A5", "row-duplicate")]),
    (time(None, None, None, " "), [("", "file-empty")]),
    (
        row("Expenses", 2, DAY, "0101", None, "Copies", None, 2),
        [("Expenses!F2", "price-missing")],
    ),
    (
        row("Expenses", 2, DAY, "0101", None, "Copies", 2, None),
        [("Expenses!G2", "quantity-missing")],
    ),
    (row("Expenses", 2, DAY, "0101", None, "Copies", 2, 0), [("Expenses!G2", "quantity-zero")]),
    (row("Expenses", 2, DAY, "0101", None, "Copies", 2, -1), [("Expenses!G2", "quantity-negative")]),
    (row("Notes", 2, DAY, None, None, "Subject", "Text"), [("Notes!B2", "note-without-place")]),
    (row("Notes", 2, DAY, "0101", None, None, "Text"), [("Notes!E2", "note-subject-missing")]),
    (row("Notes", 2, DAY, "0101", None, "Subject", None), [("Notes!F2", "note-text-missing")]),
    (row("New in Clio", 2, DAY, None, "Ferry"), [("New in Clio!B2", "new-kind-missing")]),
    (row("New in Clio", 2, DAY, "Matter", None, "1-F"), [("New in Clio!C2", "new-name-missing")]),
    (row("New in Clio", 2, DAY, "Matter", "Ferry", "1-F") | row("New in Clio", 3, DAY, "Matter", "ferry", "1-F"), []),
    (row("New in Clio", 2, DAY, "Matter", "Ferry", "1-F") | row("New in Clio", 3, DAY, "Matter", "Ship", "1-f"), [("New in Clio!D3", "crosswalk-shared-number")]),
    # A row without a name is no other matter.
    (row("New in Clio", 2, DAY, "Matter", None, "1-F") | row("New in Clio", 3, DAY, "Matter", "Ship", "1-f"), [("New in Clio!C2", "new-name-missing")]),
    ({}, [("", "file-empty")]),
]  # fmt: skip
"""Cells of Billie's workbook, and every finding that the check has for them."""


@pytest.mark.parametrize(("cells", "expected"), MISTAKES)
def test_each_mistake_is_found_in_its_cell(cells, expected):
    assert sorted(located(check_cells(cells))) == sorted(expected)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (time(*changed(6, None)), [("Time!H2", "person-missing")]),
        (time(*changed(6, "Alex Example")), [("Start here!C23", "usual-rate-missing")]),
        (time(*changed(6, "Billie Sample")), []),
    ],
)
def test_a_shared_workbook_needs_a_name_and_a_rate(cells, expected):
    assert sorted(located(check_cells(cells, personal=False))) == expected


@pytest.mark.parametrize(
    ("value", "place", "expected"),
    [
        ("2002", 1, [("Time!B2", "matter-without-display-number")]),
        ("CSP", 6, [("Time!H2", "person-without-user")]),
        ("AEX", 6, [("Time!G2", "rate-missing")]),
    ],
)
def test_the_crosswalk_is_what_matters_and_people_are_held_against(value, place, expected):
    cells = time(*changed(place, value))
    assert sorted(located(check_cells(cells, crosswalk=CROSSWALK))) == sorted(expected)


@pytest.mark.parametrize(
    ("crosswalk", "message"),
    [
        (("Casey Specimen", "Casey Specimen"), "Billie Sample is not on your lists."),
        (("Billie Sample", ""), "Billie Sample has no Clio user yet."),
    ],
    ids=["no line", "no user"],
)
def test_a_blank_timekeeper_is_reported_by_the_name_on_start_here(crosswalk, message):
    name, user = crosswalk
    people = {key_of(name): KnownPerson(name, user, None)}
    (finding,) = check_cells(time(*GOOD), crosswalk=CROSSWALK._replace(people=people)).findings
    assert finding.message == message
    assert "sheet People" in finding.fix


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (0, dt.date(2027, 1, 13), [("Time!A2", "date-before-cut-off")]),
        (
            0,
            dt.date(2027, 2, 20),
            [("Time!A2", "date-after-period"), ("Time!A2", "date-on-weekend")],
        ),
        (0, dt.date(2027, 1, 18), [("Time!A2", "date-on-day-off")]),
        (2, "Copies", [("Time!D2", "expense-in-time")]),
        (2, "Gardening", [("Time!D2", "category-unknown")]),
        (4, 0.15, [("Time!F2", "hours-not-in-increment")]),
    ],
)
def test_the_firm_knows_its_dates_categories_and_increment(place, value, expected):
    cells = time(*changed(place, value))
    assert sorted(located(check_cells(cells, firm=real_firm()))) == expected


def test_an_expense_under_a_time_category_is_doubted():
    cells = row("Expenses", 2, DAY, "0101", "Drafting", "x", 2, 1)
    assert located(check_cells(cells, firm=real_firm())) == [("Expenses!D2", "time-in-expenses")]


def test_the_same_in_many_cells_is_one_line_with_ranges():
    cells: dict[str, object] = {}
    for number in (2, 3, 4, 7, 9, 10):
        values = (DAY, "9999", None, f"Work {number}", 1.0)
        cells |= time(*values, number=number)
    assert located(check_cells(cells)) == [("Time!B2:B4, B7, B9:B10", "matter-unknown")]


def test_a_finding_says_what_clio_does_and_what_to_type():
    (finding,) = check_cells(time(*changed(4, "1:30"))).findings
    assert finding.severity is Severity.ERROR
    assert (finding.value, finding.suggestion) == ("1:30", "1.5")
    assert "1:30" in finding.message
    assert "decimal" in finding.message
    assert "1.5" in finding.fix


def test_a_matter_new_in_clio_in_another_file_is_known():
    one = fill(small_kit()["time-tracking-billie-sample.xlsx"], time(*changed(1, "00001-Ferry")))
    two = fill(
        small_kit()["time-tracking-alex-example.xlsx"],
        row("New in Clio", 2, DAY, "Matter", "Ferry", "00001-Ferry"),
    )
    first, _ = check(("one.xlsx", one), ("two.xlsx", two))
    assert located(first) == []


def test_rows_keep_the_numbers_of_the_sheet_over_blank_rows():
    file = check_cells(time(*changed(4, "x"), number=9))
    assert located(file) == [("Time!F9", "hours-not-a-number")]
    assert file.collected.rejected[0].origin.row == 9


def workbook_edited(edit) -> bytes:
    """Billie's workbook with one good row, changed by a function that gets the openpyxl workbook."""
    return edited(fill(small_kit()["time-tracking-billie-sample.xlsx"], time(*GOOD)), edit)


def found_after(edit, **settings) -> list[tuple[str, str]]:
    (file,) = check(("edited.xlsx", workbook_edited(edit)), **settings)
    return located(file)


def test_a_renamed_sheet_is_known_by_its_headers():
    def rename(book):
        book["Time"].title = "My hours"

    assert found_after(rename) == [("", "sheet-renamed")]


def test_a_missing_sheet_is_one_finding():
    assert found_after(lambda book: book.remove(book["Expenses"])) == [("", "sheet-missing")]


def test_columns_may_stand_in_any_order_under_rows_put_above():
    def move(book):
        sheet = book["Time"]
        sheet.move_range("A1:A501", cols=10)
        sheet.insert_rows(1, 2)

    (file,) = check(("moved.xlsx", workbook_edited(move)))
    assert located(file) == []
    assert file.totals.hours == Decimal("1.5")


def test_a_misspelled_header_is_taken_and_named():
    def misspell(book):
        book["Time"]["E1"] = "Descripton"

    assert found_after(misspell) == [("Time!E1", "column-renamed")]


def test_a_missing_column_is_one_finding_and_leaves_its_rows_out():
    def drop(book):
        book["Time"]["F1"] = None

    (file,) = check(("edited.xlsx", workbook_edited(drop)))
    assert located(file) == [("Time!A1", "column-missing"), ("Time!F1", "column-unknown")]
    assert [r.reasons for r in file.collected.rejected] == [("The column for hours is missing.",)]
    assert file.collected.activities == []


def test_a_doubled_and_an_unknown_header_are_named():
    def double(book):
        book["Time"]["K1"] = "Hours"
        book["Time"]["K2"] = 1.5
        book["Time"]["L1"] = "Mood"
        book["Time"]["M1"] = "Weather"
        book["Time"]["L2"] = "glad"

    assert found_after(double) == [("Time!K1", "column-doubled"), ("Time!L1", "column-unknown")]


@pytest.mark.parametrize(
    ("version", "kind"), [(1, "file-older-version"), (3, "file-newer-version")]
)
def test_another_version_is_named(version, kind):
    def set_version(book):
        for line in book["Start here"].iter_rows():
            for cell in line:
                if cell.value == "time-tracking":
                    cell.offset(0, 1).value = version

    assert found_after(set_version) == [("", kind)]


def test_another_workbook_of_ours_and_one_that_is_not_are_told_apart():
    files = {file.name: file.data for file in example_kit()}
    foreign = openpyxl.Workbook()
    foreign.active.append(["Something", "else"])
    buffer = io.BytesIO()
    foreign.save(buffer)
    index, other = check(
        ("index.xlsx", files["historical-data-index.xlsx"]), ("other.xlsx", buffer.getvalue())
    )
    assert located(index) == [("", "file-other-template")]
    assert located(other) == [("", "file-unknown")]


@pytest.mark.parametrize("name", ["notes.xlsx", "NOTES.XLS", "notes.ods"])
def test_a_text_under_the_name_of_a_workbook_is_refused_for_what_it_is(name):
    (file,) = check((name, b"Draft the lease, then call.\n"))
    assert file.unreadable is not None
    assert str(file.unreadable).startswith(f"{name}: It is not a workbook: it holds plain text")
    assert (
        to_text(file)
        == f"{name}\n  cannot be read  {file.unreadable.message} {file.unreadable.fix}\n"
    )
    (found,) = json.loads(to_json([file]))["files"][0]["findings"]
    assert (found["message"], found["fix"]) == (file.unreadable.message, file.unreadable.fix)
    assert file.findings == ()


def test_a_table_of_ours_is_read_under_whatever_name():
    (file,) = check(("activities.xls", csv_file("0101,01/14/2027,,Draft,320,1.5,,Billie Sample,")))
    assert file.unreadable is None
    assert file.totals.time_rows == 1
    (other,) = check(("notes.txt", b"Draft the lease, then call.\n"))
    assert located(other) == [("", "file-unknown")]


def test_hidden_rows_merged_areas_and_failed_formulas_are_named():
    def edit(book):
        sheet = book["Time"]
        sheet.row_dimensions[2].hidden = True
        sheet.merge_cells("D2:D3")

    assert sorted(found_after(edit)) == [("Time", "area-merged"), ("Time!A2", "row-hidden")]


def test_a_formula_that_was_never_calculated_is_named():
    def edit(book):
        book["Time"]["F2"] = "=0.5+1"

    (file,) = check(("edited.xlsx", workbook_edited(edit)))
    assert ("Time!F2", "formula-not-saved") in located(file)
    assert file.collected.activities == []


HEADER = "matter,date,activity_description,note,price,quantity,type,activity_user,non_billable"


def csv_file(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()


def test_an_import_file_is_checked_too():
    data = csv_file(
        "00012-Fictional Orchard,01/15/2027,,Draft,320,1.5,,Billie Sample,",
        "00013-Placeholder,01/15/2027,,Filing,65,1,ExpenseEntry,Alex Example,yes",
        "0101: Lease,2027-01-15,,Draft,$320,1:30,Expense,Nobody Known,true",
    )
    (file,) = check(("activities.csv", data), crosswalk=CROSSWALK)
    assert sorted(located(file)) == [
        ("A4", "matter-with-colon"),
        ("B4", "date-is-text"),
        ("E4", "amount-with-currency"),
        ("F4", "hours-as-clock"),
        ("G4", "csv-type-unknown"),
        ("H4", "person-unknown"),
        ("I4", "non-billable-unknown"),
    ]
    assert file.totals == Totals(
        2, Decimal("1.5"), Decimal(480), 1, Decimal(65), hours_unread=1, amounts_unread=1
    )


def test_an_import_file_with_another_header_is_refused():
    data = csv_file(header="matter,date,note,price,quantity,type,activity_user,non_billable")
    (file,) = check(("activities.csv", data))
    assert located(file) == [("A1", "csv-header")]


def test_a_sheet_saved_as_csv_is_known_by_its_headers():
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(
        [
            "Date",
            "Matter",
            "Activity category",
            "Description",
            "Hours",
            "Rate",
            "Timekeeper",
            "Non-billable",
        ]
    )
    writer.writerow(["2027-01-15", "0101", "", "Draft", "1.5", "320", "Billie Sample", ""])
    (file,) = check(("time.csv", buffer.getvalue().encode()))
    assert located(file) == []
    assert file.totals.time_amount == Decimal(480)


@pytest.mark.parametrize(
    ("hours", "kind"),
    [
        ([1.0], "day-with-few-hours"),
        ([7.0, 6.0], "day-with-many-hours"),
        ([20.0, 5.0], "hours-day-total"),
    ],
)
def test_unusual_days_are_notes(hours, kind):
    cells: dict[str, object] = {}
    for number, value in enumerate(hours, start=2):
        cells |= time(*changed(4, value), number=number)
        cells[f"Time!D{number}"] = f"Work {number}"
    assert (("", kind)) in located(check_cells(cells), notes=True)


@pytest.mark.parametrize(
    ("dates", "kind", "message"),
    [
        (
            [dt.date(2027, 2, 8 + day) for day in (0, 1, 2, 4)],
            "date-in-future",
            "In the future: Mon 8 Feb 2027, Tue 9 Feb 2027, Wed 10 Feb 2027 and 1 more.",
        ),
        (
            ["03/04/2027", "03/04/2027", "05/04/2027", "06.07.2027"],
            "date-ambiguous",
            "Can mean two days: 03/04/2027, 05/04/2027, 06.07.2027.",
        ),
        (
            [dt.date(2027, 1, 16), dt.date(2027, 1, 17), dt.date(2027, 1, 16), dt.date(2027, 1, 23)],
            "date-on-weekend",
            "On a weekend: Sat 16 Jan 2027, Sun 17 Jan 2027, Sat 23 Jan 2027.",
        ),
    ],
)  # fmt: skip
def test_one_cause_in_many_cells_is_one_finding_with_ranges(dates, kind, message):
    cells = time(*GOOD, number=5)
    for number, date in zip((2, 3, 4, 6), dates, strict=True):
        cells |= time(*changed(0, date), number=number)
        cells[f"Time!D{number}"] = f"Work {number}"
    (finding,) = [f for f in check_cells(cells).findings if f.kind == kind]
    assert (finding.place, finding.message) == ("Time!A2:A4, A6", message)
    assert finding.shareable.message == message


def test_dates_of_two_sheets_are_two_findings():
    late = dt.date(2027, 2, 8)
    cells = time(*changed(0, late)) | row("Expenses", 2, late, "0101", None, "Fee", 65, 1)
    found = [f.place for f in check_cells(cells).findings if f.kind == "date-in-future"]
    assert found == ["Time!A2", "Expenses!A2"]


def test_days_with_few_hours_of_a_person_are_one_note():
    cells: dict[str, object] = {}
    for number in range(2, 9):
        cells |= time(*changed(0, dt.date(2027, 1, 9 + number)), number=number)
        cells[f"Time!F{number}"] = number / 10
    (finding,) = [f for f in check_cells(cells).findings if f.kind == "day-with-few-hours"]
    days = "0.2 on Mon 11 Jan 2027, 0.3 on Tue 12 Jan 2027, 0.4 on Wed 13 Jan 2027, 0.5 on Thu 14 Jan 2027, 0.6 on Fri 15 Jan 2027"
    assert finding.message == f"Billie Sample has few hours: {days}."


def test_a_date_order_that_contradicts_the_firms_is_refused():
    firm = real_firm()
    other = "DMY" if firm.date_order == "MDY" else "MDY"
    words = f"dates in Clio are {firm.date_order}, but {other} was given"
    with pytest.raises(KitError, match=words):
        CheckSession(shipped_rules(), firm=firm, date_order=other)
    same = CheckSession(shipped_rules(), firm=firm, date_order=firm.date_order)
    assert same.reference.date_order == firm.date_order


def test_working_days_without_an_entry_are_listed():
    cells = time(*GOOD) | time(*changed(0, dt.date(2027, 1, 20)), number=3)
    (finding,) = [f for f in check_cells(cells).findings if f.kind == "day-without-entry"]
    assert "Mon 18 Jan 2027, Tue 19 Jan 2027" in finding.message
    assert "16 Jan" not in finding.message


def test_working_days_in_a_row_are_named_by_the_first_and_the_last():
    cells = time(*GOOD) | time(*changed(0, dt.date(2027, 1, 21)), number=3)
    cells |= time(*changed(0, dt.date(2027, 1, 26)), number=4)
    (finding,) = [f for f in check_cells(cells).findings if f.kind == "day-without-entry"]
    days = "Mon 18 Jan 2027 to Wed 20 Jan 2027, Fri 22 Jan 2027, Mon 25 Jan 2027"
    assert finding.message == f"No entry of Billie Sample: {days}."


def test_a_file_that_cannot_be_read_says_why():
    (file,) = check(("broken.xlsx", b"PK\x03\x04nonsense"))
    assert str(file.unreadable).startswith("broken.xlsx")
    assert gather([file]).activities == ()


def test_an_empty_crosswalk_knows_nobody_but_lets_everyone_pass():
    file = check_cells(time(*GOOD), crosswalk=Crosswalk())
    assert [kind for _, kind in located(file)] == []


def test_negative_numbers_are_in_the_sums_of_what_is_left_out():
    cells = time(*changed(4, -0.5)) | row("Expenses", 2, DAY, "0101", None, "Refund", "(65.00)", 2)
    file = check_cells(cells)
    assert file.totals == Totals(1, Decimal("-0.5"), Decimal(-160), 1, Decimal(-130))
    assert totals_of_rejected(file.collected.rejected) == file.totals


def test_a_number_that_cannot_be_read_is_never_0():
    cells = (
        time(*GOOD)
        | time(*changed(4, "1:30"), number=3)
        | time(*changed(4, None), number=4)
        | time(*changed(5, "$320"), number=5)
        | row("Expenses", 2, DAY, "0101", None, "Copies", "12,50", 2)
        | row("Expenses", 3, DAY, "0101", None, "Copies", 0.5, 4)
    )
    file = check_cells(cells)
    expected = Totals(4, Decimal(3), Decimal(480), 2, Decimal(2), hours_unread=2, amounts_unread=4)
    assert file.totals == expected
    left_out = totals_of_rejected(file.collected.rejected)
    assert left_out == Totals(3, Decimal("1.5"), Decimal(0), 1, hours_unread=2, amounts_unread=4)
    assert totals_text(left_out) == (
        "3 rows of time, 1.50 hours, 0.00; 1 expense, 0.00; 0 notes; "
        "the hours of 2 rows and the amounts of 4 rows could not be counted"
    )
    assert totals_text(check_cells(time(*GOOD)).totals).endswith("0 notes")


@pytest.mark.parametrize("rate", ["$350", "350/hr", "as agreed", "\u00bd", "350 CAD", "n/a"])
def test_a_rate_that_is_no_number_is_never_replaced_by_the_usual_one(rate):
    file = check_cells(time(*changed(5, rate)))
    assert [place for place, _ in located(file)] == ["Time!G2"]
    assert file.collected.activities == []
    assert file.totals.time_amount == 0


def test_a_date_is_shown_so_that_nobody_can_misread_it():
    findings = check_cells(time(*changed(0, dt.date(2025, 4, 3)))).findings
    (finding,) = [f for f in findings if f.kind == "date-far-off"]
    assert finding.value == "Thu 3 Apr 2025"
    assert finding.message.startswith("Over a year away: Thu 3 Apr 2025.")


def test_privileged_text_is_cut_short():
    file = check_cells(time(*changed(3, "Settlement offer of the other side\nrefused")))
    (finding,) = [f for f in file.findings if f.kind == "text-line-breaks"]
    assert len(finding.value) <= 20
    assert "refused" not in finding.message


def test_findings_come_in_the_order_of_the_sheets():
    cells = (
        row("Notes", 2, DAY, "0101", None, None, "Text")
        | row("Expenses", 2, DAY, "0101", None, "Copies", None, 2)
        | time(*changed(4, None), number=3)
        | time(*changed(1, None), number=2)
    )
    places = [place for place, _ in located(check_cells(cells))]
    assert places == ["Time!B2", "Time!F3", "Expenses!F2", "Notes!E2"]


def test_nothing_is_kept_between_checks():
    data = fill(small_kit()["time-tracking-billie-sample.xlsx"], time(*GOOD))
    one = check(("a.xlsx", data))
    two = check(("a.xlsx", data))
    assert one[0].findings == two[0].findings


def _hours_in_rows(*hours: float) -> dict[str, object]:
    cells: dict[str, object] = {}
    for number, each in enumerate(hours, start=2):
        day = dt.date(2027, 1, 18) + dt.timedelta(number)
        cells |= row("Time", number, day, "0101", None, f"Work {number}", each, 320)
    return cells


def test_hours_beside_clock_times_may_be_clock_times_too():
    """1:12, 2:24, 6:00 and 12:00 in cells for numbers, beside 0:30, which can be nothing else."""
    hours = (1 / 48, 0.05, 0.1, 0.25, 0.5)
    file = check_cells(_hours_in_rows(*hours, 1.5, 0.12, 0.75))
    found = [each for each in located(file) if each[1].startswith("hours")]
    assert found == [("Time!F2", "hours-as-time"), ("Time!F3:F6", "hours-perhaps-time")]
    assert len(file.collected.activities) == 7


def test_the_same_hours_alone_are_not_doubted():
    file = check_cells(_hours_in_rows(0.05, 0.1, 0.25, 0.5))
    assert not [kind for _, kind in located(file) if kind.startswith("hours")]
