"""What the page is told, and that its workbook is that of the command line to the last byte."""

from __future__ import annotations

import json

import pytest

from template_builder.balances.sources import Kind
from template_builder.browser import Api
from tests.balances.test_commands import CROSSWALK, TRUST, run
from tests.balances.test_listings import LEDGER, LISTING, OLD_TRUST
from tests.support.calculation import values, with_ironcalc

OLD, CLIO, KNOWN = ("old.csv", OLD_TRUST), ("clio.csv", LEDGER), [("crosswalk.csv", CROSSWALK)]


def ask(**given: object) -> tuple[dict, dict[str, bytes]]:
    said, files = Api().ask("balances", {"kind": "trust", **given})
    return json.loads(said), files


def test_page_and_command_line_make_the_same_workbook(tmp_path, capsys):
    said, files = ask(old=OLD, new=CLIO, crosswalk=KNOWN)
    for name, data in (OLD, CLIO, *KNOWN):
        (tmp_path / name).write_bytes(data)
    assert run(tmp_path, *TRUST) == 1
    assert files == {"balances.xlsx": (tmp_path / "made.xlsx").read_bytes()}
    assert said["verdict"] in capsys.readouterr().out
    assert [(line["number"], line["state"], line["difference"]) for line in said["open"]] == [
        ("103", "different", "-0.45"),
        ("", "only in the old listing", ""),
    ]
    assert [(line["number"], line["to_enter"]) for line in said["equal"]] == [
        ("101", "0.00"),
        ("102", "0.00"),
    ]
    assert said["accounts"][0] == {
        "account": "Main",
        "rows": 4,
        "tied": 2,
        "counts": ["1 different", "1 only in the old listing"],
        "old": "2,470.50",
        "new": "2,420.05",
        "to_enter": "not known yet",
    }


def test_what_clio_does_not_have_yet_is_told_apart():
    nothing = LEDGER.replace(b",,120.05,120.05", b",,0.00,0.00")
    said, _ = ask(old=OLD, new=("clio.csv", nothing), crosswalk=KNOWN)
    assert [(line["number"], line["to_enter"]) for line in said["missing"]] == [("103", "120.50")]
    assert [line["client"] for line in said["open"]] == ["Kim Specimen"]
    everyone = nothing + b"\r\nKim Specimen,01/04/2026,Kim,5,,,50.00,50.00"
    said, _ = ask(old=OLD, new=("clio.csv", everyone), crosswalk=KNOWN)
    assert [each["to_enter"] for each in said["accounts"]] == ["120.50"]


def test_a_listing_alone_is_described_and_not_compared():
    said, files = ask(new=CLIO)
    assert (list(said), list(said["lists"]), files) == (["lists"], ["new"], {})
    assert said["lists"]["new"]["kind"] == "trust-ledger"


def test_a_listing_that_has_to_be_asked_about_is_not_compared():
    unclear = ("old.csv", OLD_TRUST.replace(b",Balance", b",Held"))
    said, files = ask(old=unclear, new=CLIO, crosswalk=KNOWN)
    assert (list(said), files) == (["lists"], {})
    assert [question["field"] for question in said["lists"]["old"]["questions"]] == ["balance"]
    said, files = ask(
        old=unclear, new=CLIO, crosswalk=KNOWN, readings={"old": {"columns": {"balance": "E"}}}
    )
    assert said["verdict"]
    assert list(files) == ["balances.xlsx"]


def test_accounts_that_have_to_be_told_apart_are_asked_for():
    old = ("old.csv", OLD_TRUST.replace(b"Sale,Main", b"Sale,Second"))
    new = ("clio.csv", LISTING.replace(b"Kim Specimen,IOLTA", b"Kim Specimen,Escrow"))
    said, files = ask(old=old, new=new, crosswalk=KNOWN)
    assert said["which"] == {"old": ["Main", "Second"], "clio": ["IOLTA", "Escrow"]}
    assert files == {}
    same = {"Main": "IOLTA", "Second": "Escrow"}
    said, _ = ask(old=old, new=new, crosswalk=KNOWN, accounts=same)
    assert {each["account"] for each in said["accounts"]} == {"Main", "Second"}


