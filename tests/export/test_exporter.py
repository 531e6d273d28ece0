"""Exports: the bytes of the import files, what is left out, and that it ties."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from template_builder.check.activities_csv import HEADER
from template_builder.check.entries import money
from template_builder.check.reference import reference_from
from template_builder.common.csv_files import to_csv
from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.crosswalk import Crosswalk
from template_builder.export.clio_text import exact_name, plain
from template_builder.export.exporter import by_user, gather, import_files
from template_builder.export.receipt import receipt_of
from template_builder.export.receipt_json import receipt_json
from template_builder.export.receipt_sheet import write_receipt
from template_builder.export.service import export_of
from tests.support.checking import CROSSWALK, DAY, session_of, small_kit
from tests.support.fill import fill, row
from tests.support.kit import real_firm

BILLIE = {
    **row("Time", 2, DAY, "0101", "Drafting", "Draft lease", 1.5),
    **row(
        "Time",
        3,
        DAY,
        1001,
        None,
        "Call \u2018about\u2019 \u201ctrust\u201d \u2013 part 1",
        0.3,
        250,
    ),
    **row("Time", 4, DAY, "9999", None, "Unknown matter", 2),
    **row("Time", 6, DAY, "0101", None, "@cmd", 0.1, None, None, "yes"),
    **row("Expenses", 2, DAY, "1001", "Copies", "Exhibits, 120 pages", 0.15, 120),
    **row("Notes", 2, DAY, "0101", None, "Trustee", "One\nTwo"),
}
ALEX = {
    **row("Time", 2, DAY, "00001-Imaginary Ferry", None, "New client", 1, 100),
    **row(
        "New in Clio", 2, DAY, "Matter", "Imaginary Ferry", "00001-Imaginary Ferry", "Alex Example"
    ),
}


@cache
def two_files() -> list[tuple[str, bytes]]:
    kit = small_kit()
    return [
        ("billie.xlsx", fill(kit["time-tracking-billie-sample.xlsx"], BILLIE)),
        ("alex.xlsx", fill(kit["time-tracking-alex-example.xlsx"], ALEX)),
    ]


def exported(files: list[tuple[str, bytes]], crosswalk: Crosswalk = CROSSWALK):
    session = session_of(*files, firm=real_firm(), crosswalk=crosswalk)
    checked, reference = list(session.final()), session.reference
    export = gather(checked)
    outputs = import_files(export, reference)
    return checked, export, outputs, receipt_of(checked, export, reference, outputs)


@pytest.fixture(scope="module")
def example():
    return exported(two_files())


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_import_file_has_the_nine_columns_and_every_entry(example):
    _, _, outputs, _ = example
    header, *rows = lines(outputs["activities.csv"])
    assert tuple(header) == HEADER
    assert rows == [
        ["00001-Imaginary Ferry", "15/01/2027", "", "New client", "100", "1", "", "Alex Example", ""],
        ["00012-Fictional Orchard", "15/01/2027", "", " @cmd", "320", "0.1", "", "Billie Sample", "yes"],
        ["00012-Fictional Orchard", "15/01/2027", "Drafting", "Draft lease", "320", "1.5", "", "Billie Sample", ""],
        ["00013-Placeholder", "15/01/2027", "", "Call 'about' \"trust\" - part 1", "250", "0.3", "", "Billie Sample", ""],
        ["00013-Placeholder", "15/01/2027", "Copies", "Exhibits, 120 pages", "0.15", "120", "ExpenseEntry", "Billie Sample", ""],
    ]  # fmt: skip


def test_the_bytes_are_rfc_4180_with_crlf_and_no_mark_while_all_is_ascii(example):
    data = example[2]["activities.csv"]
    assert data.startswith(b"matter,date,")
    assert data.count(b"\r\n") == 6
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b'"Exhibits, 120 pages"' in data
    assert data.isascii()


def test_a_letter_with_an_accent_brings_the_byte_order_mark():
    assert to_csv(["note"], [["caf\u00e9"]]) == b"\xef\xbb\xbfnote\r\ncaf\xc3\xa9\r\n"


def test_there_is_a_file_for_each_user_with_only_their_rows(example):
    outputs = example[2]
    apart = {name: lines(data)[1:] for name, data in outputs.items() if "by-user/" in name}
    assert list(apart) == [
        "activities-by-user/alex-example.csv",
        "activities-by-user/billie-sample.csv",
    ]
    assert [row for rows in apart.values() for row in rows] == lines(outputs["activities.csv"])[1:]


def test_names_that_clio_matches_exactly_go_out_without_what_nobody_sees():
    cells = {
        **row("Matters", 5, "F\u00e9e\u200b 1"),
        **row("Time", 2, DAY, "0101\u200b", "\u200e", "One", 1, 100, "Billie\u2060 Sample"),
        **row(
            "Time",
            3,
            DAY,
            "Fe\u0301e\u00a01",
            "Re\u200bsearch",
            "Two",
            1,
            100,
            "Billie\u00a0Sample",
        ),
    }
    session = session_of(("a.xlsx", fill(small_kit()["time-tracking.xlsx"], cells)))
    checked = list(session.final())
    export = gather(checked)
    outputs = import_files(export, session.reference)
    names = [(line[0], line[2], line[7]) for line in lines(outputs["activities.csv"])[1:]]
    assert names == [
        ("0101", "", "Billie Sample"),
        ("F\u00e9e 1", "Research", "Billie Sample"),
    ]
    assert receipt_of(checked, export, session.reference, outputs).ties


def file_names(example, *users: str) -> list[str]:
    """The files by user when the same entry was recorded by each of them."""
    entry = example[1].activities[0]
    activities = tuple(entry._replace(person=user) for user in users)
    return list(
        by_user(dataclasses.replace(example[1], activities=activities), reference_from(None, None))
    )


@pytest.mark.parametrize(
    "name", ["con", "CON", "Aux", "nul.", "PRN", "com1", "LPT9", "clock$", "com"]
)
def test_a_user_whose_name_windows_keeps_for_a_device_has_a_file_all_the_same(example, name):
    (file,) = file_names(example, name)
    assert file == f"user-{name.lower().strip('.$')}"
    assert file_names(example, f"{name} x", f"x{name}")[0] != file


def test_long_names_of_users_are_cut_and_told_apart(example):
    one, two, three = file_names(example, "x" * 300, "x" * 300 + "y", "X" * 255)
    assert len({one, two, three}) == 3
    assert max(map(len, (one, two, three))) <= 104
    assert file_names(example, "a" * 99 + " b") == ["a" * 99]


def test_the_same_file_twice_is_counted_once_and_said():
    (name, data), other = two_files()
    files = ((name, data), other, ("again.xlsx", data))
    made, once = (
        export_of(list(session.final()), session, EARLIEST)
        for session in (
            session_of(*given, firm=real_firm(), crosswalk=CROSSWALK)
            for given in (files, files[:2])
        )
    )
    assert made.files["activities.csv"] == once.files["activities.csv"]
    assert made.receipt.total.set_aside.hours == Decimal("3.9")
    assert not made.receipt.complete
    said = [point.message for point in made.receipt.open_points if point.kind == "file-twice"]
    assert said == ["again.xlsx: It is the same file as billie.xlsx. It is counted once."]


def test_rows_with_errors_are_left_out_with_place_and_reason(example):
    header, *rows = lines(example[2]["rejected.csv"])
    (line,) = [dict(zip(header, values, strict=True)) for values in rows]
    assert (line["file"], line["sheet"], line["row"]) == ("billie.xlsx", "Time", "4")
    assert line["why"].startswith("9999 is not a known matter.")
    assert line["description or subject"] == "Unknown matter"


def test_notes_and_new_records_have_files_of_their_own(example):
    outputs = example[2]
    assert lines(outputs["notes.csv"])[1:] == [
        ["15/01/2027", "00012-Fictional Orchard", "", "Trustee", "One Two", "Billie Sample"]
    ]
    assert lines(outputs["new-in-clio.csv"])[1][:4] == [
        "15/01/2027",
        "Matter",
        "Imaginary Ferry",
        "00001-Imaginary Ferry",
    ]


def test_the_receipt_ties_in_total_and_by_person_and_matter(example):
    receipt = example[3]
    assert receipt.ties
    total = receipt.total
    assert total.given.hours == Decimal("4.9")
    assert total.exported.hours == Decimal("2.9")
    assert total.rejected.hours == Decimal(2)
    assert total.given.time_amount == Decimal("1.5") * 320 + 75 + 640 + 32 + 100
    assert [line.name for line in receipt.people] == ["Alex Example", "Billie Sample"]
    assert "9999" in [line.name for line in receipt.matters]
    data = json.loads(receipt_json(receipt))
    assert data["ties"] is True
    assert data["in"]["hours"] == "4.90"
    assert data["origins"][0] == ["alex.xlsx", "Time", 2]
    assert [output["name"] for output in data["outputs"]] == list(example[2])


def test_a_receipt_does_not_tie_when_the_file_lacks_a_row(example):
    checked, export, outputs, _ = example
    known = reference_from(real_firm(), CROSSWALK).with_new(
        {"00001-imaginary ferry": "00001-Imaginary Ferry"}
    )
    short = dict(outputs)
    short["activities.csv"] = b"\r\n".join(outputs["activities.csv"].split(b"\r\n")[:-2]) + b"\r\n"
    assert not receipt_of(checked, export, known, short).ties


def test_the_receipt_is_a_workbook_too(example):
    data = write_receipt(example[3], EARLIEST)
    assert data == write_receipt(example[3], EARLIEST)
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Receipt", "Roll call", "By person", "By matter", "Files"]
    rows = book.get_sheet_by_name("Receipt").to_python()
    assert ["Hours", 4.9, 2.9, 2.0, "yes"] in rows


def test_the_order_of_the_files_does_not_matter():
    first = exported(two_files())
    second = exported(two_files()[::-1])
    assert first[2] == second[2]
    assert receipt_json(first[3]) == receipt_json(second[3])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\u201cSmart\u201d \u2018quotes\u2019 \u2013 and \u2014 dashes\u2026",
            "\"Smart\" 'quotes' - and - dashes...",
        ),
        ("one\r\ntwo\tthree", "one two three"),
        ("a\u00a0b\u200bc", "a bc"),
        ("a\u2060b\u200e\u202bc\u2067d\u00ad", "abcd"),
        ("e\u0301", "\u00e9"),
        ("cafe\u0301", "caf\u00e9"),
        ("bell\x07", "bell"),
    ],
)
def test_text_is_made_plain(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Court\nfees", "Court fees"),
        ("Court\r\nfees ", "Court fees"),
        ("Court\tfees\u200b", "Court fees"),
        ("Court  fees\x07", "Court  fees"),
        ("Caf\u00e9 \u2013 fees", "Caf\u00e9 \u2013 fees"),
    ],
)
def test_a_name_stays_on_its_line_and_is_otherwise_exact(text, expected):
    assert exact_name(text) == expected


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1", "1.00"),
        ("1.5", "1.50"),
        ("0.125", "0.125"),
        ("1E+3", "1000.00"),
        ("0", "0.00"),
        ("91.3333333333333248", "91.333333"),
        ("0.28541666666666664", "0.285417"),
        ("-0.5", "-0.50"),
        ("3.999999999999", "4.00"),
        ("892546.689", "892546.689"),
    ],
)
def test_money_has_two_to_six_decimals(amount, text):
    assert money(Decimal(amount)) == text


MATTERS = st.sampled_from(["0101", "1001", "00012-Fictional Orchard"])
DAYS = st.dates(dt.date(2027, 1, 14), dt.date(2027, 2, 5))
HOURS = st.integers(1, 240).map(lambda tenths: tenths / 10)
RATES = st.one_of(st.none(), st.integers(0, 9999), st.decimals(0, 999, places=4).map(float))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")),
    min_size=1,
    max_size=40,
).filter(lambda text: plain(text) and not text.startswith(("=", "#")))
"""Texts of people. Hypothesis also tries words of our code, and #N/A is no text: the cell shows an error."""
PEOPLE = st.sampled_from([None, "Billie Sample"])
TIME = st.tuples(
    DAYS, MATTERS, st.none(), TEXTS, HOURS, RATES, PEOPLE, st.sampled_from([None, "yes"])
)
EXPENSES = st.tuples(
    DAYS,
    MATTERS,
    st.none(),
    TEXTS,
    st.decimals(0, 999, places=2).map(float),
    st.integers(1, 500),
    PEOPLE,
    st.none(),
)


