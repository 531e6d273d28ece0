"""Real shapes of listings at both doors of a tie-out: what is read, what is told, what the workbook then says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from template_builder.balances.entries import Remark
from template_builder.balances.lines import State
from template_builder.balances.report import balances_lines
from template_builder.balances.service import balances_of, read_listings
from template_builder.balances.sources import Kind
from template_builder.balances.tie_out import TieOut
from template_builder.common.errors import KitError
from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.crosswalk import Crosswalk
from tests.balances.test_tie_out import MATTERS
from tests.support.calculation import values, with_ironcalc
from tests.support.fill import fill
from tests.support.kit import real_kit


def csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


OLD_TRUST = csv(
    "Imaginary Law",
    "Client Trust Listing",
    "As of 14 Jan 2027",
    "",
    "Matter Number,Client,Description,Trust Account,Balance",
    '101,Orchard Ltd,Lease,Main,"1,500.00"',
    "102,Orchard Ltd,Sale,Main,800.00",
    "103,Sample Bakery Inc,Trade mark,Main,120.50",
    ",Kim Specimen,,Main,50.00",
    'Grand total,,,,"2,470.50"',
)
LISTING = csv(
    "Client,Account,Last Activity Date,Client Balance,,",
    'Orchard Ltd,IOLTA,01/12/2026,"$2,300.00",,',
    "Sample Bakery Inc,IOLTA,01/11/2026,$120.05,,",
    "Kim Specimen,IOLTA,01/10/2026,$50.00,,",
)
LEDGER = csv(
    "Client,Date,Source/Recipient,Reference,Matter,Funds Out,Funds In,Balance",
    'Orchard Ltd,01/02/2026,Orchard,1,00001-Orchard: Lease,,"1,500.00","1,500.00"',
    'Orchard Ltd,01/03/2026,Orchard,2,00002-Orchard: Sale,,900.00,"2,400.00"',
    'Orchard Ltd,01/04/2026,Court,3,00002-Orchard: Sale,100.00,,"2,300.00"',
    "Sample Bakery Inc,01/04/2026,Bakery,4,00003-Bakery: Trade mark,,120.05,120.05",
)
MANAGEMENT = csv(
    "Client,Matter,Unbilled amount,Amount in trust,Minimum threshold,Amount below minimum",
    'Orchard Ltd,00001-Orchard,10.00,"1,500.00",0.00,0.00',
    "Orchard Ltd,00002-Orchard,10.00,800.00,0.00,0.00",
    "Sample Bakery Inc,00003-Bakery,10.00,120.05,0.00,0.00",
)
OLD_AGING = csv(
    "Matter Number,Client,Current,1-30 days,31-60 days,61-90 days,91+ days,Total",
    "101,Orchard Ltd,100.00,,,,,100.00",
    "103,Sample Bakery Inc,,50.00,,,,50.00",
    "Total,,100.00,50.00,,,,150.00",
)
AGING = csv(
    "Client,Matter,Current,1-30 days,31-60 days,61-90 days,91+ days,Total",
    "Orchard Ltd,00001-Orchard,100.00,,,,,100.00",
)


def tie(
    old: bytes, new: bytes, kind: Kind = Kind.TRUST, crosswalk: Crosswalk = MATTERS, **more: object
) -> tuple[TieOut, bytes]:
    listings = read_listings({"old": ("old.csv", old), "new": ("clio.csv", new)}, kind)
    return balances_of(listings, crosswalk, kind, EARLIEST, **more)  # type: ignore[arg-type]


def found(tied: TieOut) -> list[tuple[str, State, Decimal | None]]:
    return [
        (", ".join(line.numbers) or line.client, line.state, line.difference) for line in tied.lines
    ]


def texts(remarks: Sequence[Remark], *, attention: bool) -> list[str]:
    return [f"{r.about}: {r.text}" for r in remarks if r.attention is attention]


CENTS = Decimal("-0.45")


@pytest.mark.parametrize(
    ("old", "new", "kind", "expected"),
    [
        pytest.param(OLD_TRUST, LISTING, Kind.TRUST, [
            ("101, 102", State.EQUAL, 0), ("103", State.DIFFERENT, CENTS), ("Kim Specimen", State.EQUAL, 0),
        ], id="Trust listing, per client"),
        pytest.param(OLD_TRUST, LEDGER, Kind.TRUST, [
            ("101", State.EQUAL, 0), ("102", State.EQUAL, 0), ("103", State.DIFFERENT, CENTS),
            ("Kim Specimen", State.ONLY_OLD, None),
        ], id="Trust ledger, per matter"),
        pytest.param(OLD_TRUST, MANAGEMENT, Kind.TRUST, [
            ("101", State.EQUAL, 0), ("102", State.EQUAL, 0), ("103", State.DIFFERENT, CENTS),
            ("Kim Specimen", State.ONLY_OLD, None),
        ], id="Trust management, per matter"),
        pytest.param(OLD_AGING, AGING, Kind.RECEIVABLES, [
            ("101", State.EQUAL, 0), ("103", State.ONLY_OLD, None),
        ], id="Accounts receivable aging"),
    ],
)  # fmt: skip
def test_each_report_of_clio_is_tied_out(old, new, kind, expected):
    tied, _ = tie(old, new, kind)
    assert found(tied) == expected


def test_it_is_told_how_the_listings_were_read():
    tied, _ = tie(OLD_TRUST, LEDGER)
    assert texts(tied.remarks, attention=False) == [
        "old.csv, A10: Grand total: 2,470.50, as the rows add up.",
        "old.csv: Not a row of data: 1 line of the class total: A10.",
        "old.csv: Not a row of data: 3 lines of the class title: A1, A2, A3.",
        "old.csv: As of 2027-01-14.",
        "clio.csv: It lists movements: the balance of each matter is the sum of what came in less what went out.",
        "clio.csv: Columns not used: Date, Source/Recipient, Reference.",
        "clio.csv: It prints no total, so its rows could not be held against one.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (OLD_TRUST.replace(b"2,470.50", b"2,470.51"), LEDGER,
         "old.csv, A10: Grand total says 2,470.51, but the rows read add up to 2,470.50. The difference is 0.01. "
         "Compare the rows with the report. Neither figure was changed."),
        (OLD_TRUST.replace(b"800.00", b"8OO.00"), LEDGER,
         "old.csv, E7: 1 value of Trust balance cannot be read (E7), such as '8OO.00'. Correct it in the listing. "
         "It is not taken for 0."),
        (OLD_TRUST, LEDGER.replace(b'"2,300.00"', b'"2,350.00"'),
         "clio.csv, A4: The ledger's balance is 2,350.00, its movements add up to 2,300.00. Make it for all dates, so "
         "that it begins at 0."),
        (OLD_TRUST.replace(b"800.00", b"-800.00").replace(b"2,470.50", b"870.50"), LEDGER,
         "00002-Orchard: Trust money below zero: clear it up before anything is entered."),
        (OLD_TRUST, LISTING,
         "Per client: 1 client is compared as a whole, because one listing names no matters: errors between the matters "
         "of a client do not show. A report that names the matter shows them."),
    ],
)  # fmt: skip
def test_what_makes_a_tie_out_doubtful_needs_attention(old, new, told):
    tied, _ = tie(old, new)
    assert told in texts(tied.remarks, attention=True)
    assert not tied.is_complete
    assert told in "\n".join(balances_lines(tied))


def test_a_figure_that_was_not_read_is_never_0():
    tied, _ = tie(OLD_TRUST.replace(b"800.00", b"8OO.00"), LEDGER.replace(b"900.00", b"n/a"))
    by_number = {line.numbers: line for line in tied.lines}
    line = by_number["102",]
    assert (line.state, line.old, line.new, line.to_enter) == (State.UNREAD, None, None, None)
    assert line.notes == (
        "No figure for A7 in the old listing.",
        "No figure for A3 in Clio's listing.",
    )


@pytest.mark.parametrize(
    ("old", "new", "more", "message"),
    [
        (OLD_TRUST, OLD_TRUST, {}, "old.csv and clio.csv are the same file"),
        (OLD_TRUST.replace(b",Balance", b",Held"), LISTING, {}, "Say which: --old-column balance=E"),
        (OLD_TRUST, LISTING.replace(b"Client Balance", b"Held"), {}, "Say which: --new-column balance=D"),
        (OLD_TRUST, LISTING, {"same_accounts": {"Main": "Escrow"}}, 'no trust account "escrow"'),
        (OLD_AGING, AGING, {"kind": Kind.RECEIVABLES, "money_log": ("r.xlsx", b"")}, "goes with trust money only"),
        (OLD_AGING.replace(b"50.00\r", b"EUR 50.00\r").replace(b"100.00\r", b"CAD 100.00\r"), AGING,
         {"kind": Kind.RECEIVABLES}, "Give one file for each currency"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_words(old, new, more, message):
    with pytest.raises(KitError, match=message):
        tie(old, new, **more)


def test_a_movement_of_which_half_cannot_be_read_is_not_counted():
    tied, _ = tie(OLD_TRUST, LEDGER.replace(b"100.00,,", b"100.00,5O.00,"))
    states = {line.numbers: line.state for line in tied.lines}
    assert states["102",] is State.UNREAD


def test_what_only_clio_has_is_in_the_workbook_and_what_nobody_has_is_not():
    old = OLD_TRUST.replace(b"103,Sample", b"104,Nobody,,Main,0.00\r\n103,Sample")
    _, data = tie(old, LISTING + b"\r\nExtra Person,IOLTA,,$5.00")
    rows = [row[1:6] for row in values(data)["Trust"][1:] if row[1]]
    assert rows[-1] == ["Extra Person", "(client)", "Main", "", 5]
    assert "Nobody" not in [client for client, *_ in rows]


LOG = {
    "Money log!B2": 46400, "Money log!C2": "Trust", "Money log!D2": "Main", "Money log!I2": 2470.5,
    "Money log!B3": 46401, "Money log!C3": "Trust", "Money log!D3": "Main", "Money log!E3": "101", "Money log!J3": 250,
    "Money log!B4": 46402, "Money log!C4": "Trust", "Money log!D4": "Main", "Money log!E4": "103", "Money log!K4": 20.5,
    "Money log!B5": 46403, "Money log!C5": "Operating", "Money log!D5": "Bank", "Money log!E5": "101", "Money log!J5": 9,
    "Money log!B6": 46403, "Money log!C6": "Trust", "Money log!D6": "Main", "Money log!E6": "101", "Money log!J6": "ten",
    "Money log!B7": 46403, "Money log!C7": "Trust", "Money log!D7": "Main", "Money log!E7": "101", "Money log!K7": -3,
}  # fmt: skip


def test_the_workbook_says_what_python_says():
    """Calculated by IronCalc: differences, what is expected, what is to be entered, what Check says."""
    log = ("review.xlsx", fill(real_kit()["review.xlsx"], LOG))
    new = LEDGER.replace(b'"1,500.00","1,500.00"', b"0.00,0.00").replace(b"2,400.00", b"900.00").replace(b"2,300.00", b"800.00")  # fmt: skip
    tied, data = tie(OLD_TRUST, new, money_log=log)
    assert texts(tied.remarks, attention=True) == [
        "Money log!J6: ten: not a number above 0, so the row is not counted.",
        "Money log!J7: -3: not a number above 0, so the row is not counted.",
    ]
    header, *rows = with_ironcalc({"b": (data, {})})["b"]["Trust"]
    at = {name: header.index(name) for name in header}
    for line, row in zip(tied.lines, rows, strict=False):
        for name, amount in (
            ("At the cut-off", line.old),
            ("In Clio", line.new),
            ("Difference", line.difference),
            ("Expected in Clio", line.expected),
            ("To enter", line.to_enter),
        ):
            assert row[at[name]] == ("" if amount is None else pytest.approx(float(amount))), name
    assert [(row[at["Clio display number"]], row[at["To enter"]], row[at["Check"]]) for row in rows[:5]] == [
        ("00001-Orchard", 1500, "Enter To enter once, then fill in Entered on."),
        ("00002-Orchard", 0, "OK"),
        ("00003-Bakery", "", "Differs: enter nothing, ask the specialist."),
        ("(client)", "", "In Clio is blank: look there; 0.00 if it has none."),
        ("", "", ""),
    ]  # fmt: skip


def test_the_printed_totals_are_proposed_and_nothing_is_lost_in_the_workbook():
    tied, data = tie(OLD_TRUST, LISTING)
    book = values(data)
    header, first, *_ = book["Control totals"]
    assert first[: len(header)][:2] == ["Main", 2470.5]
    assert [row[:6] for row in book["Trust"][1:4]] == [
        ["101; 102", "Orchard Ltd", "(client: 2 matters)", "Main", 2300, 2300],
        ["103", "Sample Bakery Inc", "00003-Bakery (client)", "Main", 120.5, 120.05],
        ["", "Kim Specimen", "(client)", "Main", 50, 50],
    ]
    told = [row[1] for row in book["Remarks"][1:]]
    assert [remark.text for remark in tied.remarks] == told[-len(tied.remarks) :]
