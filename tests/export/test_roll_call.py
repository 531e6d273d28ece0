"""Who has handed in, and who is missing."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl

from template_builder.crosswalk.crosswalk import KnownPerson
from template_builder.export.receipt_text import receipt_lines
from template_builder.export.roll_call import NOBODY_EXPECTED
from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import parse_firm
from tests.support.checking import CROSSWALK, DAY
from tests.support.exporting import ALEX, book, export, kinds_of
from tests.support.kit import TEST_FIRM, guide, real_firm

ROWS = ((DAY, "0101", "Draft lease", 4.0), (dt.date(2027, 1, 21), "1001", "Will", 2.5))


def firm_with(*people: str) -> Firm:
    """The test firm with more people."""
    tables = "\n".join(f"[[people]]\n{lines}\n" for lines in people)
    return parse_firm(TEST_FIRM + tables, "firm.toml", guide())


def names(made) -> list[tuple[str, bool]]:
    return [(line.name, line.missing) for line in made.receipt.roll_call]


def cells_of(made, sheet: str) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(made.files["receipt.xlsx"]))
    return [cell for row in book[sheet].iter_rows(values_only=True) for cell in row]


def test_everybody_who_got_a_workbook_is_expected_and_the_missing_are_named():
    firm = firm_with('name = "Casey Specimen"', 'name = "Dana Model"\nroles = ["it"]')
    made = export(("billie.xlsx", book(*ROWS)), ("alex.xlsx", book(name=ALEX)), firm=firm)
    assert names(made) == [
        ("Alex Example", False),
        ("Billie Sample", False),
        ("Casey Specimen", True),
        ("Dana Model", True),
    ]
    (point,) = made.receipt.open_points
    assert point.kind == "person-missing"
    assert point.message == "2 of 4 people have handed in nothing: Casey Specimen, Dana Model."


def test_without_the_firm_nobody_is_missing_and_who_is_there_is_listed():
    made = export(("a.xlsx", book(*ROWS)), ("b.xlsx", book(*ROWS, name=ALEX)))
    assert names(made) == [("Alex Example", False), ("Billie Sample", False)]
    assert made.receipt.complete
    assert NOBODY_EXPECTED in list(receipt_lines(made.receipt))
    assert NOBODY_EXPECTED in cells_of(made, "Roll call")
    known = export(("a.xlsx", book(*ROWS)), ("b.xlsx", book(*ROWS, name=ALEX)), firm=real_firm())
    assert NOBODY_EXPECTED not in list(receipt_lines(known.receipt))
    assert NOBODY_EXPECTED not in cells_of(known, "Roll call")


def test_a_blank_workbook_is_a_hand_in():
    made = export(("blank.xlsx", book()), firm=real_firm())
    _, line = made.receipt.roll_call
    assert (line.name, line.files, line.first, line.working_days) == (
        "Billie Sample", ("blank.xlsx",), None, None,
    )  # fmt: skip


def test_a_person_is_found_by_the_name_of_the_old_system():
    crosswalk = CROSSWALK._replace(
        people={**CROSSWALK.people, "fsp": KnownPerson("FSP", "Fin Sketch", None)}
    )
    firm = firm_with('name = "Fin Sketch"\nold_name = "FSP"\nrate = 100')
    cells = {"Time!H2": "FSP", "Time!H3": "FSP"}
    made = export(("old.xlsx", book(*ROWS, **cells)), firm=firm, crosswalk=crosswalk)
    (line,) = [line for line in made.receipt.roll_call if line.name == "Fin Sketch"]
    assert (line.files, line.missing, line.hours) == (("old.xlsx",), False, Decimal("6.5"))


def test_hours_stand_against_the_working_days_since_the_cut_off():
    """The cut-off is Thursday 14 January; Monday 18 is a day off of the firm: 15, 19, 20, 21 are left."""
    off = (dt.date(2027, 1, 18), "0101", "On a day off", 1.0)
    made = export(("billie.xlsx", book(*ROWS, off)), firm=real_firm())
    _, line = made.receipt.roll_call
    assert (line.first, line.last) == (DAY, dt.date(2027, 1, 21))
    assert (line.hours, line.days, line.worked, line.working_days) == (7.5, 3, 2, 4)


def test_rows_left_out_are_a_hand_in_too():
    made = export(("billie.xlsx", book((DAY, "9999", "Unknown", 1.0))), firm=real_firm())
    assert names(made) == [("Alex Example", True), ("Billie Sample", False)]
    assert kinds_of(made) == ["person-missing", "matter-unknown"]