@pytest.mark.parametrize("nameless", ["Trust account", ""])
def test_an_account_without_a_name_is_told_apart_too(nameless):
    old = ("old.csv", OLD_TRUST.replace(b"Sale,Main", b"Sale,"))
    new = ("clio.csv", LISTING.replace(b"Kim Specimen,IOLTA", b"Kim Specimen,Escrow"))
    said, _ = ask(old=old, new=new, crosswalk=KNOWN)
    assert said["which"] == {"old": ["Main", "Trust account"], "clio": ["IOLTA", "Escrow"]}
    same = {"Main": "IOLTA", nameless: "Escrow"}
    said, files = ask(old=old, new=new, crosswalk=KNOWN, accounts=same)
    assert {each["account"] for each in said["accounts"]} == {"Main", "Escrow"}
    assert files


def test_an_account_of_clio_without_a_name_is_told_apart_too():
    old = ("old.csv", OLD_TRUST.replace(b"Sale,Main", b"Sale,Second"))
    new = ("clio.csv", LISTING.replace(b"Kim Specimen,IOLTA", b"Kim Specimen,"))
    said, _ = ask(old=old, new=new, crosswalk=KNOWN)
    assert said["which"] == {"old": ["Main", "Second"], "clio": ["IOLTA", "Trust account"]}
    same = {"Main": "IOLTA", "Second": "Trust account"}
    said, _ = ask(old=old, new=new, crosswalk=KNOWN, accounts=same)
    assert {each["account"] for each in said["accounts"]} == {"Main", "Second"}


def test_what_cannot_be_compared_is_refused():
    said, files = ask(old=OLD, new=OLD, crosswalk=KNOWN)
    assert said["refused"].startswith("old.csv and old.csv are the same file.")
    assert files == {}


@pytest.mark.parametrize("kind", Kind)
def test_each_line_says_what_the_workbook_says_beside_it(kind):
    pairs = ["1.00|1.00", "1.00|2.00", "3.00|0.00", "4.00|", "|5.00", "-6.00|1.00", "7.00|-1.00"]
    given = {}
    for at, name in enumerate(("old", "new")):
        amounts = [(f"Client {n}", pair.split("|")[at]) for n, pair in enumerate(pairs)]
        rows = "".join(f"{client},{amount}\r\n" for client, amount in amounts if amount)
        given[name] = (f"{name}.csv", f"Client,{AMOUNTS[kind]}\r\n{rows}".encode())
    said, made = ask(kind=kind, crosswalk=KNOWN, **given)
    advice = {
        line["client"]: line["advice"] for line in (*said["open"], *said["missing"], *said["equal"])
    }
    book = with_ironcalc({"made": (made["balances.xlsx"], {})})["made"]
    first, *rows = book[kind.value.capitalize()]
    client, check = first.index("Client"), first.index("Check")
    in_book = {row[client]: "" if row[check] == "OK" else row[check] for row in rows if row[client]}
    assert advice == in_book
    assert len(advice) == len(pairs)


AMOUNTS = {Kind.TRUST: "Trust Balance", Kind.RECEIVABLES: "Total"}


def test_listings_in_each_others_places_are_asked_about_first(tmp_path, capsys):
    said, _ = ask(old=CLIO, new=OLD, crosswalk=KNOWN)
    assert said["exchanged"].startswith("Are the two lists exchanged? clio.csv has")
    for name, data in (("old.csv", LEDGER), ("clio.csv", OLD_TRUST), *KNOWN):
        (tmp_path / name).write_bytes(data)
    assert run(tmp_path, *TRUST) == 1
    assert capsys.readouterr().out.startswith("Are the two lists exchanged? old.csv has")
    book = values((tmp_path / "made.xlsx").read_bytes())
    assert book["Remarks"][1][0] == "Are the two lists exchanged?"
    # Nobody is asked which account is which before that.
    ledger = LEDGER.replace(b"Client,", b"Bank Account,Client,").replace(b"Orchard Ltd,", b"IOLTA,Orchard Ltd,").replace(b"Sample Bakery", b"Escrow,Sample Bakery")  # fmt: skip
    two = OLD_TRUST.replace(b"Sale,Main", b"Sale,Second")
    said, _ = ask(old=("clio.csv", ledger), new=("old.csv", two), crosswalk=KNOWN)
    assert said["which"]["old"] == ["IOLTA", "Escrow"]
    assert said["exchanged"].startswith("Are the two lists exchanged?")
    for old, new in ((OLD, CLIO), (CLIO, ("clio2.csv", LEDGER + b"\r\n"))):
        said, _ = ask(old=old, new=new, crosswalk=KNOWN)
        assert not said["exchanged"]
