"""The rows that Clio refused: found again whatever a spreadsheet made of them, each once, never a guess."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections import Counter
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from template_builder.check.activities_csv import HEADER
from template_builder.check.entries import Origin, Totals
from template_builder.check.reference import reference_from
from template_builder.common.csv_files import to_csv
from template_builder.common.text import key_of
from template_builder.crosswalk.crosswalk import Crosswalk, KnownMatter, KnownPerson
from template_builder.export.returned.error_file import NotAnErrorFile
from template_builder.reading.reader import read_file
from template_builder.retry.retry import NoErrorsFound, NotAnImportFile, NotAReceipt, retry

CALL = ("00042-Sample", "03/03/2026", "Phone call", "Call", "250", "0.5", "", "Alex Example", "")
DRAFT = ("00042-Sample", "03/04/2026", "", "Draft, 'as is'", "250", "1.5", "", "Alex Example", "")
COPIES = ("00118-Sample", "03/04/2026", "Copies", "Copies", "0.1", "120", "ExpenseEntry", "Billie Sample", "yes")  # fmt: skip
WRONG = "Matter not found"


def csv_of(*rows, header=("", *HEADER)):
    """Clio's file as CSV: each row is an error and the nine values."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([header, *rows])
    return buffer.getvalue().encode()


def xlsx_of(*rows, header=("Error", *HEADER)):
    book = openpyxl.Workbook()
    for number, row in enumerate((header, *rows), start=1):
        for place, value in enumerate(row, start=1):
            cell = book.active.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def again(errors, *exported, receipt=None, name="errors.csv"):
    return retry(read_file(name, errors), to_csv(HEADER, exported), receipt)


def lines(result):
    return [row.line for row in result.failed]


def written(result):
    header, *rows = csv.reader(io.StringIO(result.data.decode("utf-8-sig"), newline=""))
    assert tuple(header) == HEADER
    return [tuple(row) for row in rows]


def test_failed_rows_come_back_as_they_were_uploaded():
    result = again(csv_of((WRONG, *COPIES), ("Bad user", *CALL)), CALL, DRAFT, COPIES)
    assert written(result) == [CALL, COPIES]
    assert [(row.line, row.error) for row in result.failed] == [(2, "Bad user"), (4, WRONG)]
    assert result.unmatched == ()
    assert result.totals == Totals(
        time_rows=1,
        hours=Decimal("0.5"),
        time_amount=Decimal(125),
        expense_rows=1,
        expense_amount=Decimal(12),
    )


def test_a_file_with_all_rows_gives_only_those_with_an_error():
    result = again(csv_of(("", *CALL), (WRONG, *DRAFT), (" ", *COPIES)), CALL, DRAFT, COPIES)
    assert (lines(result), result.passed) == ([3], 2)


def test_the_columns_may_stand_anywhere_right_of_the_error():
    shuffled = csv_of((WRONG, "x", *DRAFT[::-1]), header=("Error", "Row", *HEADER[::-1]))
    assert lines(again(shuffled, CALL, DRAFT)) == [3]


def test_a_counting_column_is_not_taken_for_errors():
    counted = csv_of((1, "", *CALL), (2, WRONG, *DRAFT), header=("#", "Error", *HEADER))
    result = again(counted, CALL, DRAFT)
    assert [(row.line, row.error) for row in result.failed] == [(3, WRONG)]


MANGLED = [
    ("number-without-zeros", (*CALL[:4], 250.0, 0.5, *CALL[6:]), CALL),
    ("number-with-zeros", (*CALL[:4], "250.00", "0.50", *CALL[6:]), CALL),
    ("currency", (*CALL[:4], "$250.00", "0.5", *CALL[6:]), CALL),
    ("decimal-comma", (*CALL[:4], "250,00", "0,5", *CALL[6:]), CALL),
    ("date-cell", (CALL[0], dt.datetime(2026, 3, 3), *CALL[2:]), CALL),
    ("date-cell-read-day-first", (DRAFT[0], dt.datetime(2026, 4, 3), *DRAFT[2:]), DRAFT),
    ("date-without-zeros", (DRAFT[0], "3/4/2026", *DRAFT[2:]), DRAFT),
    ("date-with-short-year", (DRAFT[0], "3/4/26", *DRAFT[2:]), DRAFT),
    ("date-year-first", (DRAFT[0], "2026-03-04", *DRAFT[2:]), DRAFT),
    ("date-as-number", (DRAFT[0], 46085, *DRAFT[2:]), DRAFT),
    ("blanks", (" 00042-Sample ", *CALL[1:3], "Call ", *CALL[4:]), CALL),
    ("nothing-for-blank", (*CALL[:6], None, CALL[7], None), CALL),
]


