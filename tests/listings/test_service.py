"""The agreed interface: rows, questions, totals, remarks."""

from __future__ import annotations

import pytest

from template_builder.common.errors import KitError
from template_builder.listings.kinds import KINDS, load_kind
from template_builder.listings.service import listing_json
from template_builder.reading.refusal import UnreadableFile

from .reading import counts, listing, says, table

TERM_TRUST = (
    "Client Number|Matter Number|Client Name|Matter Name|Last Trust Date|Regular Trust Balance|Term Trust Balance",
    "001|001-1|Orchard Ltd|Lease|04/22/2026|10.00|5.00",
    "002|002-1|Doe, Jan|Will|04/12/2026|1.00|",
    "Total|||||11.00|5.00",
)


@pytest.mark.parametrize("id_", KINDS)
def test_every_kind_has_what_it_needs(id_):
    kind = load_kind(id_)
    assert kind.needs or kind.needs_one_of
    assert all(kind.field(field).headers for field in (*kind.needs, *kind.needs_one_of))


def test_the_headers_that_gave_a_hundred_errors_give_none():
    found = listing(
        ("Matter|Client Name|Matter Description|Resp Lawyer", "0101|Orchard Ltd|Lease|AB"),
        "matters",
    )
    assert found.certain() is found
    assert table(found, "number", "client", "description", "responsible") == [
        ("0101", "Orchard Ltd", "Lease", "AB")
    ]
    assert found.rows[0].place == "A2"


def test_two_balances_are_asked_for_and_both_can_be_chosen():
    asked = listing(TERM_TRUST, "trust")
    with pytest.raises(KitError, match="--column balance=F"):
        asked.certain()
    (question,) = asked.questions
    assert [each.letter for each in question.candidates] == ["F", "G", "F,G"]
    one = listing(TERM_TRUST, "trust", {"balance": "Regular Trust Balance"})
    assert table(one, "number", "balance", "account") == [
        ("001-1", "10.00", ""),
        ("002-1", "1.00", ""),
    ]
    both = listing(TERM_TRUST, "trust", {"balance": "F,G"})
    assert table(both, "number", "balance", "account") == [
        ("001-1", "10.00", "Regular Trust Balance"),
        ("001-1", "5.00", "Term Trust Balance"),
        ("002-1", "1.00", "Regular Trust Balance"),
    ]
    assert all(total.ties for total in both.totals)
    assert len(both.totals) == 2


def test_a_total_that_differs_is_a_remark_and_nothing_is_mended():
    rows = ("Client|Balance", "Orchard|10.00", "Doe|1.00", "Total|12.00")
    found = listing(rows, "trust")
    (total,) = found.totals
    assert (str(total.printed), str(total.read), total.ties) == ("12.00", "11.00", False)
    assert (
        "A4: Total says 12.00, but the rows read add up to 11.00. The difference is 1.00."
        in says(found)
    )
    assert counts(found) == {"total": 1}


def test_a_choice_that_is_not_there_names_the_columns():
    with pytest.raises(KitError, match=r"no column 'Saldo'. The columns are: A Client, B Balance"):
        listing(("Client|Balance", "Orchard|10.00"), "trust", {"balance": "Saldo"})
    with pytest.raises(KitError, match="'money' is not a field"):
        listing(("Client|Balance", "Orchard|10.00"), "trust", {"money": "B"})


def test_the_page_gets_the_same_in_json():
    data = listing_json(listing(TERM_TRUST, "trust"))
    assert data["columns"]["number"] == "B"
    assert data["headers"][5] == {"letter": "F", "header": "Regular Trust Balance"}
    assert data["sample"][0][5:] == ("10.00", "5.00")
    assert data["questions"][0]["field"] == "balance"


@pytest.mark.parametrize("rows", [(), ("", "")])
def test_a_file_without_rows_is_refused(rows):
    with pytest.raises(UnreadableFile):
        listing(rows, "matters")