@pytest.mark.heavy
@settings(max_examples=25, deadline=None)
@given(st.lists(TIME, max_size=8), st.lists(EXPENSES, max_size=5), st.booleans())
def test_any_filled_workbook_without_errors_exports_to_the_same_totals(time, expenses, swap):
    cells: dict[str, object] = {}
    for number, values in enumerate(time, start=2):
        cells |= row("Time", number, *values)
    for number, values in enumerate(expenses, start=2):
        cells |= row("Expenses", number, *values)
    for place in [place for place, value in cells.items() if isinstance(value, str)]:
        cells[place] = str(cells[place])
    files = [
        ("billie.xlsx", fill(small_kit()["time-tracking-billie-sample.xlsx"], cells)),
        ("alex.xlsx", fill(small_kit()["time-tracking-alex-example.xlsx"], ALEX)),
    ]
    _, export, outputs, receipt = exported(files[::-1] if swap else files)
    assert export.rejected == ()
    assert receipt.ties
    rows = lines(outputs["activities.csv"])[1:]
    assert len(rows) == len(time) + len(expenses) + 1
    typed = sum(
        (
            Decimal(str(hours)) * (Decimal(320) if rate is None else Decimal(repr(rate)))
            for _, _, _, _, hours, rate, _, _ in time
        ),
        Decimal(100),
    )
    assert receipt.total.exported.time_amount == typed
    assert sum(Decimal(r[5]) for r in rows if not r[6]) == sum(Decimal(str(t[4])) for t in time) + 1
    assert exported(files)[2] == outputs
