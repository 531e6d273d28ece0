"""After an upload: only what is new goes out; what changed or went is listed for correction by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from decimal import Decimal

import pytest

from template_builder.common.errors import KitError
from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.crosswalk import KnownMatter
from template_builder.excel.package import zipped
from template_builder.export.earlier import earlier_of
from tests.support.checking import CROSSWALK, DAY
from tests.support.exporting import ALEX, book, export, hours_of, kinds_of, rows_of
from tests.support.fill import fill, row
from tests.support.kit import real_firm

NEXT = dt.date(2027, 1, 19)
BILLIE = ((DAY, "0101", "Draft lease", 4.0), (NEXT, "0101", "Call with client", 3.0))
LATE = ((NEXT, "1001", "Will", 2.0), (NEXT, "0101", "File", 0.5))


def first_export() -> dict[str, bytes]:
    return export(("billie.xlsx", book(*BILLIE))).files


def test_a_late_workbook_is_the_only_thing_that_goes_out():
    files = (("billie.xlsx", book(*BILLIE)), ("alex.xlsx", book(*LATE, name=ALEX)))
    made = export(*files, after=[first_export()])
    assert hours_of(made) == [Decimal("0.5"), 2]
    assert made.receipt.total.uploaded.hours == 7
    assert made.receipt.ties
    assert made.receipt.complete
    assert made.receipt.uploaded_before == ("import 1: 2 rows.",)
    assert "correct-in-clio.csv" not in made.files


@pytest.mark.parametrize(
    ("now", "was", "is_"),
    [
        ((NEXT, "0101", "Call with client", 4.5), "3", "4.5"),
        ((NEXT, "0101", "Call with the other side", 3.0), "Call with client", "Call with the other side"),
        ((NEXT, "1001", "Call with client", 3.0), "00012-Fictional Orchard", "00013-Placeholder"),
        ((dt.date(2027, 1, 20), "0101", "Call with client", 3.0), "19/01/2027", "20/01/2027"),
    ],
    ids=["hours", "words", "matter", "day"],
)  # fmt: skip
def test_a_corrected_row_is_listed_and_not_sent_again(now, was, is_):
    made = export(("billie v2.xlsx", book(BILLIE[0], now)), after=[first_export()])
    assert hours_of(made) == []
    (line,) = rows_of(made, "correct-in-clio.csv")
    assert line["what"] == "changed"
    assert was in line.values()
    assert is_ in line.values()
    assert (line["file"], line["sheet"], line["row"]) == ("billie v2.xlsx", "Time", "3")
    assert kinds_of(made) == ["changed"]
    assert made.receipt.ties


def test_a_row_that_nobody_has_any_more_is_listed():
    made = export(("billie.xlsx", book(BILLIE[0])), after=[first_export()])
    (line,) = rows_of(made, "correct-in-clio.csv")
    assert (line["what"], line["was quantity"], line["is quantity"]) == ("gone", "3", "")
    assert (line["file"], line["row"]) == ("billie.xlsx", "3")
    assert kinds_of(made) == ["gone"]


def test_people_whose_files_are_not_given_again_have_lost_nothing():
    before = export(("billie.xlsx", book(*BILLIE)), ("alex.xlsx", book(*LATE, name=ALEX))).files
    made = export(("billie.xlsx", book(*BILLIE)), after=[before])
    assert "correct-in-clio.csv" not in made.files
    (point,) = made.receipt.open_points
    assert (point.kind, point.rows) == ("not-given", 2)
    assert point.message.startswith("No file of Alex Example was given this time; 2 rows")


def test_new_work_on_the_same_day_for_the_same_matter_is_new():
    more = (NEXT, "0101", "Second call", 1.0)
    made = export(("billie.xlsx", book(*BILLIE, more)), after=[first_export()])
    assert hours_of(made) == [1]
    assert kinds_of(made) == []


def test_the_same_work_twice_is_uploaded_once_and_new_once():
    made = export(("billie.xlsx", book(*BILLIE, BILLIE[1])), after=[first_export()])
    assert hours_of(made) == [3]
    assert kinds_of(made) == ["row-duplicate"]


def test_several_uploads_count_together_and_a_zip_is_as_good_as_a_folder():
    one = first_export()
    files = (("billie.xlsx", book(*BILLIE)), ("alex.xlsx", book(*LATE, name=ALEX)))
    two = export(*files, after=[one]).files
    third = export(*files, after=[one, two])
    assert hours_of(third) == []
    assert third.receipt.complete
    order = real_firm().date_order
    as_zip = earlier_of([("import.zip", zipped(one, EARLIEST))], order)
    as_folder = earlier_of([(f"import.zip/{name}", data) for name, data in one.items()], order)
    assert as_zip == as_folder


def test_a_matter_that_has_another_display_number_now_is_corrected_not_doubled():
    moved = CROSSWALK._replace(
        matters={**CROSSWALK.matters, "0101": KnownMatter("0101", "Fictional Orchard Ltd", "00099-Orchard")}
    )  # fmt: skip
    made = export(("billie.xlsx", book(*BILLIE)), after=[first_export()], crosswalk=moved)
    assert hours_of(made) == []
    assert len(rows_of(made, "correct-in-clio.csv")) == 2


def test_dates_in_another_order_than_before_are_the_same_dates():
    import dataclasses

    other = dataclasses.replace(real_firm(), date_order="MDY")
    made = export(("billie.xlsx", book(*BILLIE)), after=[first_export()], firm=other)
    assert hours_of(made) == []
    assert "correct-in-clio.csv" not in made.files


def test_notes_that_were_exported_before_are_not_listed_again():
    def with_notes(*texts: str) -> bytes:
        cells: dict[str, object] = {}
        for number, text in enumerate(texts, start=2):
            cells |= row("Notes", number, DAY, "0101", None, "Call", text)
        return fill(book(*BILLIE), cells)

    before = export(("billie.xlsx", with_notes("One"))).files
    made = export(("billie.xlsx", with_notes("One", "Two")), after=[before])
    assert [line["note"] for line in rows_of(made, "notes.csv")] == ["Two"]
    assert made.receipt.total.uploaded.note_rows == 1
    assert made.receipt.ties


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"activities.csv": None}, "import 1 holds no activities.csv"),
        ({"activities.csv": b"a,b\r\n1,2\r\n"}, "the columns are not matter,"),
        ({"receipt.json": b"[]"}, "receipt.json is not the receipt"),
        ({"receipt.json": b'{"outputs": [], "origins": [[1]]}'}, "receipt.json is not the receipt"),
    ],
)
def test_what_is_no_earlier_import_is_refused_by_name(change, said):
    files = {name: data for name, data in (first_export() | change).items() if data is not None}
    with pytest.raises(KitError, match=said.replace(".", r"\.")):
        export(("billie.xlsx", book(*BILLIE)), after=[files])


def test_an_import_that_was_edited_before_its_upload_is_taken_as_it_is_now():
    files = first_export()
    data = files["activities.csv"].replace(b",4,", b",3.75,")
    made = export(("billie.xlsx", book(*BILLIE)), after=[{**files, "activities.csv": data}])
    assert "was changed after it was exported" in made.receipt.uploaded_before[0]
    (line,) = rows_of(made, "correct-in-clio.csv")
    assert (line["was quantity"], line["is quantity"]) == ("3.75", "4")


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(8))
def test_whatever_changes_nothing_goes_in_twice_and_nothing_is_lost(seed):
    """What was uploaded, less what is gone, with what changed put right, plus what goes out, is what is recorded."""
    chance = random.Random(seed)
    pool = [
        (DAY + dt.timedelta(chance.randint(0, 4)), chance.choice(["0101", "1001"]), f"Work {n % 7}", n / 4 + 0.25)
        for n in range(12)
    ]  # fmt: skip
    before = pool[: chance.randint(2, 9)]
    after = [each for each in before if chance.random() > 0.2]
    after = [
        (day, matter, text, hours + 0.5 if chance.random() < 0.3 else hours)
        for day, matter, text, hours in after
    ]
    after += pool[9:]
    chance.shuffle(after)
    old = export(("a.xlsx", book(*before))).files
    made = export(("b.xlsx", book(*after)), after=[old])
    changes = rows_of(made, "correct-in-clio.csv") if "correct-in-clio.csv" in made.files else []
    in_clio = Counter(_row(*each) for each in before)
    for line in changes:
        in_clio[_line(line, "was ")] -= 1
        if line["what"] == "changed":
            in_clio[_line(line, "is ")] += 1
    in_clio.update(_line(line, "") for line in rows_of(made))
    assert +in_clio == Counter(_row(*each) for each in after)
    assert made.receipt.ties


NUMBERS = {"0101": "00012-Fictional Orchard", "1001": "00013-Placeholder"}


def _row(day: dt.date, matter: str, text: str, hours: float) -> tuple[object, ...]:
    return (f"{day:%d/%m/%Y}", NUMBERS[matter], text, Decimal(str(hours)))


def _line(line: dict[str, str], start: str) -> tuple[object, ...]:
    values = (line[f"{start}{name}"] for name in ("date", "matter", "note"))
    return (*values, Decimal(line[f"{start}quantity"]))


@pytest.mark.parametrize(
    "wrong",
    [
        (NEXT, "0101", "Call with client", "three"),
        (NEXT, "9999", "Call with client", 3.0),
        ("soon", "0101", "Call with client", 3.0),
        (NEXT, "9999", "Call with the client", 3.0),
    ],
    ids=["hours", "matter", "day", "matter-and-words"],
)
def test_a_row_that_has_an_error_since_its_upload_is_not_gone(wrong):
    """Clio has it: whoever deletes it there loses it."""
    made = export(("billie.xlsx", book(BILLIE[0], wrong)), after=[first_export()])
    assert kinds_of(made)[-1] == "left-out-now"
    assert "correct-in-clio.csv" not in made.files
    assert made.receipt.ties


def test_another_row_with_an_error_does_not_hide_one_that_is_gone():
    other = (dt.date(2027, 1, 20), "9999", "Filing", 1.0)
    made = export(
        ("billie.xlsx", book(BILLIE[0], (DAY, "1001", "Memo", 1.0), other)), after=[first_export()]
    )
    assert "gone" in kinds_of(made)
    assert "left-out-now" not in kinds_of(made)
