"""The people and usual rates of a start page, as people fill it in, and which rate a row without one takes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from template_builder.check.checker import CheckedFile
from template_builder.common.text import key_of
from template_builder.crosswalk.crosswalk import KnownPerson
from template_builder.workbooks.names import PEOPLE_HEADERS
from tests.support.checking import CROSSWALK, DAY, check, located, small_kit
from tests.support.editing import edited, opened
from tests.support.fill import fill, row
from tests.support.kit import real_firm

SHARED = "time-tracking.xlsx"
WORK = (DAY, "0101", None, "Draft lease", 2, None)


def checked(
    people: list[tuple[object, ...]], *rows: tuple[object, ...], edit=None, **settings
) -> CheckedFile:
    """The shared workbook with these lines under the header of its people, and rows of time."""
    cells: dict[str, object] = {
        f"Start here!{letter}{FIRST + offset}": "" for letter in "BC" for offset in range(8)
    }
    dates = []
    for number, line in enumerate(people, start=FIRST):
        for letter, value in zip("BCD", line, strict=False):
            place = f"{letter}{number}"
            cells[f"Start here!{place}"] = "" if value is None else value
            if isinstance(value, dt.date):
                dates.append(place)
    for number, values in enumerate(rows, start=2):
        cells |= row("Time", number, *values)
    data = fill(small_kit()[SHARED], cells)

    def change(book) -> None:
        for place in dates:
            book["Start here"][place].number_format = "yyyy-mm-dd"
        if edit:
            edit(book)

    (file,) = check((SHARED, edited(data, change) if edit or dates else data), **settings)
    return file


def header_row(sheet) -> int:
    return next(
        cell.row for line in sheet.iter_rows() for cell in line if cell.value == PEOPLE_HEADERS[0]
    )


FIRST = header_row(opened(small_kit()[SHARED])["Start here"]) + 1
ALONE = [("Billie Sample", 320), (None, None)]


def billed(file: CheckedFile) -> list[tuple[str, Decimal]]:
    return [(entry.person, entry.price) for entry in file.collected.activities]


@pytest.mark.parametrize(
    ("rate", "kind", "suggestion"),
    [
        ("$350", "amount-with-currency", "350"),
        ("350/hr", "amount-with-currency", "350"),
        ("1,350.00", "amount-with-comma", "1350"),
        ("three fifty", "amount-not-a-number", ""),
        ("see engagement letter", "amount-not-a-number", ""),
        (-350, "amount-negative", ""),
        (True, "amount-not-a-number", ""),
        (DAY, "amount-not-a-number", ""),
        ("#VALUE!", "cell-error", ""),
        ("=100+250", "formula-not-saved", ""),
    ],
)
def test_a_usual_rate_that_is_no_number_is_named_and_never_replaced(rate, kind, suggestion):
    def known_elsewhere(**settings) -> CheckedFile:
        return checked([("Billie Sample", rate), (None, None)], WORK, (*WORK[:5], 300), **settings)

    for file in (known_elsewhere(), known_elsewhere(firm=real_firm())):
        found = {finding.kind: finding for finding in file.findings}
        assert found[kind].place == f"Start here!C{FIRST}"
        assert found[kind].suggestion == suggestion
        assert ("Time!G2", "rate-unusable") in located(file)
        assert f"Start here!C{FIRST}" in found["rate-unusable"].fix
        assert billed(file) == [("Billie Sample", Decimal(300))]
        (left,) = file.collected.rejected
        assert f"Start here!C{FIRST}" in " ".join(left.reasons)


def test_the_rate_of_the_start_page_counts_under_every_name_of_the_person():
    people = {
        key_of(old): KnownPerson(old, "Billie Sample", Decimal(300))
        for old in ("BSA", "Billie Sample")
    }
    crosswalk = CROSSWALK._replace(people=people)
    for name in ("BSA", "Billie Sample", None):
        assert billed(checked(ALONE, (*WORK, name), crosswalk=crosswalk))[0][1] == 320
        unusable = checked(
            [("Billie Sample", "$320"), (None, None)], (*WORK, name), crosswalk=crosswalk
        )
        assert billed(unusable) == []


@pytest.mark.parametrize("gap", [1, 2, 5])
def test_people_are_read_past_gaps(gap):
    people = [("Billie Sample", 320), *[(None, None)] * gap, ("Alex Example", 450)]
    file = checked(people, (*WORK, "Alex Example"), WORK)
    assert billed(file) == [("Alex Example", 450)]
    assert located(file) == [("Time!H3", "person-missing")]


@pytest.mark.parametrize(
    "remark",
    [
        ("Please send this file on Fridays.",),
        ("Rates as agreed with the managing partner in May",),
        ("Total", None, 320),
        ("Made by the Firm Transition Guide, which is not affiliated with Clio. " * 2,),
    ],
)
def test_a_remark_below_the_people_is_nobody(remark):
    file = checked([("Billie Sample", 320), (None, None), remark], WORK)
    assert billed(file) == [("Billie Sample", 320)]
    assert located(file) == []


def test_a_paragraph_right_below_the_people_is_nobody():
    paragraph = (
        "Made by the Firm Transition Guide which is not affiliated with Clio and sends nothing"
    )
    assert billed(checked([("Billie Sample", 320), (paragraph,)], WORK)) == [("Billie Sample", 320)]


def move_table(book):
    sheet = book["Start here"]
    sheet.title = "Read me first"
    sheet.move_range(f"A{FIRST - 1}:C{FIRST + 8}", rows=-8, cols=3)


def own_sheet(book):
    book.remove(book["Start here"])
    people = book.create_sheet("Anleitung - Tabelle 2")
    people["D5"], people["F5"] = "name", "USUAL RATE ($)"
    people["D6"], people["F6"] = "Billie Sample", 320


def split(book):
    """Numbers puts each table on a sheet of its own."""
    own_sheet(book)
    book.move_sheet("Anleitung - Tabelle 2", -3)


def other_header(book):
    book["Start here"].cell(FIRST - 1, 3).value = "Hourly rate 2027"


def other_header_and_sheet(book):
    other_header(book)
    book["Start here"].title = "Info"


@pytest.mark.parametrize(
    "edit", [move_table, own_sheet, split, other_header, other_header_and_sheet]
)
def test_the_table_of_people_is_found_wherever_it_is(edit):
    file = checked(ALONE, WORK, edit=edit)
    assert billed(file) == [("Billie Sample", 320)]
    assert [kind for _, kind in located(file)] == []


def test_a_list_of_ones_own_with_names_and_rates_is_not_the_table_of_people():
    def own_list(book):
        own = book.create_sheet("Mileage")
        own.append(["Name", "Rate"])
        own.append(["Car", 0.67])

    file = checked(ALONE, WORK, edit=own_list)
    assert billed(file) == [("Billie Sample", 320)]


def test_a_missing_usual_rate_is_one_finding_at_its_cell():
    file = checked([("Dana Invented", None), (None, None)], WORK, WORK, (*WORK[:5], 300))
    found = [finding for finding in file.findings if finding.kind == "usual-rate-missing"]
    assert [(finding.place, finding.cells) for finding in found] == [
        (f"Start here!C{FIRST}", ((2, FIRST),))
    ]
    assert [left.reasons for left in file.collected.rejected] == [
        ("Dana Invented has no usual rate.",)
    ] * 2


@pytest.mark.parametrize("gap", [0, 2])
def test_a_rate_beside_a_blank_name_is_named(gap):
    people = [("Billie Sample", 320), *[(None, None)] * gap, (None, 280), ("Dana Invented", 300)]
    file = checked(people, (*WORK, "Billie Sample"), (*WORK[:4], 1, None, "Dana Invented"))
    assert located(file) == [(f"Start here!C{FIRST + gap + 1}", "usual-rate-without-name")]
    assert billed(file) == [("Billie Sample", Decimal(320)), ("Dana Invented", Decimal(300))]


def test_a_remark_beside_no_name_is_no_rate():
    assert located(checked([("Billie Sample", 320), (None, "ask Alex")], WORK)) == []


def test_nothing_is_said_of_a_missing_usual_rate_that_no_row_needs():
    assert located(checked([("Dana Invented", None), (None, None)], (*WORK[:5], 300))) == []


@pytest.mark.parametrize(
    ("people", "kind", "prices"),
    [
        ([("Billie Sample", 3200)], "rate-far-off", [3200]),
        ([("Billie Sample", 32)], "rate-far-off", [32]),
        ([("Billie Sample", 160)], "rate-far-off", [160]),
        ([("Billie Sample", 350)], "usual-rate-differs", [350]),
        ([("Billie Sample", 300)], "usual-rate-differs", [300]),
        ([("Billie Sample", 320)], None, [320]),
        ([("Billie Sample", 0)], "rate-far-off", [0]),
        ([("Billie Sample", None)], None, [320]),
    ],
)  # fmt: skip
def test_a_usual_rate_is_held_against_the_firms_lists(people, kind, prices):
    file = checked([*people, (None, None)], WORK, firm=real_firm())
    assert [entry.price for entry in file.collected.activities] == prices
    expected = [(f"Start here!C{FIRST}", kind)] if kind else []
    assert located(file) == expected
    assert all("320" in finding.message for finding in file.findings if finding.kind == kind)


@pytest.mark.parametrize(
    ("rate", "doubted"),
    [(3200, True), (32, True), (640, True), (160, True), (639, False), (161, False), (0, False), (350, False)],
)  # fmt: skip
def test_a_rate_of_a_row_is_held_against_the_usual_one(rate, doubted):
    file = checked(ALONE, (*WORK[:5], rate))
    assert located(file) == ([("Time!G2", "rate-far-off")] if doubted else [])
    assert billed(file) == [("Billie Sample", rate)]


@pytest.mark.parametrize(
    ("rates", "doubted"),
    [
        ([320, 320, 320, 3200], ["Time!G5"]),
        ([320, 320, 320, 300, 32, 0], ["Time!G6"]),
        ([320, 320, 3200], []),
        ([320, 320, 320, 150, 150, 150], []),
        ([320, 320, 320, 350, 250], []),
    ],
)
def test_without_a_usual_rate_most_rows_show_what_is_usual(rates, doubted):
    rows = [(DAY, "0101", None, f"Work {number}", 1, rate) for number, rate in enumerate(rates)]
    file = checked([("Dana Invented", None), (None, None)], *rows)
    assert located(file) == [(place, "rate-far-off") for place in doubted]
    assert len(billed(file)) == len(rates)


def test_a_rate_near_one_of_two_usual_ones_is_not_doubted():
    file = checked([("Billie Sample", 3200), (None, None)], (*WORK[:5], 320), firm=real_firm())
    assert located(file) == [(f"Start here!C{FIRST}", "rate-far-off")]


def test_one_person_with_two_usual_rates_has_none():
    people = [("Billie Sample", 320), ("billie  sample", 350), (None, None)]
    file = checked(people, WORK, (*WORK[:5], 300))
    assert (f"Start here!C{FIRST + 1}", "usual-rate-doubled") in located(file)
    assert billed(file) == [("Billie Sample", 300)]
    twice = [("Billie Sample", 320), ("Billie Sample", 320), ("Billie Sample", None), (None, None)]
    assert billed(checked(twice, WORK)) == [("Billie Sample", 320)]


def test_a_rate_of_the_start_page_stays_in_the_firm():
    file = checked([("Billie Sample", "ask Dana Invented"), (None, None)], WORK)
    (found,) = [finding for finding in file.findings if finding.kind == "amount-not-a-number"]
    assert found.shareable.sheet == "Start here"
    assert "Dana" not in "".join(found.shareable)
