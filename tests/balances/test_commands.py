"""The command balances, over files on disk."""

from __future__ import annotations

import pytest

from template_builder.__main__ import main
from tests.balances.test_listings import AGING, LEDGER, OLD_AGING, OLD_TRUST, csv
from tests.support.calculation import values
from tests.support.samples import inside

CROSSWALK = csv(
    "Old number,Client,Description,Clio display number",
    "101,Orchard Ltd,Lease,00001-Orchard",
    "102,Orchard Ltd,Sale,00002-Orchard",
    "103,Sample Bakery Inc,Trade mark,00003-Bakery",
)


@pytest.fixture
def place(tmp_path):
    files = {
        "old.csv": OLD_TRUST,
        "clio.csv": LEDGER,
        "old-aging.csv": OLD_AGING,
        "aging.csv": AGING,
        "crosswalk.csv": CROSSWALK,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def run(place, *words):
    with inside(place):
        return main(["balances", *words])


TRUST = ("old.csv", "clio.csv", "--crosswalk", "crosswalk.csv", "--kind", "trust", "--out", "made.xlsx")  # fmt: skip


def test_a_tie_out_says_each_row_that_does_not_tie_and_writes_the_workbook(place, capsys):
    assert run(place, *TRUST) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Main: 4 rows, 2 tied, 1 different, 1 only in the old listing. Old listing 2,470.50, Clio 2,420.05, to enter not known yet.",
        "different: 103 00003-Bakery Sample Bakery Inc: 120.50 at the cut-off, 120.05 in Clio, -0.45 difference.",
        "only in the old listing: (client) Kim Specimen: 50.00 at the cut-off.",
        "2 rows of 4 do not tie. The sheet Remarks says how the listings were read.",
        "made.xlsx is the tie-out.",
    ]
    assert said.err == ""
    book = values((place / "made.xlsx").read_bytes())
    assert list(book) == ["Start here", "Trust", "Receivables", "Control totals", "Remarks"]


def test_a_tie_out_without_a_difference_exits_with_0(place, capsys):
    (place / "old.csv").write_bytes(OLD_TRUST.replace(b"120.50", b"120.05").replace(b"2,470.50", b"2,420.05").replace(b",Kim Specimen,,Main,50.00\r\n", b""))  # fmt: skip
    assert run(place, *TRUST) == 0
    assert "It ties, row by row." in capsys.readouterr().out


def test_receivables_go_to_their_own_sheet(place, capsys):
    words = (
        "old-aging.csv",
        "aging.csv",
        *TRUST[2:4],
        "--kind",
        "receivables",
        "--out",
        "made.xlsx",
    )
    assert run(place, *words) == 1
    assert "Receivables: 2 rows, 1 tied, 1 only in the old listing." in capsys.readouterr().out
    book = values((place / "made.xlsx").read_bytes())
    assert [row[:5] for row in book["Receivables"][1:3]] == [
        ["101", "Orchard Ltd", "00001-Orchard", 100, 100],
        ["103", "Sample Bakery Inc", "00003-Bakery", 50, ""],
    ]
    assert book["Control totals"][1][:2] == ["Receivables", 150]


@pytest.mark.parametrize(
    ("change", "words", "message"),
    [
        ({}, ("--account", "Main"), "expected OLD=CLIO, found 'Main'"),
        ({}, ("--account", "="), "expected OLD=CLIO, found '='"),
        ({}, ("--account", "=Escrow"), 'The old listing has no trust account ""'),
        ({}, ("--account", "Main=Escrow"), 'no trust account "escrow"'),
        ({}, ("--old-column", "balance=Held"), "There is no column 'Held'"),
        ({}, ("--money-log", "old.csv"), "old.csv has no sheet Money log. Give the filled review.xlsx."),
        ({"clio.csv": OLD_TRUST}, (), "are the same file"),
        ({"clio.csv": b""}, (), "clio.csv"),
        ({"crosswalk.csv": b"a,b\r\n1,2\r\n"}, (), "crosswalk.csv is not a crosswalk"),
        ({"old.csv": OLD_TRUST.replace(b",Balance", b",Held")}, (), "--old-column balance=E"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_words_and_writes_nothing(
    place, capsys, change, words, message
):
    for name, data in change.items():
        (place / name).write_bytes(data)
    try:
        code = run(place, *TRUST, *words)
    except SystemExit as stopped:  # argparse
        code = stopped.code
    assert code == 2
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
    assert not (place / "made.xlsx").exists()


def test_a_workbook_that_somebody_worked_in_is_never_replaced(place, capsys):
    assert run(place, *TRUST) == 1
    assert run(place, *TRUST) == 1
    (place / "made.xlsx").write_bytes(b"somebody's work")
    assert run(place, *TRUST) == 2
    assert (place / "made.xlsx").read_bytes() == b"somebody's work"
    assert "Nothing was written" in capsys.readouterr().err


def test_a_sealed_tie_out_of_other_listings_may_be_replaced(place):
    assert run(place, *TRUST) == 1
    before = (place / "made.xlsx").read_bytes()
    (place / "old.csv").write_bytes(OLD_TRUST.replace(b"120.50", b"120.51"))
    assert run(place, *TRUST) == 1
    assert (place / "made.xlsx").read_bytes() != before