@pytest.mark.parametrize(("mangled", "row"), [m[1:] for m in MANGLED], ids=[m[0] for m in MANGLED])
def test_what_a_spreadsheet_does_on_the_way(mangled, row):
    others = [r for r in (CALL, DRAFT, COPIES) if r != row]
    for errors in (xlsx_of((WRONG, *mangled)), csv_of((WRONG, *mangled))):
        result = again(errors, *others, row)
        assert written(result) == [row], [u.why for u in result.unmatched]


@pytest.mark.parametrize(
    ("uploaded", "came_back"),
    [
        (("0012", "Call"), (12, "Call")),
        (("118.10", "Call"), (118.1, "Call")),
        (("0012", "Call"), ("12", "Call")),
        (("1E5", "Call"), ("100000", "Call")),
        (("12", "Brief for Müller"), ("12", "Brief for MÃ¼ller")),
        (("12", "true"), ("12", True)),
    ],
    ids=str,
)
def test_texts_that_a_spreadsheet_changes(uploaded, came_back):
    row = (uploaded[0], *CALL[1:3], uploaded[1], *CALL[4:])
    back = (came_back[0], *CALL[1:3], came_back[1], *CALL[4:])
    assert written(again(xlsx_of((WRONG, *back)), DRAFT, row)) == [row]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ((*CALL[:3], "call", *CALL[4:]), "The nearest is line 2, which differs in note."),
        (("00043-Sample", *CALL[1:]), "The nearest is line 2, which differs in matter."),
        ((*DRAFT[:3], "Draft, as is", *DRAFT[4:]), "The nearest is line 3, which differs in note."),
        (("a", "b", "c", "d", "e", "f", "g", "h", "i"), "No line of the import file"),
        (("",) * 9, "all nine values are blank"),
    ],
    ids=["case", "another-matter", "apostrophe", "nothing-alike", "empty"],
)
def test_a_row_that_fits_no_line_is_told_and_not_written(changed, says):
    result = again(csv_of((WRONG, *changed), (WRONG, *COPIES)), CALL, DRAFT, COPIES)
    assert written(result) == [COPIES]
    (left,) = result.unmatched
    assert (left.place, left.error) == (Origin("errors.csv", "", 2), WRONG)
    assert says in left.why


def test_the_same_entry_twice_goes_one_to_one():
    twice = again(csv_of((WRONG, *CALL), (WRONG, *CALL)), CALL, DRAFT, CALL)
    assert lines(twice) == [2, 4]
    once = again(csv_of((WRONG, *CALL)), CALL, DRAFT, CALL)
    assert (lines(once), once.unmatched) == ([2], ())
    thrice = again(csv_of(*[(WRONG, *CALL)] * 3), CALL, DRAFT, CALL)
    assert lines(thrice) == [2, 4]
    assert "more often" in thrice.unmatched[0].why


MARCH_4 = (*CALL[:1], "03/04/2026", *CALL[2:])
APRIL_3 = (*CALL[:1], "04/03/2026", *CALL[2:])
CELL = (*CALL[:1], dt.datetime(2026, 3, 4), *CALL[2:])


def test_a_date_that_can_be_either_line_is_never_guessed():
    result = again(xlsx_of((WRONG, *CELL)), MARCH_4, APRIL_3)
    assert written(result) == []
    assert "any of the lines 2, 3" in result.unmatched[0].why


