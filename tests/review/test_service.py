"""From files to the filled workbook, by both doors, and what people wrote into an earlier one stays."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from template_builder.__main__ import main
from template_builder.browser import Api
from template_builder.common.errors import KitError
from template_builder.common.stamp import EARLIEST
from template_builder.review.differences import Wrong
from template_builder.review.lists import Answers
from template_builder.review.report import review_lines
from template_builder.review.service import Filled, Given, review_of, summary
from tests.support.calculation import values
from tests.support.fill import fill, row
from tests.support.kit import real_kit

TODAY = dt.date(2027, 1, 27)


def csv(*lines: str) -> bytes:
    return "\r\n".join((*lines, "")).encode()


OLD_MATTERS = csv(
    "Matter No,Client Name,Matter Description,Resp Lawyer,Status,Date Opened",
    "2024-0101,Fictional Orchard Ltd,Lease of cold store,Alex Example,Active,03/14/2024",
    "2024-0102,Pat Placeholder,Sale of house,Alex Example,Active,04/15/2024",
    "2024-0103,Sample Bakery Inc,Trade mark,Billie Sample,Closed,05/16/2023",
)
MATTERS = csv(
    "Display Number,Custom Number,Client Name,Description,Responsible Attorney,Status,Open Date",
    "00012-Orchard,2024-0101,Fictional Orchard Ltd,Lease of cold store,Alex Example,Open,03/14/2024",
    "00013-Bakery,2024-0103,Unknown Client,Trade mark,Billie Sample,Open,05/16/2023",
    "00014-Ferry,,Imaginary Ferry,Charter,Billie Sample,Open,01/20/2027",
)
OLD_CONTACTS = csv(
    "Name,Type,Email",
    "Pat Placeholder,Person,pat@example.com",
    "Fictional Orchard Ltd,Company,",
)
CONTACTS = csv(
    "Name,Type,Company,Primary Email Address",
    "Pat Placeholder,Person,,pat@example.com",
    "Fictional Orchard Ltd,Company,,",
)
TRUST = csv("Matter No,Client Name,Trust Balance", '2024-0101,Fictional Orchard Ltd,"1,500.00"')
OLD = {"old-matters.csv": OLD_MATTERS, "old-contacts.csv": OLD_CONTACTS, "old-trust.csv": TRUST}
NEW = {"matters.csv": MATTERS, "contacts.csv": CONTACTS}
MADE = csv(
    "date,kind,name,clio_number,entered_by,remarks,origin",
    "01/20/2027,Matter,Charter,00014-Ferry,Billie Sample,,billie.xlsx New in Clio!A2",
)


def filled(**more: object) -> Filled:
    given = {"old": [*OLD.items()], "new": [*NEW.items()], "today": TODAY, "seed": "s", **more}
    return review_of(Given(**given), EARLIEST)  # type: ignore[arg-type]


def table(data: bytes, sheet: str) -> list[dict[str, object]]:
    """The filled rows of a sheet, by header, without what formulas say."""
    first, *rows = values(data)[sheet]
    found = [dict(zip(map(str, first), line, strict=True)) for line in rows]
    return [row for row in found if any(row.values())]


def test_the_sheets_hold_what_the_lists_show():
    data = filled(made=[("new-in-clio.csv", MADE)]).data
    counts = {(row["Data"], row["Counted"]): row for row in table(data, "Counts")}
    assert [
        counts["Matters", "Open"][each] for each in ("Old system", "Made in Clio", "In Clio")
    ] == [2, 1, 3]
    assert [counts["Matters", "All"][each] for each in ("Old system", "In Clio")] == [3, 3]
    assert counts["Contacts", "All"]["In Clio"] == 2
    assert counts["Notes", "All"]["Old system"] == ""
    wrong = [(row["What is wrong"], row["Record"]) for row in table(data, "Differences")]
    assert wrong == [
        ("missing in Clio", "2024-0102"),
        ("under an unknown client", "2024-0103"),
        ("differs", "2024-0103"),
    ]
    assert table(data, "Differences")[0]["Where"] == "old-matters.csv A3"
    corrections = table(data, "Corrections")
    assert [(row["No."], row["Record"], row["Clio shows"]) for row in corrections] == [
        (1, "2024-0102", "nothing"),
        (2, "2024-0103", "client Unknown Client"),
        (3, "2024-0103", "status Open"),
    ]
    assert {(row["Status"], row["Found on"]) for row in corrections} == {("open", TODAY)}
    samples = {(row["Data"], row["Record"]): row for row in table(data, "Samples")}
    assert samples["Balances", "2024-0101"]["In Clio"] == "00012-Orchard"
    missing = samples["Matters", "2024-0102"]
    assert (missing["Result"], missing["In Clio"]) == ("not found", "")
    remarks = {row["About"]: row["Remark"] for row in table(data, "Remarks")}
    assert '"s:"' in str(remarks["Random samples"])
    assert "3 rows" in str(remarks["Old system: old-matters.csv"])


def test_without_lists_of_clio_the_old_system_is_counted_and_sampled():
    alone = filled(new=[])
    assert any("Nothing was compared" in line for line in review_lines(alone))
    data = alone.data
    counts = {(row["Data"], row["Counted"]): row for row in table(data, "Counts")}
    assert counts["Matters", "All"]["Old system"] == 3
    assert counts["Matters", "All"]["In Clio"] == ""
    assert table(data, "Differences") == []
    assert len(table(data, "Samples")) == 6
    made = filled(new=[("matters.csv", MATTERS)])
    assert made.compared.both == ("matters",)
    assert ("Not compared", "There is a list of contacts of the old system only.") in made.remarks


EARLIER = {
    **row("Money log", 2, TODAY, 1, "Trust", "Trust 1", "2024-0101"),
    **row("Money log", 2, 1, TODAY, "Trust", "Trust 1", "2024-0101", None, None, None, None, 250),
    **row("Deadlines", 2, 1, dt.datetime(2027, 2, 3, 9, 30), "9:30", "2024-0101", None, "Hearing", "Alex", "old system"),
    **row("Corrections", 2, 7, "Notes", "2024-0101", "no date", "03/14/2024", 1, "Alex", TODAY, "sent"),
    **row("Corrections", 3, 8, "Matters", "2024-0102", "nothing", "as before", 1, "Alex", TODAY, "sent"),
    **row("Counts", 2, "Contacts", "People", 99, None, 98, "A reason", "Billie", TODAY),
    **row("Counts", 15, "Notes", "All", 40, None, 39),
    **row("Samples", 2, 1, "Matters", "2024-0101", None, "first", None, None, "same", "as it is", "Casey", TODAY),
    **row("Samples", 3, 2, "Notes", "Note of 2020", None, "unusual", None, None, "differs"),
    "Sign-off!D12": "Alex",
}  # fmt: skip


def test_what_people_wrote_before_stays():
    earlier = ("review.xlsx", fill(real_kit()["review.xlsx"], EARLIER))
    made = filled(earlier=earlier)
    data = made.data
    (money,) = table(data, "Money log")
    assert (money["Date"], money["Account"], money["Received"]) == (TODAY, "Trust 1", 250)
    (deadline,) = table(data, "Deadlines")
    assert (deadline["Date"], deadline["What is due"]) == (dt.date(2027, 2, 3), "Hearing")
    corrections = [(row["No."], row["Record"], row["Status"]) for row in table(data, "Corrections")]
    assert corrections == [
        (7, "2024-0101", "sent"),
        (8, "2024-0102", "sent"),
        (9, "2024-0103", "open"),
        (10, "2024-0103", "open"),
    ]
    counts = {(row["Data"], row["Counted"]): row for row in table(data, "Counts")}
    people = counts["Contacts", "People"]
    assert (people["Old system"], people["In Clio"], people["Reason"]) == (1, 1, "A reason")
    assert (counts["Notes", "All"]["Old system"], counts["Notes", "All"]["In Clio"]) == (40, 39)
    samples = {(row["Data"], row["Record"]): row for row in table(data, "Samples")}
    first = samples["Matters", "2024-0101"]
    assert (first["Result"], first["Checked by"], first["Checked on"]) == ("same", "Casey", TODAY)
    assert samples["Notes", "Note of 2020"]["Result"] == "differs"
    assert "deadline soon" in str(samples["Calendar", "2024-0101"]["Drawn because"])
    assert ("review", "Sign-off is blank again: the lists are newer than its 1 filled row. The old file has them.") in made.remarks  # fmt: skip
    again = filled(earlier=("review.xlsx", data))
    assert table(again.data, "Corrections") == table(data, "Corrections")
    assert table(again.data, "Samples") == table(data, "Samples")


def test_both_doors_give_the_same_bytes(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, content in {**OLD, **NEW, "new-in-clio.csv": MADE}.items():
        Path(name).write_bytes(content)
    arguments = [
        "review", "--old", *OLD, "--new", *NEW, "--new-in-clio", "new-in-clio.csv", "--seed", "s",
        "--today", "2027-01-27", "--out", "review.xlsx",
    ]  # fmt: skip
    assert main(arguments) == 1
    said, files = Api().ask(
        "review",
        {
            "old": [*OLD.items()],
            "new": [*NEW.items()],
            "made": [("new-in-clio.csv", MADE)],
            "today": "2027-01-27",
            "seed": "s",
        },
    )
    assert files == {"review.xlsx": Path("review.xlsx").read_bytes()}
    answer = json.loads(said)
    assert answer["differences"]["missing in Clio"] == 1
    printed = capsys.readouterr().out
    assert "missing in Clio: 1 (Matters)" in printed
    assert "Matters, Open: old system 2, Clio 3, 1 of them made in the period" in printed


ODD = ("odd.csv", csv("Matter No,Client,Date Opened", "0101,Orchard,02/03/2024"))


def test_a_list_that_has_to_be_asked_about_is_asked_about():
    with pytest.raises(KitError, match=r"odd\.csv: .*--old-dates MDY or DMY"):
        filled(old=[ODD])
    said, files = Api().ask("review", {"listing": ODD})
    listing = json.loads(said)["listing"]
    assert (listing["kind"], files) == ("matters", {})
    (question,) = listing["questions"]
    assert question["option"] == "dates"
    said, _ = Api().ask("review", {"listing": ODD, "reading": {"columns": {}, "dates": "DMY"}})
    assert json.loads(said)["listing"]["questions"] == []
    readings = {"old/odd.csv": {"dates": "DMY"}, "new/odd.csv": {"dates": "MDY"}}
    said, files = Api().ask("review", {"old": [ODD], "readings": readings})
    assert [*files] == ["review.xlsx"]


def test_answers_of_the_command_line_reach_the_lists_of_their_side():
    lists = [("odd.csv", csv("Ours,Theirs,Client", "0101,A,Orchard", "0102,B,Bakery"))]
    answers = Answers(kind="matters", columns={"number": "Ours", "email": "Client"})
    found = filled(old=lists, old_answers=answers, new=[])
    assert [s.record for s in found.samples] == ["0101", "0102"]


def test_a_file_that_is_no_list_is_named_with_what_would_be_one():
    with pytest.raises(KitError, match=r"notes\.csv: it has the columns of no list"):
        filled(old=[("notes.csv", csv("Colour,Size", "red,10"))])
    with pytest.raises(KitError, match=r"x\.csv is no review workbook"):
        filled(earlier=("x.csv", csv("Colour,Size", "red,10")))
    with pytest.raises(KitError, match="no sheet New in Clio"):
        filled(made=[("x.csv", csv("Colour,Size", "red,10"))])


def test_people_s_workbooks_say_what_they_made():
    cells = row(
        "New in Clio", 2, dt.date(2027, 1, 20), "Matter", "Charter", "00014-Ferry", "Billie"
    )
    book = fill(real_kit()["time-tracking-billie-sample.xlsx"], cells)
    found = filled(made=[("billie.xlsx", book)]).compared
    assert (found.made, found.count(Wrong.EXTRA)) == (1, 0)
    assert filled().compared.count(Wrong.EXTRA) == 1


def test_a_total_that_the_list_prints_is_held_against_what_was_read():
    trust = csv("Matter No,Client Name,Trust Balance", "2024-0101,Orchard,100.00", "Total,,120.00")
    made = filled(old=[("trust.csv", trust)], new=[])
    assert any("prints 120.00, the rows read add up to 100.00" in text for _, text in made.remarks)
    assert (made.compared.differences, made.is_clean) == ((), False)


def test_lists_with_a_value_that_cannot_be_read_do_not_simply_agree():
    said = " Values of 1 row could not be read and were not compared."
    for day, but in (("03/14/2024", ""), ("00/00/0000", ""), ("March?", said)):
        lists = [
            (name, csv(f"{number},Client,Open Date", f"1001,Orchard,{written}"))
            for name, number, written in (("old.csv", "Matter No", day), ("new.csv", "Display Number", "03/14/2024"))
        ]  # fmt: skip
        made = filled(old=lists[:1], new=lists[1:])
        assert (made.compared.differences, made.is_clean) == ((), not but)
        assert f"No difference was found in the lists of Matters.{but}".lower() in (
            "\n".join(review_lines(made)).lower()
        )
        assert summary(made)["not_compared"] == but


def test_numbers_that_are_missing_or_there_twice_are_named():
    odd = csv(
        "Matter No,Client,Description", ",Orchard,Lease", "0101,Bakery,Sale", "0101,Ferry,Charter"
    )
    made = filled(old=[("odd.csv", odd)], new=[("matters.csv", MATTERS)])
    missing = [d.record for d in made.compared.differences if d.wrong is Wrong.MISSING]
    assert missing == ["Orchard, Lease", "0101", "0101"]
    assert "Orchard, Lease" in {sample.record for sample in made.samples}
    assert ("odd.csv", "The number 0101 is there 2 times. Look at each of them.") in made.remarks


def test_a_file_that_is_given_twice_is_refused():
    again = [*NEW.items(), ("copy.csv", OLD_MATTERS)]
    with pytest.raises(KitError, match=r"old-matters\.csv and copy\.csv are the same file"):
        filled(new=again)


def test_lists_in_each_others_places_are_asked_about_first():
    wrong = filled(old=[("matters.csv", MATTERS)], new=[("old-matters.csv", OLD_MATTERS)])
    assert next(review_lines(wrong)).startswith("Are the two lists exchanged? matters.csv has")
    assert wrong.remarks[0][0] == "Are the two lists exchanged?"
    assert summary(wrong)["exchanged"] == next(review_lines(wrong))
    both = filled(old=[("older.csv", MATTERS + b"\r\n")], new=[("matters.csv", MATTERS)])
    for right in (filled(), filled(new=()), both):
        assert not right.exchanged
        assert summary(right)["exchanged"] == ""


def test_equal_counts_say_how_many_records_differ_all_the_same():
    lost = CONTACTS.replace(b"Fictional Orchard Ltd,Company", b"Pat Placeholder,Person")
    said = summary(filled(new=[("contacts.csv", lost)]))
    counts = {(each["data"], each["what"]): each for each in said["counts"]}  # type: ignore[attr-defined]
    everyone = counts["Contacts", "All"]
    assert (everyone["old"], everyone["new"], everyone["open"]) == ("2", "2", 2)


CLIENTS = csv("Client No,Surname,Given,E-mail,Phone", "1,Placeholder,Pat,pat@example.com,555-0100")


def test_the_kind_of_a_list_that_does_not_say_it_is_asked_and_taken():
    def described(**reading: object) -> dict[str, Any]:
        said, _ = Api().ask("review", {"listing": ("clients.csv", CLIENTS), "reading": reading})
        return json.loads(said)["listing"]

    asked = described(columns={})
    assert (asked["kind"], asked["fields"]) == ("", [])
    assert [each["option"] for each in asked["questions"]] == ["kind"]
    assert [each["id"] for each in asked["kinds"]] == ["matters", "contacts", "activities", "trust"]
    assert [each["header"] for each in asked["headers"]][1] == "Surname"
    chosen = described(columns={"name": "B"}, kind="contacts")
    assert (chosen["kind"], chosen["questions"], chosen["rows"]) == ("contacts", [], 1)
