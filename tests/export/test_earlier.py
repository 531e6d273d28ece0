"""What Clio has by the files of an upload: without what it refused, with what went in again, with corrections by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import openpyxl
import pytest

from template_builder.check.activities_csv import HEADER
from template_builder.common.errors import KitError
from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.crosswalk import KnownMatter
from template_builder.excel.package import zipped
from template_builder.export.both_right import BothRight
from template_builder.retry.service import refused_rows
from tests.support.checking import CROSSWALK, DAY
from tests.support.exporting import ALEX, book, export, hours_of, kinds_of, rows_of

NEXT = dt.date(2027, 1, 19)
DRAFT, CALL = (DAY, "0101", "Draft lease", 4.0), (NEXT, "0101", "Call with client", 3.0)
WILL = (NEXT, "1001", "Will", 2.0)
BILLIE = ("billie.xlsx", book(DRAFT, CALL))
LATE = ("alex.xlsx", book(WILL, name=ALEX))

Files = Mapping[str, bytes]


def lines_of(files: Files, name: str = "activities.csv") -> list[list[str]]:
    return list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))[1:]


def csv_of(
    *rows: object, header: tuple[str, ...] = ("Error", *HEADER), separator: str = ","
) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows([header, *rows])  # type: ignore[arg-type]
    return buffer.getvalue().encode()


def errors_of(files: Files, *places: int, why: str = "Matter not found") -> bytes:
    """The file that Clio returns when it refused these rows."""
    lines = lines_of(files)
    return csv_of(*([why, *lines[place]] for place in places))


def again_of(files: Files, errors: bytes) -> bytes:
    return refused_rows(("errors.csv", errors), files["activities.csv"], None).retry.data


@cache
def first() -> Files:
    return export(BILLIE).files


# --- Rows that Clio refused ---


def test_a_row_that_clio_refused_goes_out_again():
    one = first()
    made = export(BILLIE, LATE, after=[one], beside=[("errors.csv", errors_of(one, 1))])
    assert hours_of(made) == [2, 3]
    assert made.receipt.total.uploaded.hours == 4
    assert made.receipt.ties
    assert kinds_of(made) == ["refused-again"]
    said = "errors.csv: 1 row was refused by Clio and does not count as uploaded"
    assert any(words.startswith(said) for words in made.receipt.uploaded_before)


def test_a_refused_row_that_was_corrected_in_the_workbook_goes_out_as_it_is_now():
    one = first()
    mended = ("billie.xlsx", book(DRAFT, (NEXT, "1001", "Call with client", 3.0)))
    made = export(mended, after=[one], beside=[("errors.csv", errors_of(one, 1))])
    assert [line["matter"] for line in rows_of(made)] == ["00013-Placeholder"]
    assert kinds_of(made) == ["refused-again"]


def test_refused_rows_go_out_again_with_a_question_that_an_answer_or_a_retry_closes():
    one = first()
    errors = errors_of(one, 0, 1)
    made = export(BILLIE, LATE, after=[one], beside=[("errors.csv", errors)])
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows) == ("refused-again", 2)
    assert point.message == (
        "errors.csv: 2 rows that Clio refused go out again, and no again.csv of them is given."
    )
    said = export(
        BILLIE, LATE, after=[one], beside=[("errors.csv", errors)], both_right=point.both_right
    )
    assert hours_of(said) == [2, 3, 4]
    assert said.receipt.complete
    assert "was not uploaded in between" in said.receipt.decided[0]
    # A retry of one of the two rows answers for that one.
    half = ("again.csv", again_of(one, errors_of(one, 1)))
    made = export(BILLIE, LATE, after=[one], beside=[("errors.csv", errors), half])
    assert [(p.kind, p.rows) for p in made.receipt.open_points] == [("refused-again", 1)]
    assert hours_of(made) == [2, 4]


def test_refused_rows_that_a_later_import_has_are_not_asked_about():
    one = first()
    errors = ("errors.csv", errors_of(one, 1))
    (point,) = export(BILLIE, after=[one], beside=[errors]).receipt.open_points
    two = export(BILLIE, after=[one], beside=[errors], both_right=point.both_right).files
    made = export(BILLIE, LATE, after=[one, two], beside=[errors])
    assert hours_of(made) == [2]
    assert made.receipt.complete


def test_other_work_of_the_same_day_is_no_refused_row():
    one = first()
    now = ("billie.xlsx", book(DRAFT, (NEXT, "1001", "Another call", 2.5)))
    made = export(now, after=[one], beside=[("errors.csv", errors_of(one, 1))])
    assert hours_of(made) == [Decimal("2.5")]
    assert "refused-again" not in kinds_of(made)


def test_rows_that_a_retry_uploaded_are_uploaded():
    one = first()
    errors = errors_of(one, 1)
    beside = [("errors.csv", errors), ("again.csv", again_of(one, errors))]
    made = export(BILLIE, LATE, after=[one], beside=beside)
    assert hours_of(made) == [2]
    assert made.receipt.complete
    assert "again.csv: 1 row, uploaded again." in made.receipt.uploaded_before


def test_a_row_refused_a_second_time_goes_out_again():
    two_rows = export(BILLIE).files
    errors = errors_of(two_rows, 0, 1)
    again = again_of(two_rows, errors)
    second = errors_of({"activities.csv": again}, 1, why="User not found")
    beside = [("errors.csv", errors), ("again.csv", again), ("errors 2.csv", second)]
    made = export(BILLIE, after=[two_rows], beside=beside)
    assert hours_of(made) == [3]
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows, point.both_right) == (
        "refused-again",
        1,
        (BothRight("errors 2.csv"),),
    )


def test_a_retry_with_a_corrected_crosswalk_counts_as_what_it_uploaded():
    one = first()
    moved = CROSSWALK._replace(
        matters={**CROSSWALK.matters, "0101": KnownMatter("0101", "Orchard", "00099-Orchard")}
    )
    errors = errors_of(one, 0, 1)
    again = refused_rows(("e.csv", errors), one["activities.csv"], one["receipt.json"], moved).retry
    beside = [("e.csv", errors), ("a.csv", again.data)]
    made = export(BILLIE, LATE, after=[one], beside=beside, crosswalk=moved)
    assert hours_of(made) == [2]
    assert made.receipt.complete


def test_the_files_of_a_retry_may_be_in_the_folder_of_the_import_or_in_its_zip():
    one = first()
    errors = errors_of(one, 1)
    whole = {**one, "errors.csv": errors, "again.csv": again_of(one, errors)}
    assert hours_of(export(BILLIE, LATE, after=[whole])) == [2]
    as_zip = zipped({f"import/{name}": data for name, data in whole.items()}, EARLIEST)
    assert hours_of(export(BILLIE, LATE, beside=[("import.zip", as_zip)])) == [2]


def test_one_of_two_equal_rows_that_was_refused_goes_out_once():
    twice = ("billie.xlsx", book(CALL, CALL))
    one = export(twice).files
    made = export(twice, after=[one], beside=[("errors.csv", errors_of(one, 0))])
    assert hours_of(made) == [3]
    assert made.receipt.total.uploaded.hours == 3


def saved_by_excel(data: bytes) -> bytes:
    """The file of errors after somebody looked at it in a spreadsheet program and saved it as a workbook."""
    made = openpyxl.Workbook()
    for number, line in enumerate(csv.reader(io.StringIO(data.decode())), start=1):
        for place, text in enumerate(line, start=1):
            made.active.cell(number, place, float(text) if text.isdigit() else text)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_rows_uploaded_again_twice_in_the_same_file_are_asked_about():
    one = first()
    errors = errors_of(one, 1)
    again = again_of(one, errors)
    beside = [("errors.csv", errors), ("errors 2.csv", errors_of(one, 1, why="User not found"))]
    beside += [("again.csv", again), ("again 2.csv", again)]
    made = export(BILLIE, after=[one], beside=beside)
    point, _ = made.receipt.open_points
    assert (point.kind, point.rows) == ("again-twice", 1)
    assert kinds_of(made) == ["again-twice", "refused-again"]
    made = export(BILLIE, after=[one], beside=beside, both_right=point.both_right)
    assert hours_of(made) == []
    assert made.receipt.complete


def test_rows_uploaded_again_may_have_been_through_a_spreadsheet_program():
    one = first()
    errors = errors_of(one, 1)
    again = again_of(one, errors).replace(b",", b";").replace(b";3;", b";3.00;")
    made = export(BILLIE, after=[one], beside=[("errors.csv", errors), ("again.csv", again)])
    assert hours_of(made) == []
    assert made.receipt.complete


@pytest.mark.parametrize("name", ["errors.csv", "errors.xlsx"])
def test_the_same_errors_twice_count_once_and_stay_open(name):
    one = first()
    errors = errors_of(one, 1)
    other = saved_by_excel(errors) if name.endswith("xlsx") else errors
    given = [("first.csv", errors), (name, other), ("again.csv", again_of(one, errors))]
    made = export(BILLIE, after=[one], beside=given)
    assert hours_of(made) == []
    assert kinds_of(made) == ["errors-twice"]


def test_rows_refused_at_two_uploads_in_the_same_words_go_out_again_once_somebody_says_so():
    one = first()
    errors = errors_of(one, 1)
    given = [("first.csv", errors), ("second.csv", errors), ("again.csv", again_of(one, errors))]
    (point,) = export(BILLIE, after=[one], beside=given).receipt.open_points
    made = export(BILLIE, after=[one], beside=given, both_right=point.both_right)
    assert hours_of(made) == [3]
    assert made.receipt.complete
    assert made.receipt.decided == (
        "second.csv: It says the same as first.csv. Both are right, says whoever built this import.",
    )


def test_a_refused_row_that_no_import_has_is_named_and_changes_nothing():
    one = first()
    other = export(LATE).files
    made = export(BILLIE, after=[one], beside=[("errors.csv", errors_of(other, 0))])
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows, point.places) == ("refused-unknown", 1, ("errors.csv:2",))
    assert hours_of(made) == []


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ([("errors.csv", errors_of(first(), 0))], "Give the import that they are of"),
        ([("late.xlsx", LATE[1])], "late.xlsx is no import that was uploaded"),
        ([("notes.txt", b"Uploaded on Monday")], "notes.txt is no import that was uploaded"),
        ([("ok.csv", csv_of(["", *lines_of(first())[0]]))], "ok.csv: no row has an error"),
    ],
    ids=["errors-alone", "workbook", "text", "no-errors"],
)
def test_what_says_nothing_of_an_upload_is_refused(beside, said):
    with pytest.raises(KitError, match=said):
        export(BILLIE, beside=beside)


def test_what_else_is_in_the_folder_of_an_import_is_named():
    one = first()
    passed = csv_of(["", *lines_of(one)[0]])
    whole = {
        **one,
        "time.xlsx": LATE[1],
        "passed.csv": passed,
        "mail.pdf": b"%PDF-1.7",
        "~$x.xlsx": b"",
    }
    made = export(BILLIE, after=[whole])
    assert hours_of(made) == []
    assert made.receipt.uploaded_before == (
        "import 1: 2 rows.",
        "import 1/time.xlsx is not read: it says nothing of what was uploaded.",
        "import 1/passed.csv names no row that Clio refused.",
        "import 1/mail.pdf is not read: it says nothing of what was uploaded.",
    )


def test_rows_uploaded_again_need_the_errors_that_they_answer():
    one = first()
    with pytest.raises(KitError, match=r"again\.csv has rows of an import, but is not called"):
        export(BILLIE, after=[one], beside=[("again.csv", again_of(one, errors_of(one, 1)))])


# --- Imports given twice, and imports that are missing ---


def test_two_imports_of_one_name_are_two():
    one = first()
    two = export(BILLIE, LATE, after=[one]).files
    zips = [("import.zip", zipped(files, EARLIEST)) for files in (one, two)]
    made = export(BILLIE, LATE, beside=zips)
    assert hours_of(made) == []
    assert made.receipt.uploaded_before == ("import.zip: 2 rows.", "import.zip (2): 1 row.")
    folders = [(f"import/{name}", data) for files in (one, two) for name, data in files.items()]
    assert hours_of(export(BILLIE, LATE, beside=folders)) == []


def test_two_files_of_one_name_beside_the_imports_are_two():
    one = export(("billie.xlsx", book(DRAFT, CALL, WILL))).files
    errors = [("errors.csv", errors_of(one, place)) for place in (0, 1)]
    made = export(("billie.xlsx", book(DRAFT, CALL, WILL)), after=[one], beside=errors)
    assert len(hours_of(made)) == 2
    assert any(
        said.startswith("errors.csv (2): 1 row was") for said in made.receipt.uploaded_before
    )


@pytest.mark.parametrize("whole", [True, False], ids=["zip", "activities"])
def test_an_import_given_twice_counts_once(whole):
    one = first()
    other = one if whole else {"activities.csv": one["activities.csv"]}
    zips = [("other.zip", zipped(other, EARLIEST)), ("import.zip", zipped(one, EARLIEST))]
    made = export(BILLIE, LATE, beside=zips)
    assert hours_of(made) == [2]
    assert made.receipt.complete
    assert any(words.endswith("and counts once.") for words in made.receipt.uploaded_before)


def test_a_part_of_an_import_counts_once():
    one = export(("billie.xlsx", book(DRAFT, CALL, WILL))).files
    beside = [("1-test.csv", one["upload/1-test.csv"])]
    made = export(("billie.xlsx", book(DRAFT, CALL, WILL)), after=[one], beside=beside)
    assert hours_of(made) == []
    assert made.receipt.complete


def test_two_imports_of_the_same_rows_are_doubted_and_not_called_gone():
    """Built twice; whether both were uploaded is not known."""
    one, other = export(BILLIE).files, export(BILLIE, LATE).files
    made = export(BILLIE, LATE, after=[one, other])
    assert hours_of(made) == []
    assert kinds_of(made) == ["uploaded-twice"]
    assert [line["what"] for line in rows_of(made, "correct-in-clio.csv")] == ["twice", "twice"]


def test_an_import_before_the_one_that_is_given_is_asked_for():
    one = first()
    two = export(BILLIE, LATE, after=[one]).files
    with pytest.raises(KitError, match="import 1 was built after import 1, which is not given"):
        export(BILLIE, LATE, after=[two])


def test_errors_that_an_import_was_built_after_are_asked_for():
    one = first()
    errors = ("errors.csv", errors_of(one, 1))
    two = export(BILLIE, after=[one], beside=[errors]).files
    with pytest.raises(KitError, match=r"was built after errors\.csv, which is not given"):
        export(BILLIE, after=[one, two])
    made = export(BILLIE, after=[one, two], beside=[errors])
    assert hours_of(made) == []
    assert made.receipt.complete


def test_a_retry_of_all_rows_does_not_stand_for_the_import_that_it_has_the_bytes_of():
    one = first()
    two = export(BILLIE, LATE, after=[one]).files
    errors = errors_of(two, 0)
    beside = [("errors.csv", errors), ("again.csv", again_of(two, errors))]
    assert beside[1][1] == two["activities.csv"]
    three = export(BILLIE, LATE, after=[one, two], beside=beside).files
    with pytest.raises(KitError, match="import 2 was built after import 2, which is not given"):
        export(BILLIE, LATE, after=[one, three], beside=beside)


def test_an_import_does_not_stand_for_one_before_it_that_has_the_same_rows():
    alone = ("billie.xlsx", book(CALL))
    one = export(alone).files
    refused = [("errors.csv", errors_of(one, 0))]
    two = export(alone, after=[one], beside=refused).files
    assert two["activities.csv"] == one["activities.csv"]
    with pytest.raises(KitError, match="import 1 was built after import 1, which is not given"):
        export(alone, after=[two], beside=refused)
    assert hours_of(export(alone, after=[one, two], beside=refused)) == []


def test_a_file_that_was_given_twice_and_counted_twice_is_asked_for_twice():
    one = first()
    errors = errors_of(one, 1)
    given = [("first.csv", errors), ("second.csv", errors), ("again.csv", again_of(one, errors))]
    right = [BothRight("second.csv")]
    two = export(BILLIE, after=[one], beside=given, both_right=right).files
    with pytest.raises(KitError, match=r"import 2 was built after first\.csv"):
        export(BILLIE, after=[one, two], beside=[given[0], given[2]])
    assert export(BILLIE, after=[one, two], beside=given, both_right=right).receipt.complete


# --- Corrections that somebody made by hand in Clio ---

LONGER = (NEXT, "0101", "Call with client", 4.5)
CORRECTED = ("billie.xlsx", book(DRAFT, LONGER))


@cache
def second() -> Files:
    """An import that lists one correction."""
    return export(CORRECTED, after=[first()]).files


def with_marks(files: Files, *marks: str, separator: str = ",") -> bytes:
    """The list of corrections with something typed in its first column."""
    (header, *rows) = csv.reader(
        io.StringIO(files["correct-in-clio.csv"].decode("utf-8-sig"), newline="")
    )
    lines = [[mark, *row[1:]] for mark, row in zip(marks, rows, strict=True)]
    return csv_of(*lines, header=tuple(header), separator=separator)


@pytest.mark.parametrize("mark", ["yes", "Yes ", "x", "TRUE"])
def test_a_correction_marked_as_done_does_not_come_back(mark):
    one = first()
    two = second()
    done = {**two, "correct-in-clio.csv": with_marks(two, mark)}
    made = export(CORRECTED, LATE, after=[one, done])
    assert hours_of(made) == [2]
    assert made.receipt.complete
    assert "correct-in-clio.csv" not in made.files
    said = (
        "1 correction was made in Clio by hand, as marked in correct-in-clio.csv:"
        " changed: Billie Sample, 19/01/2027, 00012-Fictional Orchard."
    )
    assert said in made.receipt.uploaded_before


@pytest.mark.parametrize("mark", ["", "no"])
def test_a_correction_without_a_mark_comes_back(mark):
    one = first()
    two = second()
    made = export(CORRECTED, after=[one, {**two, "correct-in-clio.csv": with_marks(two, mark)}])
    assert kinds_of(made) == ["changed"]


def test_a_row_deleted_in_clio_is_gone_for_good_and_a_new_one_like_it_goes_out():
    one = first()
    without = ("billie.xlsx", book(DRAFT))
    two = export(without, after=[one]).files
    done = {**two, "correct-in-clio.csv": with_marks(two, "yes")}
    assert export(without, after=[one, done]).receipt.complete
    assert hours_of(export(BILLIE, after=[one, done])) == [3]


def test_a_correction_corrected_again_is_listed_from_what_clio_has_now():
    one = first()
    two = second()
    done = {**two, "correct-in-clio.csv": with_marks(two, "yes")}
    longest = ("billie.xlsx", book(DRAFT, (NEXT, "0101", "Call with client", 5.0)))
    made = export(longest, after=[one, done])
    (line,) = rows_of(made, "correct-in-clio.csv")
    assert (line["was quantity"], line["is quantity"]) == ("4.5", "5")
    third = {**made.files, "correct-in-clio.csv": with_marks(made.files, "yes")}
    assert export(longest, after=[one, done, third]).receipt.complete
    assert export(longest, after=[third, done, one]).receipt.complete


def test_a_list_may_have_been_through_a_spreadsheet_program_and_be_given_alone():
    one = first()
    two = second()
    for name, data in (
        ("list.csv", with_marks(two, "yes", separator=";")),
        ("list.xlsx", saved_by_excel(with_marks(two, "yes"))),
    ):
        made = export(CORRECTED, after=[one, two], beside=[(name, data)])
        assert made.receipt.complete


def test_the_same_correction_in_two_lists_is_made_once():
    one = export(("billie.xlsx", book(CALL, CALL))).files
    once = ("billie.xlsx", book(CALL, LONGER))
    two = export(once, after=[one]).files
    three = export(once, after=[one, two]).files
    done = [{**files, "correct-in-clio.csv": with_marks(files, "yes")} for files in (two, three)]
    made = export(once, after=[one, *done])
    assert hours_of(made) == []
    assert made.receipt.complete


def test_two_equal_corrections_are_marked_one_by_one():
    one = export(("billie.xlsx", book(CALL, CALL))).files
    both = ("billie.xlsx", book(LONGER, LONGER))
    two = export(both, after=[one]).files
    half = {**two, "correct-in-clio.csv": with_marks(two, "yes", "")}
    assert len(rows_of(export(both, after=[one, half]), "correct-in-clio.csv")) == 1
    done = {**two, "correct-in-clio.csv": with_marks(two, "yes", "yes")}
    assert "correct-in-clio.csv" not in export(both, after=[one, done]).files


def test_a_correction_of_a_row_that_clio_does_not_have_is_doubted():
    one = first()
    two = second()
    done = {**two, "correct-in-clio.csv": with_marks(two, "yes")}
    made = export(CORRECTED, after=[one, done], beside=[("errors.csv", errors_of(one, 1))])
    assert kinds_of(made) == ["correction-unknown", "refused-again"]
    assert hours_of(made) == [Decimal("4.5")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda two: {"correct-in-clio.csv": with_marks(two, "maybe")}, "'maybe' in the column Done in Clio"),
        (lambda two: {"correct-in-clio.csv": with_marks(two, "yes").replace(b",c", b",d")}, "no receipt given knows the correction d"),
    ],
    ids=["neither", "unknown"],
)  # fmt: skip
def test_a_mark_that_says_nothing_is_refused_with_its_place(change, said):
    one = first()
    two = second()
    with pytest.raises(KitError, match=rf"import 2/correct-in-clio\.csv:2: .*{said}"):
        export(CORRECTED, after=[one, {**two, **change(two)}])


def test_half_a_character_in_a_receipt_can_be_written_all_the_same():
    one = dict(first())
    one["receipt.json"] = one["receipt.json"].replace(b'"billie.xlsx"', b'"\\ud800.xlsx"')
    made = export(("billie.xlsx", book(DRAFT)), after=[one])
    (line,) = rows_of(made, "correct-in-clio.csv")
    assert line["file"] == "?.xlsx"


def test_a_list_shows_all_dates_in_one_order():
    import dataclasses

    from tests.support.kit import real_firm

    other = dataclasses.replace(real_firm(), date_order="MDY")
    (line,) = rows_of(export(CORRECTED, after=[first()], firm=other), "correct-in-clio.csv")
    assert (line["was date"], line["is date"]) == ("01/19/2027", "01/19/2027")
