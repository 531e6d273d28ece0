"""The worklist for the placeholder matter: every row of the listing in one place, hours and amounts tie."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from template_builder.common.errors import KitError
from template_builder.common.stamp import EARLIEST
from template_builder.common.text import is_blank, key_of
from template_builder.crosswalk.crosswalk import Crosswalk, KnownMatter
from template_builder.listings.service import listing_of
from template_builder.reading.reader import Book, SheetData, read_file
from template_builder.reassign.reassign import reassign
from template_builder.reassign.service import read_entries
from template_builder.reassign.worklist import LIMITS, Sums, worklist_csv
from template_builder.reassign.worklist_sheet import worklist_files
from tests.support.kit import guide

MATTERS = (
    KnownMatter("2019-0042", "Sample", "00042-Sample"),
    KnownMatter("2019-00421", "Specimen", "00421-Specimen"),
    KnownMatter("118.01", "Sample", "00118-Sample"),
    KnownMatter("118.02", "Sample", "00118-Sample"),
    KnownMatter("9", "Nine", "9-Nine"),
    KnownMatter("77", "Late", ""),
)
CROSSWALK = Crosswalk(matters={key_of(matter.old_number): matter for matter in MATTERS})
HEADER = ("Date", "User", "Description", "Hours", "Rate", "Amount", "Type", "Status")


def entry(description, hours="0.5", amount="125.00", kind="TimeEntry", status="Unbilled"):
    return ("03/04/2026", "Alex Example", description, hours, "250", amount, kind, status)


def csv_of(*rows, header=HEADER):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([header, *rows] if header else rows)
    return buffer.getvalue().encode()


def xlsx_of(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def any_rows(*rows):
    """A worklist of a listing with anything in it, also what no file can hold."""
    cells = [list(row) for row in (HEADER, *rows)]
    book = Book("list.csv", "csv", (SheetData("list", 1, cells),))
    return reassign(listing_of(book, "activities"), CROSSWALK)


def read(data, columns=None):
    return read_entries(("list.csv", data), columns or {}).certain()


def sorted_out(*rows, header=HEADER, crosswalk=CROSSWALK, columns=None):
    return reassign(read(csv_of(*rows, header=header), columns), crosswalk)


def summary(worklist):
    return [(r.number, r.destination, r.old_numbers, *r.sums) for r in worklist.rounds]


def table(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_entries_go_into_one_round_a_destination_in_the_order_of_display_numbers():
    worklist = sorted_out(
        entry("[118.01] Draft", "1.5", "375.00"),
        entry("[ 2019-0042 ] Call"),
        entry("[9] Letter", "0.1", "25"),
        entry("[2019-00421] Call", "0.2", "50"),
        entry("[118.02]Review", "0.3", "75"),
    )
    assert summary(worklist) == [
        (1, "9-Nine", ("9",), 1, Decimal("0.1"), Decimal(25)),
        (2, "00042-Sample", ("2019-0042",), 1, Decimal("0.5"), Decimal(125)),
        (3, "00118-Sample", ("118.01", "118.02"), 2, Decimal("1.8"), Decimal(450)),
        (4, "00421-Specimen", ("2019-00421",), 1, Decimal("0.2"), Decimal(50)),
    ]
    assert worklist.ties
    assert worklist.listed == Sums(5, Decimal("2.6"), Decimal(650))
    assert worklist.not_matched == ()


NOT_MATCHED = [
    ("nothing", entry(""), "No description"),
    ("no-prefix", entry("Call with counsel"), "square brackets. Correct"),
    ("round-brackets", entry("(2019-0042) Call"), "It has 2019-0042 in other brackets"),
    ("no-brackets", entry("2019-0042 Call"), "It has 2019-0042 without brackets"),
    ("no-brackets-longest", entry("2019-00421: Call"), "make it [2019-00421]"),
    ("not-closed", entry("[2019-0042 Call"), "make it [2019-0042]"),
    ("in-the-middle", entry("Call [2019-0042]"), "not at the very start"),
    ("empty-brackets", entry("[] Call"), "square brackets. Correct"),
    ("unknown", entry("[2019-0043] Call"), "Is it 2019-0042?"),
    ("unlike-any", entry("[Q] Call"), "[Q] is not in the crosswalk. Correct"),
    ("no-display-number", entry("[77] Call"), "no display number for [77] yet"),
    ("two-matters", entry("[9] [118.01] Call"), "two matters"),
    ("billed", entry("[9] Call", status="Billed"), "on a bill"),
    ("draft-bill", entry("[9] Call", status="Draft bill 12"), "on a bill"),
    ("hours", entry("[9] Call", hours="half"), "The hours cannot be read"),
    ("amount", entry("[9] Call", amount="1.250.0"), "The amount cannot be read"),
    ("both", entry("[9] Call", hours="?", amount="?"), "The hours and amount cannot be read"),
    ("huge", entry("[9] Call", amount="9" * 40), "The amount cannot be read"),
    ("total", ("", "", "Total", "12.5", "", "3,125.00", "", ""), "This is a line of totals"),
    ("total-elsewhere", ("Total", "", "", "12.5", "", "3,125.00", "", ""), "This is a line of totals"),
    ("headers", HEADER, "This row repeats the headers."),
    ("expense-unknown", entry("[Q] Copies", kind="ExpenseEntry"), "not in the crosswalk"),
    ("expense-billed", entry("[9] Copies", kind="ExpenseEntry", status="Billed"), "on a bill"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "says"), [case[1:] for case in NOT_MATCHED], ids=[case[0] for case in NOT_MATCHED]
)
def test_what_no_round_can_move_is_listed_with_its_reason(row, says):
    worklist = sorted_out(entry("[9] Letter"), row)
    (left,) = worklist.not_matched
    assert left.entry.row == 3
    assert says in left.reason
    assert worklist.ties
    assert worklist.listed.entries == 1 + left.entry.is_entry
    is_none = ("This is a line of totals", "This row repeats the headers")
    assert left.entry.is_entry is not says.startswith(is_none)


def test_a_display_number_in_brackets_is_its_own_destination():
    assert summary(sorted_out(entry("[00042-sample] Call")))[0][1:3] == (
        "00042-Sample",
        ("00042-sample",),
    )


@pytest.mark.parametrize(
    ("hours", "amount", "read"),
    [
        ("1:30", "$375.00", ("1.5", "375")),
        ("1h 30m", "1,375.00", ("1.5", "1375")),
        ("90 min", "USD 375", ("1.5", "375")),
        ("1.5h", "375", ("1.5", "375")),
        ("0:20", "(50.00)", ("0.33", "-50")),
        ("-", "", ("0", "0")),
        ("0", "0", ("0", "0")),
    ],
    ids=str,
)
def test_hours_and_amounts_as_a_list_may_show_them(hours, amount, read):
    worklist = sorted_out(entry("[9] Call", hours, amount))
    assert [str(n.normalize()) for n in worklist.rounds[0].sums[1:]] == [
        str(Decimal(n).normalize()) for n in read
    ]


def test_expenses_are_moved_one_by_one():
    worklist = sorted_out(
        entry("[9] Copies", "120", "12.00", kind="Expense"), entry("[9] Call", kind="Time")
    )
    (moved,) = worklist.expenses
    assert (moved.destination, moved.old_number, moved.entry.row) == ("9-Nine", "9", 2)
    # The quantity of an expense is no time.
    assert worklist.listed == Sums(2, Decimal("0.5"), Decimal("137.00"))
    assert worklist.ties


@pytest.mark.parametrize(
    ("status", "moves"),
    [
        ("Unbilled", True), ("Not billed", True), ("not yet billed", True), ("to be billed", True), ("", True),
        ("No", True), ("Non-billable", True), ("Billed", False), ("Yes", False), ("Invoiced 2026-04", False),
        ("Billed (not paid)", False),
    ],
)  # fmt: skip
def test_only_unbilled_entries_move(status, moves):
    assert bool(sorted_out(entry("[9] Call", status=status)).rounds) is moves


def test_a_number_of_a_bill_means_billed():
    header = ("Description", "Invoice No.")
    worklist = sorted_out(("[9] Call", "1207"), ("[9] Letter", "-"), header=header)
    assert [left.entry.description for left in worklist.not_matched] == ["[9] Call"]
    assert "status" not in worklist.missing


def test_an_entry_that_moved_already_is_left_alone():
    header = ("Matter", "Description")
    worklist = sorted_out(
        ("9-Nine: Estate", "[9] Call"), ("00001-Firm: Placeholder", "[9] Call"), header=header
    )
    assert [left.reason for left in worklist.not_matched] == ["Already on 9-Nine. Nothing to do."]
    assert len(worklist.rounds[0].entries) == 1


def test_an_entry_copied_twice_with_its_number_counts_once():
    header = ("ID", "Description", "Hours")
    worklist = sorted_out(
        ("7", "[9] Call", "0.5"),
        ("7", "[9] Call", "0.5"),
        ("8", "[9] Call", "0.5"),
        ("", "[9] Call", "0.5"),
        ("", "[9] Call", "0.5"),
        header=header,
    )
    assert [(left.entry.row, left.reason) for left in worklist.not_matched] == [
        (3, "The same entry as row 2, with the same number 7. It is listed twice.")
    ]
    assert worklist.rounds[0].sums.entries == 4


@pytest.mark.parametrize(
    "header",
    [
        ("DATE", "Firm user", "Note", "Duration (hours)", "Price", "Total ($)", "Entry type", "Billed"),
        ("Entry date", "Timekeeper", "details", "Qty", "Rate ($)", "Value", "Kind", "Billing status"),
        ("date", "activity_user", "note", "quantity", "price", "amount", "type", "status"),
    ],
    ids=range(3),
)  # fmt: skip
def test_columns_are_found_by_the_names_people_would_see(header):
    worklist = sorted_out(entry("[9] Call"), header=header)
    assert worklist.missing == ("number",)
    assert summary(worklist) == [(1, "9-Nine", ("9",), 1, Decimal("0.5"), Decimal("125.00"))]


def test_of_two_likely_columns_the_one_with_prefixes_counts():
    header = ("Description", "Notes", "Hours")
    worklist = sorted_out(("Phone call", "[9] Call", "0.5"), header=header)
    assert worklist.rounds[0].entries[0].description == "[9] Call"


def test_a_listing_with_a_title_above_and_more_sheets():
    data = xlsx_of(
        {
            "About": [["Placeholder"], ["printed for us"]],
            "Page 1": [["Time entries"], [], ["Date", "Description", "Hours"], [dt.datetime(2026, 3, 4), "[9] Call", 0.5]],
            "Page 2": [["Date", "Description", "Hours"], [dt.datetime(2026, 3, 5), "[9] Letter", 1]],
            "Empty": [],
        }
    )  # fmt: skip
    worklist = reassign(read(data), CROSSWALK)
    entries = worklist.rounds[0].entries
    assert [(e.sheet, e.row, e.day) for e in entries] == [
        ("Page 1", 4, dt.date(2026, 3, 4)),
        ("Page 2", 2, dt.date(2026, 3, 5)),
    ]
    assert any("Not read: the sheet About" in remark for remark in worklist.remarks)
    assert worklist.missing == ("user", "rate", "amount", "type", "status", "number")
    assert worklist.ties


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            csv_of(("x", 1), header=("Task", "Hours")),
            "No column is certain to be the description. .* --column description=A",
        ),
        (csv_of(), "no entries below"),
        (csv_of(*[("", "")] * 3), "no entries below"),
        (xlsx_of({"Empty": []}), "It has no rows"),
    ],
    ids=["no-description", "no-rows", "blank-rows", "empty-workbook"],
)
def test_what_is_no_listing_is_refused_in_words(data, says):
    with pytest.raises(KitError, match=says):
        reassign(read(data), CROSSWALK)


def test_a_column_that_a_person_chose_holds_the_descriptions():
    worklist = sorted_out(
        ("[9] Call", "0.5"), header=("Task", "Hours"), columns={"description": "Task"}
    )
    assert summary(worklist) == [(1, "9-Nine", ("9",), 1, Decimal("0.5"), Decimal(0))]


def test_a_total_of_the_listing_that_differs_is_told_in_the_worklist():
    total = ("", "", "Total", "1.0", "", "125.00", "", "")
    worklist = sorted_out(entry("[9] Letter"), total)
    (remark,) = worklist.remarks
    assert remark.startswith("A3: Total says 1.00, but the rows read add up to 0.50.")
    sheet = openpyxl.load_workbook(io.BytesIO(worklist_files(worklist, EARLIEST)["worklist.xlsx"]))[
        "Start here"
    ]
    assert any(remark in str(cell.value) for row in sheet.iter_rows() for cell in row)


ROWS = (
    entry("[118.01] =1+1", "1.5", "375.00"),
    entry("[9] Call", "0.5", "125.00"),
    entry("[9] Copies", "3", "12.00", kind="Expense"),
    ("03/04/2026", '=cmd|"/c calc"', "+1 Call\nwith counsel", "0.2", "@rate", "50", "", ""),
    entry("[77] Call", "1", "250"),
)


@pytest.fixture(scope="module")
def files():
    return worklist_files(sorted_out(*ROWS), EARLIEST)


def test_the_tables_hold_every_row_once(files):
    assert list(files) == ["rounds.csv", "entries.csv", "not-matched.csv", "worklist.xlsx"]
    assert table(files["rounds.csv"])[1:] == [
        ["1", "9-Nine", "9", "1", "0.5", "125"],
        ["2", "00118-Sample", "118.01", "1", "1.5", "375"],
    ]
    entries = table(files["entries.csv"])[1:]
    assert [(row[0], row[1], row[5], row[-1]) for row in entries] == [
        ("1", "9-Nine", "[9] Call", "3"),
        ("2", "00118-Sample", "[118.01] =1+1", "2"),
        ("one by one", "9-Nine", "[9] Copies", "4"),
    ]
    left = table(files["not-matched.csv"])[1:]
    assert [row[-1] for row in left] == ["5", "6"]
    assert left[0][3:5] == [' =cmd|"/c calc"', " +1 Call with counsel"]
    assert left[0][6] == " @rate"


def test_the_workbook_is_for_ticking_and_holds_no_formula(files):
    book = openpyxl.load_workbook(io.BytesIO(files["worklist.xlsx"]))
    assert book.sheetnames == ["Start here", "Rounds", "Entries", "Expenses", "Not matched"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    rounds = [[cell.value for cell in row] for row in book["Rounds"].iter_rows(max_col=7)]
    assert rounds == [
        ["Done", "Round", "Destination", "Old numbers", "Entries", "Hours", "Amount"],
        [None, 1, "9-Nine", "9", 1, 0.5, 125],
        [None, 2, "00118-Sample", "118.01", 1, 1.5, 375],
        [None, None, "All rounds", None, 2, 2, 500],
    ]
    assert book["Not matched"]["E2"].value == '=cmd|"/c calc"'
    for sheet in book.worksheets[1:]:
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.fitToWidth == 1


def test_the_first_sheet_tells_the_limits_and_that_the_list_ties(files):
    sheet = openpyxl.load_workbook(io.BytesIO(files["worklist.xlsx"]))["Start here"]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(any(limit.text in line for line in words) for limit in LIMITS)
    assert "yes" in words


def test_each_limit_is_printed_with_its_sources(files):
    sheet = openpyxl.load_workbook(io.BytesIO(files["worklist.xlsx"]))["Start here"]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    for text, sources in LIMITS:
        line = next(each for each in words if text in each)
        for id_ in sources:
            assert guide().sources[id_].title in line
    bulk_edit = "Clio: Bulk Editing of Time Entries (older)"
    assert any(each.endswith(f"[{bulk_edit}]") for each in words)


def test_columns_that_are_missing_stay_blank():
    files = worklist_files(sorted_out(("[9] Call",), header=("Description",)), EARLIEST)
    assert table(files["rounds.csv"])[1] == ["1", "9-Nine", "9", "1", "", ""]


def test_the_same_listing_gives_the_same_bytes(files):
    assert worklist_files(sorted_out(*ROWS), EARLIEST) == files


words = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)
prefixes = st.sampled_from(
    ["[9] ", "[ 118.01 ]", "[118.02] ", "[77] ", "[2019-0043] ", "(9) ", "9 ", "[9", "", "[9] [118.01] ", "[]"]
)  # fmt: skip
figures = st.one_of(
    st.decimals(min_value=-99, max_value=99999, places=2).map(str),
    st.sampled_from(["", "1:30", "90 min", "half", "$1,250.00", "9" * 30, "0.1", "1e5", "-"]),
    words,
)
anything = st.tuples(
    st.sampled_from(["03/04/2026", ""]),
    words,
    st.builds(str.__add__, prefixes, words),
    figures,
    figures,
    figures,
    st.sampled_from(["", "TimeEntry", "ExpenseEntry", "Total"]),
    st.sampled_from(["", "Unbilled", "Billed"]),
)
entries = st.tuples(
    st.just("03/04/2026"),
    words,
    st.builds(str.__add__, st.sampled_from(["[9] ", "[ 118.01 ]", "[118.02] "]), words),
    st.sampled_from(["0.5", "1.25"]),
    st.just("250"),
    st.just("125.00"),
    st.sampled_from(["", "TimeEntry", "TimeEntry", "ExpenseEntry"]),
    st.sampled_from(["", "Unbilled"]),
)
"""Entries that can be moved: of rows with anything in them hardly any can."""
listings = st.lists(st.one_of(entries, anything), min_size=1, max_size=15)


@settings(deadline=None, max_examples=15)
@given(rows=listings)
def test_any_text_fits_into_the_workbook(rows):
    if any(any(map(str.strip, row)) for row in rows):
        worklist = any_rows(*rows)
        data = worklist_files(worklist, EARLIEST)["worklist.xlsx"]
        assert len(read_file("worklist.xlsx", data).sheets) == 5


@pytest.mark.heavy
@settings(deadline=None, max_examples=80, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=listings)
def test_nothing_is_lost_and_the_sums_tie(rows):
    filled = [number for number, row in enumerate(rows, start=2) if not all(map(is_blank, row))]
    if not filled:
        return
    worklist = any_rows(*rows)
    assert worklist.ties
    no_entries = sum(not left.entry.is_entry for left in worklist.not_matched)
    assert worklist.listed.entries == len(filled) - no_entries
    placed = [e.row for own in worklist.rounds for e in own.entries]
    placed += [moved.entry.row for moved in worklist.expenses]
    placed += [left.entry.row for left in worklist.not_matched]
    assert sorted(placed) == filled
    for own in worklist.rounds:
        assert all(e.description.startswith("[") for e in own.entries)
        assert {e.status for e in own.entries} <= {"", "Unbilled"}
    files = worklist_csv(worklist)
    assert (
        len(table(files["entries.csv"])) + len(table(files["not-matched.csv"])) == len(filled) + 2
    )
    summed = sum((Decimal(row[4]) for row in table(files["rounds.csv"])[1:]), Decimal(0))
    assert summed == worklist.in_rounds.hours