def test_when_both_lines_failed_it_does_not_matter_which_is_which():
    other = (*CALL[:1], dt.datetime(2026, 4, 3), *CALL[2:])
    assert lines(again(xlsx_of((WRONG, *CELL), (WRONG, *other)), MARCH_4, APRIL_3)) == [2, 3]


def test_a_date_as_it_was_written_is_certain():
    assert lines(again(csv_of((WRONG, *APRIL_3)), MARCH_4, APRIL_3)) == [3]


def test_lost_zeros_are_not_guessed_but_kept_zeros_are_certain():
    short, long = ("12", *CALL[1:]), ("0012", *CALL[1:])
    assert lines(again(csv_of((WRONG, *long)), short, long)) == [3]
    result = again(csv_of((WRONG, *short)), short, long)
    assert (lines(result), len(result.unmatched)) == ([], 1)


def test_a_certain_row_settles_a_doubtful_one():
    result = again(xlsx_of((WRONG, *CELL), ("Bad user", *MARCH_4)), MARCH_4, APRIL_3)
    assert [(row.line, row.error) for row in result.failed] == [(2, "Bad user"), (3, WRONG)]


def receipt_for(
    data, name="activities.csv", origins=(("alex.xlsx", "Time", 7), ("billie.xlsx", "Expenses", 3))
):
    sha = hashlib.sha256(data).hexdigest()
    return json.dumps({"outputs": [{"name": name, "sha256": sha}], "origins": origins}).encode()


def test_origins_come_from_the_receipt_of_this_very_file():
    exported = to_csv(HEADER, [CALL, COPIES])
    result = again(csv_of((WRONG, *COPIES)), CALL, COPIES, receipt=receipt_for(exported))
    assert result.failed[0].origin == Origin("billie.xlsx", "Expenses", 3)
    assert result.notes == ()


@pytest.mark.parametrize(
    "receipt",
    [
        receipt_for(b"another"),
        receipt_for(to_csv(HEADER, [CALL, COPIES]), name="activities-by-user/alex.csv"),
        receipt_for(to_csv(HEADER, [CALL, COPIES]), origins=()),
    ],
    ids=["another-export", "one-user", "too-few"],
)
def test_origins_of_another_file_are_not_told(receipt):
    result = again(csv_of((WRONG, *COPIES)), CALL, COPIES, receipt=receipt)
    assert (lines(result), result.failed[0].origin) == ([3], None)
    assert "does not show where" in result.notes[0]


@pytest.mark.parametrize(
    "receipt",
    [
        *(b"", b"{}", b"\xff", b"[1]", b'{"outputs": [], "origins": [1]}', b"[" * 10**6),
        b'{"outputs": [{"name": ["a"], "sha256": "b"}], "origins": []}',
        b'{"outputs": [{"name": "a", "sha256": {}}], "origins": []}',
        *(
            b'{"outputs": [], "origins": [["a.xlsx", "Time", %s]]}' % row
            for row in (b"1e999", b"-1e999", b"NaN", b"1.5", b'"2"', b"true", b"null", b"0", b"-3")
        ),
        b'{"outputs": [], "origins": [["a.xlsx", "Time", 99999999999999999999]]}',
        b'{"outputs": [], "origins": [["a.xlsx", null, 2]]}',
        b'{"outputs": [], "origins": ["abc"]}',
    ],
    ids=range(20),
)
def test_what_is_no_receipt_is_refused(receipt):
    with pytest.raises(NotAReceipt):
        again(csv_of((WRONG, *COPIES)), CALL, COPIES, receipt=receipt)


@pytest.mark.parametrize(
    ("errors", "kind", "says"),
    [
        (csv_of((WRONG, "x"), header=("Error", "Name")), NotAnErrorFile, "none of the nine"),
        (
            csv_of((WRONG, *CALL), header=("Error", *HEADER[:-1], "billing")),
            NotAnErrorFile,
            "non_billable",
        ),
        (csv_of(CALL, header=HEADER), NotAnErrorFile, "no column to the left"),
        (csv_of(("", *CALL)), NoErrorsFound, "left-hand"),
        (csv_of(("OK", *CALL)), NoErrorsFound, "left-hand"),
        (csv_of(), NoErrorsFound, "left-hand"),
        (xlsx_of(header=()), NotAnErrorFile, "none of the nine"),
    ],
    ids=["other", "a-column-less", "the-upload", "no-errors", "all-well", "no-rows", "blank"],
)
def test_a_file_that_is_not_clios_is_refused_in_words(errors, kind, says):
    with pytest.raises(kind, match=says):
        again(errors, CALL)


