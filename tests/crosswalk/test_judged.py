"""A crosswalk is judged as strictly as time: as a refusal where it is given, as findings where it is checked."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from template_builder.check.catalogue import Severity
from template_builder.check.crosswalk_check import CrosswalkProblems, crosswalk_from
from template_builder.check.report import to_json
from template_builder.common.errors import KitError
from template_builder.common.stamp import stamp_of
from template_builder.export.service import export_of
from tests.support.checking import check, located, session_of
from tests.support.editing import edited
from tests.support.fill import fill, row
from tests.support.kit import example_kit

BLANK = next(file.data for file in example_kit() if file.name == "matter-crosswalk.xlsx")


def matter(number: int, *values: object) -> dict[str, object]:
    return row("Matters", number, *values)


def person(number: int, *values: object) -> dict[str, object]:
    return row("People", number, *values)


def file(cells: dict[str, object]) -> bytes:
    """The blank crosswalk with cells filled; what is no text has the format that a spreadsheet program gives it."""
    formats = {
        place: "h:mm" if isinstance(value, dt.time) else "d-mmm"
        for place, value in cells.items()
        if isinstance(value, dt.date | dt.time)
    }

    def give(book: Workbook) -> None:
        for place, number_format in formats.items():
            sheet, _, cell = place.partition("!")
            book[sheet][cell].number_format = number_format

    filled = fill(BLANK, cells)
    return edited(filled, give) if formats else filled


PROBLEMS = [
    (matter(2, "1", "Orchard", None, 12), ("Matters!D2", "crosswalk-exact-number")),
    (matter(2, "1", "Orchard", None, 12.5), ("Matters!D2", "crosswalk-exact-number")),
    (matter(2, "1", "Orchard", None, 0), ("Matters!D2", "crosswalk-exact-number")),
    (person(2, "BSA", 7), ("People!B2", "crosswalk-exact-number")),
    (matter(2, "1", "Orchard", None, dt.date(2027, 1, 5)), ("Matters!D2", "crosswalk-not-text")),
    (matter(2, dt.date(2027, 3, 1), "Marina", None, "00015"), ("Matters!A2", "crosswalk-not-text")),
    (matter(2, dt.time(1, 30), "Marina", None, "00015"), ("Matters!A2", "crosswalk-not-text")),
    (matter(2, "1.00E+05", "Marina"), ("Matters!A2", "crosswalk-not-text")),
    (matter(2, "1", "Marina", None, "2,02401E+11"), ("Matters!D2", "crosswalk-not-text")),
    (matter(2, True, "Marina"), ("Matters!A2", "crosswalk-not-text")),
    (person(2, dt.date(2027, 5, 1), "May First"), ("People!A2", "crosswalk-not-text")),
    (matter(2, "1", "Orchard", None, "#N/A"), ("Matters!D2", "cell-error")),
    (matter(2, "#REF!", "Orchard"), ("Matters!A2", "cell-error")),
    (matter(2, "1", "Orchard", None, "=B2"), ("Matters!D2", "formula-not-saved")),
    (person(2, "BSA", "Billie Sample", "=300+20"), ("People!C2", "formula-not-saved")),
    (matter(2, "1", "Orchard", None, "00012-Orchard: Lease"), ("Matters!D2", "matter-with-colon")),
    (matter(2, "1", "Orchard", None, "00012-Orchard\uff1aLease"), ("Matters!D2", "matter-with-colon")),
    (matter(2, "1", "Orchard", None, "00012-Orchard:"), ("Matters!D2", "matter-with-colon")),
    (matter(2, "1", "Orchard", None, "00012-Orchard\nLease"), ("Matters!D2", "crosswalk-line-break")),
    (matter(2, "1\u2028A", "Orchard"), ("Matters!A2", "crosswalk-line-break")),
    (matter(2, "1", "O", None, "00012-Orchard / 00019-Orchard"), ("Matters!D2", "crosswalk-several")),
    (matter(2, "1", "O", None, "1001 or 1002"), ("Matters!D2", "crosswalk-several")),
    (matter(2, "1", "O", None, "M-12, M-13"), ("Matters!D2", "crosswalk-several")),
    (matter(2, "1", "O", None, "2024 / 2025"), ("Matters!D2", "crosswalk-several")),
    (person(2, "BSA", "Billie\nSample"), ("People!B2", "crosswalk-line-break")),
    (matter(2, None, "Orchard"), ("Matters!A2", "crosswalk-key-missing")),
    (matter(2, None, None, None, "00012-Orchard"), ("Matters!A2", "crosswalk-key-missing")),
    (matter(2, "\u200b", None, "Lease"), ("Matters!A2", "crosswalk-key-missing")),
    (person(2, None, None, 320), ("People!A2", "crosswalk-key-missing")),
    (matter(2, "1", "O", None, "A") | matter(3, "1", "O", None, "B"), ("Matters!A3", "crosswalk-contradiction")),
    (matter(2, "1", "O", None, "A") | matter(3, "\u200e1 ", "O", None, "a"), ("Matters!A3", "crosswalk-contradiction")),
    (person(2, "X", "Ann") | person(3, "x", "Ben"), ("People!A3", "crosswalk-contradiction")),
    (person(2, "Ann", "Ben") | person(3, None, "Ann"), ("People!A3", "crosswalk-contradiction")),
    (person(2, "X", "Ann", 320) | person(3, "x", "Ann", 350), ("People!C3", "crosswalk-contradiction")),
    (person(2, "X", "Ann", 320) | person(3, "Annie", "Ann", 350), ("People!C3", "crosswalk-contradiction")),
    (person(2, "X", None, 320) | person(3, "x", "Ann", 350), ("People!C3", "crosswalk-contradiction")),
    (person(2, "X", "Ann", "$320"), ("People!C2", "amount-with-currency")),
    (person(2, "X", "Ann", "three fifty"), ("People!C2", "amount-not-a-number")),
    (person(2, "X", "Ann", -320), ("People!C2", "amount-negative")),
    ({"Matters!D1": "Clio"}, ("Matters!A1", "column-missing")),
    ({"People!A1": "Who", "People!B1": "User", **person(2, "BSA", "Ann")}, ("People", "sheet-without-headers")),
    ({"People!D1": "Old name"}, ("People!D1", "column-doubled")),
]  # fmt: skip
"""Cells of a crosswalk, and the error that keeps everything from being held against it."""

HARMLESS = [
    (matter(2, 123, "Orchard"), ("Matters!A2", "crosswalk-old-number")),
    (matter(2, 100000, "Orchard"), ("Matters!A2", "crosswalk-old-number")),
    (person(2, 7, "Billie Sample"), ("People!A2", "crosswalk-old-number")),
    (matter(2, "1 ", "Orchard"), ("Matters!A2", "crosswalk-blanks")),
    (matter(2, "1", "Orchard", None, "\t00012-Orchard"), ("Matters!D2", "crosswalk-blanks")),
    (person(2, "BSA", "Billie  Sample"), ("People!B2", "crosswalk-blanks")),
    (matter(2, "1", "O", None, "00012-O\u200b"), ("Matters!D2", "name-with-invisible")),
    (person(2, "\u2060BSA", "Billie Sample"), ("People!A2", "name-with-invisible")),
    (person(2, "BSA", "Billie Sample", "320"), ("People!C2", "number-as-text")),
    (matter(2, "1", "O", None, "TBD"), ("Matters!D2", "crosswalk-not-yet")),
    (matter(2, "1", "O", None, " n/a "), ("Matters!D2", "crosswalk-not-yet")),
    (matter(2, "1", "O", None, "\u2014"), ("Matters!D2", "crosswalk-not-yet")),
    (matter(2, "1", "O", None, "(not yet)"), ("Matters!D2", "crosswalk-not-yet")),
    (matter(2, "1", "O", None, "closed - not migrated"), ("Matters!D2", "crosswalk-not-yet")),
    (matter(2, "1", "O", None, "Don\u2019t import!"), ("Matters!D2", "crosswalk-not-yet")),
    (person(2, "BSA", "to be assigned"), ("People!B2", "crosswalk-not-yet")),
    (person(2, "BSA", "billie.sample@example.com"), ("People!B2", "crosswalk-not-yet")),
    (person(2, "BSA", "left the firm"), ("People!B2", "crosswalk-not-yet")),
    (person(2, "BSA", "Billie?"), ("People!B2", "crosswalk-not-yet")),
    (person(2, "BSA", "Billie Sample") | person(3, "AEX", "See Billie"), ("People!B3", "crosswalk-not-yet")),
    (matter(2, "1", "O", None, "A") | matter(3, "2", "P", None, "A"), ("Matters!D3", "crosswalk-shared-number")),
    (matter(2, "1", "O", None, "2") | matter(3, "2", "P", None, "9"), ("Matters!A3", "crosswalk-two-meanings")),
    (matter(2, "1", "O", None, "2") | matter(3, "2", "P"), ("Matters!A3", "crosswalk-two-meanings")),
    (person(2, "Sam", "Samuel") | person(3, "S2", "sam"), ("People!A2", "crosswalk-two-meanings")),
]  # fmt: skip
"""Cells that are named, and taken all the same."""

CLEAN = [
    {},
    matter(2, "1", "O", None, "1"),
    matter(2, "1", "O", None, "00012-Orchard") | matter(3, "1", "O", None, "00012-Orchard"),
    matter(2, "1", "O") | matter(3, "1", "O", None, "00012-Orchard"),
    matter(2, "1", "O", None, "00012-Lund & 3M / 24 Oaks"),
    matter(2, "1", "O", None, "Closed Circle Ltd"),
    matter(2, "1", "O", None, "2024/0101"),
    person(2, "BSA", None) | person(3, "BS", "BSA"),
    matter(2, "1", "O\nP", dt.date(2027, 1, 5), "00012-O"),
    matter(2, "1", "#REF!", None, "00012-O"),
    person(2, "BSA", "Billie Sample", 320) | person(3, "Billie Sample", "Billie Sample", 320),
    person(2, "BSA", "Billie Sample", 320) | person(3, "BSA", "Billie Sample"),
    person(2, None, "Billie Sample", 320),
    person(2, "CSP", None, None),
    person(2, "BSA", "Billie Sample")
    | person(3, "SWL", "See Wei Ling")
    | person(4, "AL", "Ask Larsen"),
    {"Matters!B1": "Kunde", "People!C1": None},
]


@pytest.mark.parametrize(("cells", "expected"), PROBLEMS)
def test_what_cannot_be_relied_on_is_refused_and_found_at_its_cell(cells, expected):
    place, _ = expected
    data = file(cells)
    (checked,) = check(("cross.xlsx", data))
    errors = {(f.place, f.kind): f for f in checked.findings if f.severity is Severity.ERROR}
    assert [*errors] == [expected]
    with pytest.raises(CrosswalkProblems) as refusal:
        crosswalk_from([("cross.xlsx", data)])
    found = errors[expected]
    assert str(refusal.value) == f"cross.xlsx {place}: {found.message} {found.fix}"


def test_thousands_of_pointers_to_nobody_take_no_minutes():
    lines = [f"P{n},See Nobody{n}\r\nQ{n},User {n}" for n in range(5_000)]
    data = "\r\n".join(("Old name,Clio user", *lines)).encode()
    start = time.process_time()
    assert crosswalk_from([("people.csv", data)]).people["p7"].clio_user == "See Nobody7"
    assert time.process_time() - start < 5


@pytest.mark.parametrize(("cells", "expected"), HARMLESS)
def test_what_is_harmless_is_named_and_taken(cells, expected):
    data = file(cells)
    (checked,) = check(("cross.xlsx", data))
    assert located(checked) == [("", "file-is-crosswalk"), expected]
    crosswalk_from([("cross.xlsx", data)])


@pytest.mark.parametrize("words", ["TBD", "N.A.", "?", "pending"])
def test_words_in_place_of_a_number_or_user_never_go_out_as_one(words):
    given = matter(2, "0101", "Orchard", None, words) | person(2, "Billie Sample", words)
    crosswalk = crosswalk_from([("cross.xlsx", file(given))])
    assert crosswalk.matters["0101"].display_number == ""
    assert crosswalk.people["billie sample"].clio_user == ""


@pytest.mark.parametrize(
    "struck", [("A2", "B2", "C2", "D2"), ("D2",), ("A2",), ("A3", "B3", "C3", "D3")]
)
def test_a_line_struck_through_is_refused_at_its_cell(struck):
    given = matter(2, "1", "O", None, "A") | matter(3, "2", "P", None, "B")

    def strike(book: Workbook) -> None:
        for place in struck:
            book["Matters"][place].font = Font(strike=True)

    data = edited(file(given), strike)
    (checked,) = check(("cross.xlsx", data))
    assert (f"Matters!{struck[0]}", "crosswalk-struck") in located(checked)
    with pytest.raises(CrosswalkProblems, match=f"Matters!{struck[0]}: This line is struck"):
        crosswalk_from([("cross.xlsx", data)])


@pytest.mark.parametrize("cells", CLEAN)
def test_nothing_is_said_of_a_clean_crosswalk(cells):
    (checked,) = check(("cross.xlsx", file(cells)))
    said = [each for each in located(checked) if each[1] != "column-unknown"]
    assert said == [("", "file-is-crosswalk")]
    assert (checked.template, checked.template_version) == ("matter-crosswalk", 1)


def test_a_column_of_ones_own_is_named_in_a_crosswalk_too():
    (checked,) = check(("cross.xlsx", file({"Matters!E1": "Remarks", "Matters!E2": "do not use"})))
    assert ("Matters!E1", "column-unknown") in located(checked)


@pytest.mark.parametrize(
    ("display", "goes_out"),
    [
        (" 00012-Orchard\u200b", "00012-Orchard"),
        ("\ufeff00012-Orchard\u00a0Ltd", "00012-Orchard Ltd"),
        ("00012-Cafe\u0301", "00012-Caf\u00e9"),
        ("\u202a00012-Orchard\u202c", "00012-Orchard"),
    ],
)
def test_what_nobody_sees_is_not_taken_over(display, goes_out):
    found = crosswalk_from([("cross.xlsx", file(matter(2, "\u200e1", "O", None, display)))])
    assert found.matters["1"].display_number == goes_out
    assert found.matters["1"].old_number == "1"


def test_a_refusal_lists_fifty_problems_and_counts_the_others():
    cells: dict[str, object] = {}
    for number in range(2, 72):
        cells |= matter(number, f"1-{number}", "O", None, f"000{number}-O: Lease")
    with pytest.raises(CrosswalkProblems) as refusal:
        crosswalk_from([("cross.xlsx", file(cells))])
    lines = str(refusal.value).splitlines()
    assert len(lines) == 51
    assert lines[-1] == "And 20 more."
    assert lines[49].startswith("cross.xlsx Matters!D51: ")


def test_numbers_in_many_cells_are_one_problem():
    cells = (
        matter(2, "1", "O", None, 12)
        | matter(3, "2", "P", None, 13)
        | matter(5, "3", "Q", None, 14)
    )
    with pytest.raises(
        CrosswalkProblems, match=r"^cross\.xlsx Matters!D2:D3, D5: These numbers are not text"
    ):
        crosswalk_from([("cross.xlsx", file(cells))])


def test_two_files_are_held_against_each_other():
    header = "Old number,Client,Description,Clio display number\r\n"
    one = (header + "1,Orchard,,00012-Orchard\r\n").encode()
    two = (header + "1,Orchard,,00019-Orchard\r\n").encode()
    with pytest.raises(CrosswalkProblems) as refusal:
        crosswalk_from([("a.csv", one), ("b.csv", two)])
    assert str(refusal.value).startswith(
        "b.csv b!A2: 1 has two display numbers. Keep one: 00012-Orchard in a!2, or 00019-Orchard here."
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("matters.csv", b"Old number,Client,Description,Clio display number\r\n,Orchard,,00012-O\r\n"),
        ("people.csv", b"Old name,Clio user,Rate\r\n,,320\r\n"),
    ],
)  # fmt: skip
def test_a_list_of_a_crosswalk_as_csv_is_checked_as_one(name, data):
    (checked,) = check((name, data))
    assert [kind for _, kind in located(checked)] == ["file-is-crosswalk", "crosswalk-key-missing"]


def test_a_file_that_is_no_crosswalk_is_named():
    with pytest.raises(CrosswalkProblems, match=r"people\.csv is not a crosswalk"):
        crosswalk_from([("people.csv", b"Name,Age\r\nX,1\r\n")])


def test_a_crosswalk_is_not_exported():
    session = session_of(("cross.xlsx", BLANK))
    with pytest.raises(KitError, match=r"cross\.xlsx: This file is a crosswalk"):
        export_of(list(session.final()), session.reference, stamp_of(""))


def test_words_of_ours_stay_in_a_report_to_share():
    cells = matter(2, "1", "O", None, 12) | matter(3, True, "P")
    (checked,) = check(("cross.xlsx", file(cells)))
    told = {f.kind: f.shareable for f in checked.findings}
    assert told["crosswalk-exact-number"].fix.endswith("as in Clio.")
    assert told["crosswalk-not-text"].message == "TRUE is a logical value, not text."
    assert told["file-is-crosswalk"].sheet == ""


def test_a_report_to_share_has_no_client_and_no_number_of_a_crosswalk():
    cells = matter(2, None, "Privileged Client") | matter(
        3, "secret-1", "P", None, "secret-2: Lease"
    )
    checked = check(("cross.xlsx", file(cells)))
    assert "secret" in to_json(checked)
    shared = to_json(checked, share_safe=True)
    assert "secret" not in shared
    assert "Privileged" not in shared


@pytest.mark.parametrize(
    "typed", ["billie@example.com", "left the firm", "see Billie", "Ask Billie Sample"]
)
def test_what_is_no_name_is_nobody_in_clio(typed):
    cells = person(2, "BSA", "Billie Sample") | person(3, "AEX", typed)
    people = crosswalk_from([("cross.xlsx", file(cells))]).people
    assert [p.clio_user for p in people.values()] == ["Billie Sample", ""]
