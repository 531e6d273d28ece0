"""A table of ours saved as CSV is checked as one: its texts are dates and numbers as far as the file says so itself."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from decimal import Decimal

import pytest

from template_builder.check.checker import CheckedFile
from template_builder.crosswalk.crosswalk import KnownPerson
from tests.support.checking import CROSSWALK, check, located
from tests.support.kit import real_firm

HEADER = [
    *("Date", "Matter", "Client and description", "Activity category", "Description"),
    *("Hours", "Rate", "Timekeeper", "Non-billable", "Check"),
]  # fmt: skip
ROW = ["15/01/2027", "0101", "Fictional Orchard Ltd", "", "Draft", "1.5", "320", "Billie Sample", "", "OK"]  # fmt: skip
DATE, HOURS, RATE, PERSON = 0, 5, 6, 7


def changed(**values: str) -> list[str]:
    places = {"date": DATE, "hours": HOURS, "rate": RATE, "person": PERSON, "text": 4}
    row = list(ROW)
    for name, value in values.items():
        row[places[name]] = value
    return row


def saved(
    *rows: list[str], separator: str = ",", encoding: str = "utf-8", header: list[str] = HEADER
) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows([header, *rows])
    return buffer.getvalue().encode(encoding)


def checked(*rows: list[str], separator: str = ",") -> CheckedFile:
    (file,) = check(("time.csv", saved(*rows, separator=separator)), crosswalk=CROSSWALK)
    return file


def days(file: CheckedFile) -> list[dt.date]:
    return [entry.day for entry in file.collected.activities]


def hours(file: CheckedFile) -> list[Decimal]:
    return [entry.quantity for entry in file.collected.activities]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_sheet_saved_as_csv_has_no_findings_of_its_own(separator, encoding):
    rows = [
        changed(),
        changed(date="19/01/2027", text="R\u00e9vision, bail", hours="0.3", rate=""),
    ]
    data = saved(*rows, separator=separator, encoding=encoding)
    (file,) = check(("Time.csv", data), crosswalk=CROSSWALK, firm=real_firm())
    assert located(file) == []
    assert days(file) == [dt.date(2027, 1, 15), dt.date(2027, 1, 19)]
    assert hours(file) == [Decimal("1.5"), Decimal("0.3")]
    assert {entry.price for entry in file.collected.activities} == {320}


@pytest.mark.parametrize("line", ['"sep=;"', "sep=;"])
def test_a_line_that_names_the_separator_is_no_row(line):
    data = f"{line}\r\n".encode() + saved(ROW, separator=";")
    (file,) = check(("Time.csv", data), crosswalk=CROSSWALK)
    assert (located(file), hours(file)) == ([], [Decimal("1.5")])


def test_a_rate_comes_from_the_crosswalk_where_the_column_is_blank():
    people = {"billie sample": KnownPerson("Billie Sample", "Billie Sample", Decimal(410))}
    crosswalk = CROSSWALK._replace(people=people)
    (file,) = check(("Time.csv", saved(changed(rate=""))), crosswalk=crosswalk)
    assert [entry.price for entry in file.collected.activities] == [410]
    assert located(file) == []


def test_a_person_is_not_made_up():
    file = checked(changed(person=""))
    assert [kind for _, kind in located(file)] == ["person-missing"]
    assert "CSV" in file.findings[0].fix


def test_expenses_saved_as_csv_are_read_too():
    header = ["Date", "Matter", "Expense category", "Description", "Price", "Quantity", "Timekeeper", "Non-billable"]  # fmt: skip
    row = ["15.01.2027", "0101", "", "Copies", "12,50", "3", "Billie Sample", ""]
    data = saved(row, header=header, separator=";")
    (file,) = check(("Expenses.csv", data), crosswalk=CROSSWALK)
    assert located(file) == []
    assert file.totals.expense_amount == Decimal("37.5")


@pytest.mark.parametrize(
    ("settles", "ambiguous", "day"),
    [
        ("15/01/2027", "02/03/2027", dt.date(2027, 3, 2)),
        ("01/15/2027", "02/03/2027", dt.date(2027, 2, 3)),
        ("25.01.2027", "1.2.2027", dt.date(2027, 2, 1)),
        ("1-31-2027", "2-1-2027", dt.date(2027, 2, 1)),
        ("19/01/2027 00:00:00", "01/02/2027 9:30", dt.date(2027, 2, 1)),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_dates_of_the_file_settle_the_others(settles, ambiguous, day, first):
    rows = [changed(date=settles), changed(date=ambiguous, text="Letter")]
    (file,) = check(
        ("time.csv", saved(*(rows if first else rows[::-1]))), crosswalk=CROSSWALK, today=None
    )
    assert "date-ambiguous" not in [kind for _, kind in located(file)]
    assert day in days(file)
    assert len(days(file)) == 2


@pytest.mark.parametrize("text", ["02/03/2027", "11.12.2027", "3-4-2027"])
def test_dates_that_nothing_settles_stay_in_doubt(text):
    file = checked(changed(date=text), changed(date="2027-01-15"), changed(date="15 Jan 2027"))
    assert [kind for _, kind in located(file) if "row" not in kind] == ["date-ambiguous"]


@pytest.mark.parametrize(
    ("dates", "rows"),
    [
        (["15/01/2027", "01/20/2027"], ("row 2", "row 3")),
        (["02/03/2027", "1/20/2027", "2027-01-15", "20/1/2027"], ("row 5", "row 3")),
        (["15.01.2027", "1/20/2027", "19.01.2027", "1/22/2027"], ("row 2", "row 3")),
    ],
)
def test_a_file_that_contradicts_itself_names_a_row_of_each_order(dates, rows):
    file = checked(*(changed(date=text, text=f"Work {n}") for n, text in enumerate(dates)))
    (mixed,) = (finding for finding in file.findings if finding.kind == "date-orders-mixed")
    assert mixed.place == "time!A1"
    assert f"The day is first in {rows[0]}, the month in {rows[1]}." in mixed.message
    ambiguous = [finding.kind for finding in file.findings if finding.kind == "date-ambiguous"]
    assert len(ambiguous) == dates.count("02/03/2027")


@pytest.mark.parametrize("text", ["46402", "20270115"])
def test_numbers_of_days_are_still_named(text):
    assert [kind for _, kind in located(checked(changed(date=text)))] == ["date-is-number"]


@pytest.mark.parametrize(
    ("separator", "texts", "expected"),
    [
        (";", ["1,5", "0,25", "2"], ["1.5", "0.25", "2"]),
        (";", ["1.5", "0.25", "2"], ["1.5", "0.25", "2"]),
        ("\t", ["1,5", ",75"], ["1.5", "0.75"]),
        (",", ["1.50", ".75", "2."], ["1.5", "0.75", "2"]),
    ],
)
def test_numbers_that_agree_are_read_by_their_decimals(separator, texts, expected):
    file = checked(*(changed(hours=text, text=f"Work {n}") for n, text in enumerate(texts)), separator=separator)  # fmt: skip
    assert located(file) == []
    assert hours(file) == list(map(Decimal, expected))


@pytest.mark.parametrize(
    ("separator", "rates", "expected"),
    [
        (";", ["1.250,00", "320,50"], ["1250", "320.5"]),
        (";", ["1.250", "320,5"], ["1250", "320.5"]),
        (";", ["1 250,00", "1\u00a0320,5"], ["1250", "1320.5"]),
        (",", ["1,250.00", "320.5"], ["1250", "320.5"]),
        (",", ["1,250", "1,320"], ["1250", "1320"]),
        ("\t", ["1,250", "320.5"], ["1250", "320.5"]),
    ],
)
def test_thousands_are_read_by_the_decimals_of_the_column(separator, rates, expected):
    rows = [changed(rate=text, hours="1", text=f"Work {n}") for n, text in enumerate(rates)]
    file = checked(*rows, separator=separator)
    assert [entry.price for entry in file.collected.activities] == list(map(Decimal, expected))


@pytest.mark.parametrize(
    ("separator", "rates"),
    [
        (",", ["$320.00", "$1,320.00"]),
        (",", ["320.00 USD", "1320.00 USD"]),
        (";", ["320,00 \u20ac", "1.320,00 \u20ac"]),
        ("\t", ["$ 320", "1320"]),
    ],
)
def test_the_currency_sign_of_a_cell_format_is_no_mistake(separator, rates):
    rows = [changed(rate=text, text=f"Work {n}") for n, text in enumerate(rates)]
    file = checked(*rows, separator=separator)
    assert [entry.price for entry in file.collected.activities] == [320, 1320]


def test_two_currencies_in_one_column_are_a_mistake():
    file = checked(changed(rate="$320"), changed(rate="\u20ac320", text="Letter"))
    assert [kind for _, kind in located(file)] == ["amount-with-currency"] * 2


def test_the_decimals_of_one_column_tell_those_of_another():
    file = checked(changed(hours="1,5", rate="1.250"), separator=";")
    assert [entry.price for entry in file.collected.activities] == [1250]


@pytest.mark.parametrize(
    ("separator", "texts", "kinds"),
    [
        (";", ["1,5", "0.25"], ["hours-decimal-comma"]),
        (",", ["1,5", "2"], ["hours-decimal-comma"]),
        ("\t", ["1,5", "2", "0.5", "0,25"], ["hours-decimal-comma", "hours-decimal-comma"]),
    ],
)
def test_numbers_that_do_not_agree_are_refused_with_the_right_one(separator, texts, kinds):
    file = checked(*(changed(hours=text, text=f"Work {n}") for n, text in enumerate(texts)), separator=separator)  # fmt: skip
    assert [kind for _, kind in located(file)] == kinds
    assert {f.suggestion for f in file.findings if f.kind == kinds[0]} <= {"1.5", "0.25"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1:30", "hours-as-clock"), ("90 min", "hours-with-unit"), ("lots", "hours-not-a-number"), ("25", "hours-over-a-day")],
)  # fmt: skip
def test_other_mistakes_are_named_as_in_a_workbook(text, kind):
    assert [found for _, found in located(checked(changed(hours=text)))] == [kind]


def test_a_total_below_the_table_is_known_by_its_sum():
    file = checked(
        changed(),
        changed(hours="2", text="Letter"),
        ["Total", "", "", "", "", "3.5", "", "", "", ""],
    )
    assert [kind for _, kind in located(file)] == ["row-total"]
    assert file.totals.hours == Decimal("3.5")


DATE_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%d/%m/%Y", "%a %d %b %Y", "%d-%b-%Y")
TEXTS = ("R\u00e9vision \u201curgente\u201d", "Call, letter", "client\u2019s lease", "a; b", "Two\nlines, of\n text", '5" pipe', "Zo\u00eb \u2013 memo")  # fmt: skip


def as_typed(number: Decimal, decimal: str, *, grouped: bool) -> str:
    """A number as a program shows it with a point or a comma before its decimals."""
    text = f"{number:,.2f}" if grouped else f"{number:.2f}"
    return text.translate(str.maketrans(",.", ".,")) if decimal == "," else text


@pytest.mark.parametrize("seed", range(25))
def test_a_table_reads_the_same_however_a_program_saves_it(seed):
    chance = random.Random(seed)
    separator, end = chance.choice(",;\t"), chance.choice(["\r\n", "\n", "\r"])
    encoding = chance.choice(["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
    form, decimal = chance.choice(DATE_FORMATS), chance.choice(".," if separator != "," else ".")
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    truth = []
    # The first day settles day and month of the others.
    for number, day in enumerate([25, *(chance.randint(4, 29) for _ in range(8))]):
        date = dt.date(2027, 1, day)
        quantity, price = Decimal(chance.randint(1, 80)) / 10, Decimal(chance.choice([320, 1250]))
        row = changed(
            date=date.strftime(form),
            text=f"{chance.choice(TEXTS)} {number}",
            hours=as_typed(quantity, decimal, grouped=False),
            rate=as_typed(price, decimal, grouped=chance.random() < 0.5),
        )
        writer.writerow(row)
        truth.append((date, row[4], quantity, price))
    data = buffer.getvalue().encode(encoding)
    (file,) = check(("time.csv", data), crosswalk=CROSSWALK, today=None)
    found = [(e.day, e.description, e.quantity, e.price) for e in file.collected.activities]
    assert found == truth