@pytest.mark.parametrize(
    "exported",
    [
        b"",
        b"\xff\xfe",
        b"PK\x03\x04\x00",
        b"matter,date\r\n",
        ",".join(HEADER[::-1]).encode(),
        (",".join(HEADER) + "\r\na,b\r\n").encode(),
    ],
    ids=["empty", "utf-16", "workbook", "two-columns", "other-order", "short-row"],
)
def test_what_was_not_exported_is_refused(exported):
    with pytest.raises(NotAnImportFile):
        retry(read_file("errors.csv", csv_of((WRONG, *CALL))), exported)


def test_a_complete_failure_says_to_look_first():
    assert "Every row" in again(csv_of((WRONG, *CALL)), CALL).notes[0]


def test_accents_keep_their_byte_order_mark():
    accent = (*CALL[:3], "Appel à Zoë", *CALL[4:])
    result = again(csv_of((WRONG, *accent)), accent, CALL)
    assert result.data == to_csv(HEADER, [accent])


few = st.sampled_from
rows = st.lists(
    st.tuples(
        few(["12", "0012", "00042-Sample"]),
        few(["03/04/2026", "04/03/2026", "03/13/2026", "3/4/2026"]),
        few(["", "Call"]),
        few(["Call", "1.50", "1.5", " =x", 'it\'s "so"']),
        few(["250", "250.00"]),
        few(["0.5", "1.5"]),
        few(["", "ExpenseEntry"]),
        few(["Alex Example"]),
        few(["", "yes"]),
    ),
    min_size=1,
    max_size=12,
)


def as_a_spreadsheet_has_it(row, how):
    """A row after a visit to a spreadsheet program: numbers as numbers, dates as dates, or untouched."""
    if how == "untouched":
        return row
    month_first = how == "month first"
    values = []
    for at, text in enumerate(row):
        if at == 1:
            one, two, year = map(int, text.split("/"))
            month, day = (one, two) if month_first else (two, one)
            values.append(dt.datetime(year, month, day) if month <= 12 else text)
        else:
            try:
                values.append(float(text))
            except ValueError:
                values.append(text or None)
    return tuple(values)


def meaning(row):
    """Rows with the same meaning are the same entry, whichever of them goes up again."""
    return (*row[:4], float(row[4]), float(row[5]), *row[6:])


@pytest.mark.heavy
@settings(deadline=None, max_examples=150)
@given(data=st.data(), exported=rows, how=few(["untouched", "month first", "day first"]))
def test_no_row_comes_twice_and_none_that_did_not_fail(data, exported, how):
    failed = data.draw(st.sets(st.integers(0, len(exported) - 1), min_size=1))
    sent = [(f"Error {at}", *as_a_spreadsheet_has_it(exported[at], how)) for at in sorted(failed)]
    strangers = data.draw(st.integers(0, 2))
    sent += [(WRONG, "99999-Nobody", *CALL[1:])] * strangers
    make = csv_of if how == "untouched" else xlsx_of
    result = again(make(*sent), *exported)
    assert len(set(lines(result))) == len(result.failed)
    assert len(result.failed) + len(result.unmatched) == len(sent)
    assert written(result) == [exported[line - 2] for line in sorted(lines(result))]
    did_fail = Counter(meaning(exported[at]) for at in failed)
    assert Counter(map(meaning, written(result))) <= did_fail


@settings(deadline=None, max_examples=40)
@given(exported=rows, how=few(["untouched", "month first", "day first"]))
def test_when_every_row_failed_every_row_comes_back(exported, how):
    sent = [(WRONG, *as_a_spreadsheet_has_it(row, how)) for row in exported]
    make = csv_of if how == "untouched" else xlsx_of
    assert written(again(make(*sent), *exported)) == exported


