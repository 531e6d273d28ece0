"""The workbook of a proposed crosswalk: what is certain is in it, the rest is for somebody to decide."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl

from template_builder.check.checker import CheckSession
from template_builder.check.crosswalk_check import crosswalk_from
from template_builder.check.service import shipped_rules
from template_builder.common.stamp import EARLIEST
from template_builder.crosswalk.matter_pairs import ClioMatter, OldMatter
from template_builder.crosswalk.person_pairs import ClioUser, OldPerson
from template_builder.crosswalk.proposal_sheet import write_proposal
from template_builder.crosswalk.proposing import propose_matters, propose_people

MATTERS = propose_matters(
    [
        OldMatter("0101", "Fictional Orchard", "Lease"),
        OldMatter("0102", "Ana Rivera", "Divorce"),
        OldMatter("0103", "Nobody", "Nothing"),
    ],
    [
        ClioMatter("00012-Orchard", "Fictional Orchard", "Lease"),
        ClioMatter("00013-Rivera", "Ana Rivera", "Divorce, custody"),
        ClioMatter("00014-Zed", "Zed", "Will"),
    ],
)
PEOPLE = propose_people(
    [OldPerson("Billie Sample", rate=Decimal("320.50")), OldPerson("AE")],
    [ClioUser("Billie Sample"), ClioUser("Alex Example")],
)


def rows(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    """The rows of a sheet below its header that hold something."""
    found = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(min_row=2, values_only=True)
    return [row for row in found if any(row)]


def test_only_what_is_certain_is_in_the_crosswalk():
    data = write_proposal(MATTERS, PEOPLE, EARLIEST)
    assert [row[3] for row in rows(data, "Matters")] == ["00012-Orchard", None, None]
    assert rows(data, "People") == [("Billie Sample", "Billie Sample", 320.5), ("AE", None, None)]
    found = crosswalk_from([("crosswalk.xlsx", data)])
    assert found.matters["0101"].display_number == "00012-Orchard"
    assert found.matters["0102"].display_number == ""
    assert found.people["billie sample"].rate == Decimal("320.5")
    assert list(found.people) == ["billie sample", "ae"]


def test_the_rest_is_to_decide_with_its_reasons():
    data = write_proposal(MATTERS, PEOPLE, EARLIEST)
    rivera, nobody, person = rows(data, "To decide")
    assert rivera[:6] == ("Matter", "0102", "Ana Rivera", "Divorce", "likely", "00013-Rivera")
    assert rivera[6] == "same client; description alike"
    assert nobody[4:] == ("open", None, None, None, "Nothing in Clio's list is like it.")
    assert person[:6] == ("Person", "AE", None, None, "likely", "Alex Example")
    assert [row[:2] for row in rows(data, "Only in Clio")] == [
        ("Matter", "00013-Rivera"), ("Matter", "00014-Zed"), ("User", "Alex Example"),
    ]  # fmt: skip


def test_what_somebody_decided_is_in_the_crosswalk_and_what_they_took_back_is_not():
    data = write_proposal(
        MATTERS, PEOPLE, EARLIEST, decided_matters={0: None, 1: 1}, decided_people={1: 1}
    )
    assert [row[3] for row in rows(data, "Matters")] == [None, "00013-Rivera", None]
    assert [row[1] for row in rows(data, "People")] == ["Billie Sample", "Alex Example"]
    (orchard, nobody) = rows(data, "To decide")
    assert orchard[4] == "not in Clio"
    assert nobody[4] == "open"


def test_the_added_sheets_are_no_fault_of_the_crosswalk():
    session = CheckSession(shipped_rules())
    session.open("crosswalk.xlsx", write_proposal(MATTERS, PEOPLE, EARLIEST))
    (file,) = session.final()
    assert {finding.kind for finding in file.findings} == {"file-is-crosswalk"}
