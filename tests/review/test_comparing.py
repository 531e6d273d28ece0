"""Mistakes planted in Clio's lists are found, exactly those, by one who knows what was planted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from template_builder.crosswalk.crosswalk import Crosswalk, KnownMatter, KnownPerson
from template_builder.listings.model import Column, Listing, ListingRow
from template_builder.review.comparing import Compared, compare
from template_builder.review.corrections import corrections_of
from template_builder.review.differences import Difference, Wrong
from template_builder.review.new_in_clio import Made
from template_builder.review.status import is_billed, status_of

IMPORTED = dt.date(2027, 1, 25)
PEOPLE = ("Alex Example", "Billie Sample", "Casey Specimen")
WRONG = {
    "missing": Wrong.MISSING,
    "doubled": Wrong.DOUBLED,
    "extra": Wrong.EXTRA,
    "client": Wrong.DIFFERS,
    "status": Wrong.DIFFERS,
    "responsible": Wrong.DIFFERS,
    "opened": Wrong.DIFFERS,
    "import-day": Wrong.IMPORT_DAY,
    "unknown": Wrong.UNKNOWN_CLIENT,
    "no-description": Wrong.NO_DESCRIPTION,
}
"""What is planted, and what it must be found as."""


def listing(kind: str, rows: list[ListingRow], columns: str) -> Listing:
    named = {id_: Column("A", id_) for id_ in columns.split()}
    return Listing(name=f"{kind}.csv", kind=kind, rows=tuple(rows), columns=named)


MATTER_COLUMNS = "number custom_number client description status responsible opened"


@dataclass
class Side:
    """Matters of both systems, and the oracle's own account of what was done to Clio's."""

    old: list[ListingRow] = field(default_factory=list)
    new: list[ListingRow] = field(default_factory=list)
    planted: Counter[tuple[Wrong, str]] = field(default_factory=Counter)

    def add(self, at: int, plant: str, where: str) -> None:
        number = f"20{10 + at % 9}-{at:04}"
        opened = dt.date(2015, 1, 1) + dt.timedelta(days=at)
        before = {
            "number": number,
            "client": f"Client {at // 3} {'Ltd' if at % 2 else 'LLC'}",
            "description": f"Lease {at} of a store",
            "status": ("Active", "Closed", "pending")[at % 3],
            "responsible": PEOPLE[at % 3],
        }
        after = {**before, "number": f"{at:05}-Client", "status": ("Open", "Closed", "Pending")[at % 3]}  # fmt: skip
        if where == "custom":
            after["custom_number"] = number
        elif where == "description":
            after["description"] += f" ({number})"
        elif where == "display":
            after["number"] = f"{number}-Client"
        days = {"opened": opened}
        copies = 1
        match plant:
            case "missing":
                copies = 0
            case "doubled":
                copies = 2
            case "client":
                after["client"] = "Somebody Else"
                after["custom_number"] = number
            case "status":
                after["status"] = ("Closed", "Pending", "Open")[at % 3]
            case "responsible":
                after["responsible"] = PEOPLE[(at + 1) % 3]
            case "opened":
                days = {"opened": opened + dt.timedelta(days=3650)}
            case "import-day":
                days = {"opened": IMPORTED}
            case "unknown":
                after |= {"client": "Unknown Client", "custom_number": number}
            case "no-description":
                after |= {"description": "No description", "custom_number": number}
        if plant == "extra":
            after |= {"client": f"New {at}", "description": f"Other work {at}"}
            after |= {"number": f"{at:05}-New", "custom_number": ""}
        else:
            self.old.append(ListingRow(f"A{at}", before, {}, {"opened": opened}))
        for copy in range(copies):
            own = {**after, "number": after["number"] + ("-2" if copy else "")}
            self.new.append(ListingRow(f"A{len(self.new)}", own, {}, days))
        if plant:
            name = after["number"] if plant in ("doubled", "extra") else number
            self.planted[WRONG[plant], name] += 1


PLANTS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", *WRONG]), st.sampled_from(["", "custom", "description", "display"])
    ),
    min_size=1,
    max_size=40,
)  # fmt: skip


def found(compared: Compared) -> Counter[tuple[Wrong, str]]:
    """What was found. Of two that are the same, either may be called the one too many."""
    return Counter((each.wrong, each.record.removesuffix("-2")) for each in compared.differences)


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(PLANTS, st.randoms(use_true_random=False))
def test_what_is_planted_among_matters_is_found_and_nothing_else(plants, shuffle):
    side = Side()
    for at, (plant, where) in enumerate(plants):
        side.add(at, plant, where)
    shuffle.shuffle(side.new)
    compared = compare(
        {"matters": listing("matters", side.old, MATTER_COLUMNS)},
        {"matters": listing("matters", side.new, MATTER_COLUMNS)},
        imported=IMPORTED,
    )
    assert found(compared) == side.planted


def contact(name: str, kind: str, email: str, place: str) -> ListingRow:
    return ListingRow(place, {"name": name, "kind": kind, "email": email}, {}, {})


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(
        st.sampled_from(
            ["", "", "turned", "no mail", "missing", "doubled", "extra", "email", "kind"]
        ),
        min_size=1,
        max_size=40,
    ),
    st.randoms(use_true_random=False),
)
def test_what_is_planted_among_contacts_is_found_and_nothing_else(plants, shuffle):
    old: list[ListingRow] = []
    new: list[ListingRow] = []
    planted: Counter[tuple[Wrong, str]] = Counter()
    for at, plant in enumerate(plants):
        # Every third one has the name of the one before and another address.
        name = f"Pat Placeholder{at - (at % 3 == 2)}"
        mail, kind = f"p{at}@example.com", ("Person", "Company")[at % 2]
        before = contact(name, kind, "" if plant == "no mail" else mail, f"A{at}")
        after = contact(
            f"Placeholder{at - (at % 3 == 2)}, Pat" if plant == "turned" else name,
            ("Company", "Person")[at % 2] if plant == "kind" else kind,
            {"no mail": "", "email": f"other{at}@example.com"}.get(plant, mail),
            f"A{at}",
        )
        if plant != "extra":
            old.append(before)
        else:
            after = contact(f"Somebody New{at}", kind, mail, f"A{at}")
        if plant != "missing":
            new.append(after)
        if plant == "doubled":
            new.append(contact(name.upper(), kind, mail, f"B{at}"))
        match plant:
            case "missing":
                planted[Wrong.MISSING, name.casefold()] += 1
            case "doubled":
                planted[Wrong.DOUBLED, name.casefold()] += 1
            case "extra":
                planted[Wrong.EXTRA, after.text("name").casefold()] += 1
            case "email" | "kind":
                planted[Wrong.DIFFERS, name.casefold()] += 1
    shuffle.shuffle(new)
    compared = compare(
        {"contacts": listing("contacts", old, "name kind email")},
        {"contacts": listing("contacts", new, "name kind email")},
    )
    assert Counter((d.wrong, d.record.casefold()) for d in compared.differences) == planted


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(
        st.sampled_from(
            [
                "",
                "",
                "",
                "missing",
                "doubled",
                "extra",
                "date",
                "import",
                "hours",
                "amount",
                "matter",
                "billed",
            ]
        ),
        min_size=1,
        max_size=40,
    ),
    st.randoms(use_true_random=False),
)
def test_what_is_planted_among_activities_is_found_and_nothing_else(plants, shuffle):
    old: list[ListingRow] = []
    new: list[ListingRow] = []
    planted: Counter[tuple[Wrong, str]] = Counter()
    sums: dict[str, list[Decimal]] = {"old": [Decimal(0)] * 2, "new": [Decimal(0)] * 2}
    for at, plant in enumerate(plants):
        text = f"Draft no. {at}"
        before = entry(
            f"01{at % 4:02}", text, dt.date(2027, 1, 1 + at % 9), f"{at % 5}.5", "100.10"
        )
        after = entry(
            f"000{9 if plant == 'matter' else at % 4}-Client: Lease",
            text,
            {"date": dt.date(2026, 1, 1), "import": IMPORTED}.get(
                plant, dt.date(2027, 1, 1 + at % 9)
            ),
            "9.75" if plant == "hours" else f"{at % 5}.5",
            "55.55" if plant == "amount" else "100.10",
            "Billed" if plant == "billed" else "Unbilled",
        )
        before_rows = [] if plant in ("extra", "billed") else [before]
        after_rows = [after] * {"missing": 0, "doubled": 2}.get(plant, 1)
        old += before_rows
        new += after_rows
        for side, rows in (("old", before_rows), ("new", after_rows if plant != "billed" else [])):
            for row in rows:
                sums[side][0] += row.numbers["hours"]
                sums[side][1] += row.numbers["amount"]
        wrong = {
            "missing": Wrong.MISSING, "doubled": Wrong.DOUBLED, "extra": Wrong.EXTRA, "import": Wrong.IMPORT_DAY,
            "date": Wrong.DIFFERS, "hours": Wrong.DIFFERS, "amount": Wrong.DIFFERS, "matter": Wrong.DIFFERS,
        }.get(plant)  # fmt: skip
        if wrong:
            planted[wrong, text] += 1
    shuffle.shuffle(new)
    known = {f"01{n:02}": KnownMatter(f"01{n:02}", "Client", f"000{n}-Client") for n in range(4)}
    columns = "matter description date hours amount status"
    compared = compare(
        {"activities": listing("activities", old, columns)},
        {"activities": listing("activities", new, columns)},
        crosswalk=Crosswalk(known),
        imported=IMPORTED,
    )
    assert Counter((d.wrong, d.record.rpartition(", ")[2]) for d in compared.differences) == planted
    counted = {
        each.what: (each.old, each.new) for each in compared.counts if each.data == "Unbilled time"
    }
    assert counted["Hours"] == (sums["old"][0], sums["new"][0])
    assert counted["Amount"] == (sums["old"][1], sums["new"][1])
    assert compared.billed == plants.count("billed")


def entry(
    matter: str, text: str, day: dt.date, hours: str, amount: str, status: str = ""
) -> ListingRow:
    texts = {"matter": matter, "description": text, "status": status}
    return ListingRow(
        "A2", texts, {"hours": Decimal(hours), "amount": Decimal(amount)}, {"date": day}
    )


def matter(number: str, place: str = "A2", **texts: str) -> ListingRow:
    opened = {"opened": dt.date.fromisoformat(texts.pop("opened"))} if "opened" in texts else {}
    return ListingRow(place, {"number": number, **texts}, {}, opened)


def matters(old: list[ListingRow], new: list[ListingRow], **more: Any) -> Compared:
    lists = [{"matters": listing("matters", rows, MATTER_COLUMNS)} for rows in (old, new)]
    return compare(*lists, **more)


def test_what_people_made_in_the_period_is_no_extra_and_explains_the_count():
    made = [
        Made("Matters", "Imaginary Ferry", "00001-Ferry", "Billie Sample", "billie.xlsx row 2"),
        Made("Matters", "Fictional Orchard Ltd", "", "Alex Example", "alex.xlsx row 2"),
    ]
    words = {"description": "Lease", "status": "Open"}
    compared = matters(
        [matter("0101", client="Fictional Orchard Ltd", **words)],
        [
            matter("00012-Orchard", client="Fictional Orchard Ltd", custom_number="0101", **words),
            matter("00001-Ferry", client="Imaginary Ferry", **words),
            matter("00002-Orchard", client="Fictional Orchard", **words),
        ],
        made=made,
    )
    (double,) = compared.differences
    assert (double.wrong, double.record) == (Wrong.DOUBLED, "00002-Orchard")
    assert "alex.xlsx row 2" in double.places
    counts = {each.what: (each.old, each.made, each.new) for each in compared.counts}
    assert counts["Open"] == counts["All"] == (1, 2, 3)


def test_two_people_who_made_the_same_are_told_without_any_list_of_clio():
    made = [
        Made("Contacts", "Sample Bakery Inc", "", "Billie Sample", "billie.xlsx row 2"),
        Made("Contacts", "Sample Bakery", "", "Alex Example", "alex.xlsx row 3"),
        Made("Matters", "Sale", "00001-Ferry", "Billie Sample", "billie.xlsx row 3"),
        Made("Matters", "Sale", "00001-Ferry: Sale", "Billie Sample", "billie.xlsx row 4"),
        Made("", "Hearing", "", "Billie Sample", "billie.xlsx row 5"),
        Made("", "Hearing", "", "Alex Example", "alex.xlsx row 5"),
    ]
    (double,) = compare({}, {}, made).differences
    assert (double.wrong, double.data) == (Wrong.DOUBLED, "Contacts")
    assert double.places == "billie.xlsx row 2; alex.xlsx row 3"


def test_the_crosswalk_leads_where_nothing_else_does():
    words = {"client": "Client", "description": "Lease"}
    old, new = [matter("0101", **words)], [matter("00012-Other", client="Another", description="x")]
    assert {each.wrong for each in matters(old, new).differences} == {Wrong.MISSING, Wrong.EXTRA}
    known = {"0101": KnownMatter("0101", "Client", "00012-Other")}
    compared = matters(old, new, crosswalk=Crosswalk(known))
    assert {(each.wrong, each.field) for each in compared.differences} == {
        (Wrong.DIFFERS, "client"),
        (Wrong.DIFFERS, "description"),
    }
    assert compared.in_clio == {"0101": "00012-Other"}


@pytest.mark.parametrize(
    ("was", "found", "differ"),
    [
        ("Billie Sample", "Alex Example", True),
        ("Sample, Billie", "Billie Sample", False),
        ("BSA", "Billie Sample", False),
        ("B. Sample", "Billie Sample", False),
        ("BSA", "", True),
        ("AEX", "Billie Sample", True),
        ("", "Billie Sample", False),
    ],
)
def test_a_person_differs_only_where_that_is_certain(was, found, differ):
    words = {"client": "Client", "description": "Lease"}
    people = {"aex": KnownPerson("AEX", "Alex Example", None)}
    compared = matters(
        [matter("0101", responsible=was, **words)],
        [matter("1", custom_number="0101", responsible=found, **words)],
        crosswalk=Crosswalk({}, people),
    )
    assert [each.field for each in compared.differences] == ["responsible person"] * differ


def test_the_day_of_the_import_is_found_where_nobody_says_it():
    words = {"client": "Client", "description": "Lease"}
    days = ["2020-01-01", "2021-02-02", "2022-03-03", "2023-04-04"]
    old = [matter(f"01{n:02}", opened=day, **words) for n, day in enumerate(days)]
    wrong = ["2027-01-25", "2027-01-25", "2027-01-25", "2023-04-05"]
    new = [
        matter(f"{n}", custom_number=f"01{n:02}", opened=day, **words)
        for n, day in enumerate(wrong)
    ]
    compared = matters(old, new)
    assert compared.imported == dt.date(2027, 1, 25)
    kinds = [each.wrong for each in compared.differences]
    assert kinds == [Wrong.IMPORT_DAY] * 3 + [Wrong.DIFFERS]
    assert matters(old[:2], new[:2]).imported is None


def test_columns_that_clio_s_list_does_not_have_are_not_held_against_it():
    old = [matter("0101", client="Client", description="Lease", status="Open", opened="2020-01-01")]
    new = listing("matters", [matter("0101")], "number")
    compared = compare({"matters": listing("matters", old, MATTER_COLUMNS)}, {"matters": new})
    assert compared.differences == ()
    assert {each.what: each.new for each in compared.counts}["Open"] is None


@pytest.mark.parametrize(
    ("status", "header", "said"),
    [
        ("Active", "Status", "Open"),
        ("ON HOLD", "Status", "Pending"),
        ("Archived", "Status", "Closed"),
        ("FALSE", "Case Closed", "Open"),
        ("TRUE", "Case Closed", "Closed"),
        ("In litigation", "Status", "In litigation"),
        ("", "Status", ""),
    ],
)
def test_words_of_other_systems_say_what_clio_calls_them(status, header, said):
    one = replace(listing("matters", [], "number"), columns={"status": Column("B", header)})
    assert status_of(matter("1", status=status), one) == said


@pytest.mark.parametrize(
    ("status", "bill", "billed"),
    [
        ("Unbilled", "", False), ("Not billed", "", False), ("non-billed", "", False), ("Billed", "", True),
        ("", "1047", True), ("", "-", False), ("yes", "", True), ("no", "", False), ("Paid", "", True), ("", "", False),
    ],
)  # fmt: skip
def test_entries_on_a_bill_are_told_from_others(status, bill, billed):
    assert is_billed(ListingRow("A2", {"status": status, "bill": bill}, {}, {})) == billed


def test_two_of_one_name_are_no_doubles_where_the_old_list_has_two():
    old = [contact("John Doe", "", f"{n}@example.com", "A2") for n in "ab"]
    new = [contact("John Doe", "", "", f"A{n}") for n in "23"]
    lists = [{"contacts": listing("contacts", rows, "name email")} for rows in (old, new)]
    assert [each.wrong for each in compare(*lists).differences] == [Wrong.DIFFERS] * 2


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        (["Vance, Odile|o@x.example"], ["Odile Marchbanks|O@x.example"], [Wrong.DIFFERS]),
        (["Jolliffe, Marguerite A.|"], ["Marguerite Jolliffe|"], []),
        (["Marguerite Jolliffe|"], ["Marguerite A Jolliffe|m@x.example"], []),
        (["John A. Doe|"], ["John B. Doe|"], [Wrong.MISSING, Wrong.EXTRA]),
        (["John A. Doe|", "John B. Doe|"], ["John Doe|"], [Wrong.MISSING, Wrong.MISSING, Wrong.EXTRA]),
        (["Kim Example|f@x.example", "Lee Example|f@x.example"], ["Pat Other|f@x.example"], [Wrong.MISSING, Wrong.MISSING, Wrong.EXTRA]),
        (["Kim Example|f@x.example"], ["Kim Example|f@x.example", "Lee Example|f@x.example"], [Wrong.EXTRA]),
        (["A B Plumbing|"], ["Plumbing|"], [Wrong.MISSING, Wrong.EXTRA]),
    ],
)  # fmt: skip
def test_a_contact_is_known_by_an_initial_less_and_by_its_e_mail(old, new, wrong):
    lists = [
        {"contacts": listing("contacts", [contact(*each.split("|"), f"A{at}") for at, each in enumerate(rows)], "name email")}
        for rows in ([f"{name}||{mail}" for name, mail in (each.split("|") for each in own)] for own in (old, new))
    ]  # fmt: skip
    assert [each.wrong for each in compare(*lists).differences] == wrong


def test_what_a_missing_matter_may_be_in_clio_is_said_and_not_relied_on():
    old = [matter("0101", client="Fictional Orchard Ltd", description="Lease of the cold store")]
    new = [
        matter(
            "00012-Orchard", client="Fictional Orchard", description="Lease of cold store, Main St"
        )
    ]
    compared = matters(old, new)
    assert [each.wrong for each in compared.differences] == [Wrong.MISSING, Wrong.EXTRA]
    assert compared.differences[0].in_clio.startswith("perhaps 00012-Orchard: ")
    assert compared.in_clio == {}


@pytest.mark.parametrize(
    ("client", "unknown"),
    [
        ("Unknown Client", True), ("unknown", True), ("No client", True), ("", True),
        ("Unknown Pleasures Ltd", False), ("Client", False),
    ],
)  # fmt: skip
def test_matters_under_no_client_are_named(client, unknown):
    new = [matter("1", custom_number="0101", client=client, description="Lease")]
    compared = matters([matter("0101", client=client, description="Lease")], new)
    assert compared.count(Wrong.UNKNOWN_CLIENT) == unknown


def wrong(kind: Wrong, number: int, field: str = "") -> Difference:
    return Difference(
        kind, "Matters", f"01{number:02}", "", "nothing", f"Client {number}", "", field
    )


def test_many_that_are_wrong_alike_are_one_correction():
    differences = [
        *(wrong(Wrong.DIFFERS, n, "status") for n in range(5)),
        *(wrong(Wrong.DIFFERS, n, "client") for n in range(6)),
        *(wrong(Wrong.MISSING, n) for n in range(40)),
        wrong(Wrong.EXTRA, 1),
    ]
    rows = [*corrections_of(differences)]
    assert [row.record for row in rows[:40]] == [f"01{n:02}" for n in range(40)]
    assert [(row.record, row.alike, row.should) for row in rows[40:42]] == [
        ("6 on Differences", 6, "for example Client 0 for 0100"),
        ("0100", 1, "Client 0"),
    ]
    assert len(rows) == 40 + 1 + 5
    (together,) = corrections_of(wrong(Wrong.MISSING, n) for n in range(41))
    assert (together.record, together.alike) == ("41 on Differences", 41)