# --- A corrected crosswalk ---


def receipt_with(recorded: object, exported: bytes) -> bytes:
    """A receipt of two rows, with what it says of matters and persons as recorded."""
    receipt = {
        "outputs": [{"name": "activities.csv", "sha256": hashlib.sha256(exported).hexdigest()}],
        "origins": [["a.xlsx", "Time", 2], ["a.xlsx", "Time", 3]],
        "recorded": recorded,
    }
    return json.dumps(receipt).encode()


def known(*matters: tuple[str, str], **people: str):
    crosswalk = Crosswalk(
        matters={key_of(old): KnownMatter(old, "", now) for old, now in matters},
        people={key_of(old): KnownPerson(old, user, None) for old, user in people.items()},
    )
    return reference_from(None, crosswalk)


def again_with(reference, recorded: object):
    exported = to_csv(HEADER, [CALL, DRAFT])
    errors = read_file("errors.csv", csv_of((WRONG, *CALL), (WRONG, *DRAFT)))
    return retry(errors, exported, receipt_with(recorded, exported), reference)


def test_a_corrected_crosswalk_gives_the_display_numbers_and_users_of_now():
    reference = known(("1001", "00043-Sample"), ("1002", "00042-Sample"), AEX="Alex B. Example")
    result = again_with(reference, [["1001", "AEX"], ["1002", "Alex Example"]])
    first, second = written(result)
    assert (first[0], first[7]) == ("00043-Sample", "Alex B. Example")
    assert first[1:7] == CALL[1:7]
    assert second == DRAFT
    said = "00042-Sample is now 00043-Sample; Alex Example is now Alex B. Example"
    assert [row.mended for row in result.failed] == [said, ""]
    assert any("1 row is as before" in note for note in result.notes)


@pytest.mark.parametrize("recorded", [[], [["1001", "AEX"]]], ids=["an older receipt", "one row"])
def test_without_what_was_recorded_the_crosswalk_is_not_used_and_it_is_said(recorded):
    result = again_with(known(("1001", "00043-Sample")), recorded)
    assert written(result) == [CALL, DRAFT]
    assert any("The crosswalk is not used" in note for note in result.notes)


def test_a_file_of_the_upload_is_traced_by_the_receipt_too():
    whole, part = to_csv(HEADER, [CALL, DRAFT, COPIES]), to_csv(HEADER, [COPIES, CALL])
    sha = [hashlib.sha256(data).hexdigest() for data in (whole, part)]
    receipt = {
        "outputs": [{"name": "activities.csv", "sha256": sha[0]}, {"name": "upload/2.csv", "sha256": sha[1]}],
        "origins": [["a.xlsx", "Time", 2], ["a.xlsx", "Time", 3], ["b.xlsx", "Expenses", 9]],
        "recorded": [["1001", "AEX"], ["1002", "AEX"], ["1003", "BS"]],
        "parts": {"upload/2.csv": [2, 0]},
    }  # fmt: skip
    errors = read_file("errors.csv", csv_of((WRONG, *COPIES), (WRONG, *CALL)))
    result = retry(errors, part, json.dumps(receipt).encode(), known(("1001", "00043-Sample"), ("1003", "00118-Sample")))  # fmt: skip
    assert [str(row.origin) for row in result.failed] == ["b.xlsx Expenses!9", "a.xlsx Time!2"]
    assert [row[0] for row in written(result)] == ["00118-Sample", "00043-Sample"]


def test_the_nearest_line_is_one_without_a_row_and_what_differs_is_named():
    """Excel made 1.00E+05 of the matter 1E5, and a date of the note 3-4."""
    power = ("1E5", *DRAFT[1:])
    note = (*CALL[:3], "3-4", *CALL[4:])
    result = again(csv_of((WRONG, *CALL), (WRONG, "1.0E+6", *DRAFT[1:]), (WRONG, *CALL[:3], "4-Mar", *CALL[4:])), CALL, power, note)  # fmt: skip
    whys = [row.why for row in result.unmatched]
    assert "The nearest is line 3, which differs in matter." in whys[0]
    assert "The nearest is line 4, which differs in note." in whys[1]
