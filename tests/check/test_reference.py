"""Numbers and names that mean two matters or two people, from whichever list each meaning comes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from template_builder.check.reference import reference_from
from template_builder.common.text import key_of
from template_builder.crosswalk.crosswalk import Crosswalk, KnownMatter, KnownPerson
from tests.support.checking import DAY, check, located, small_kit
from tests.support.corpus import edited
from tests.support.fill import fill, row
from tests.support.kit import real_firm

BILLIE = "time-tracking-billie-sample.xlsx"
WORK = (None, "Draft lease", 2, 320)


def matters(**numbers: str) -> Crosswalk:
    """Old numbers and their display numbers; `n` before a number only makes it a name."""
    pairs = {old.removeprefix("n"): clio for old, clio in numbers.items()}
    return Crosswalk(
        matters={
            key_of(old): KnownMatter(old, f"Client {old}", clio) for old, clio in pairs.items()
        }
    )


def dated(data: bytes) -> bytes:
    """A workbook whose dates in columns of text have the format that a spreadsheet program gives them."""

    def edit(book) -> None:
        for cell in (book["Time"]["B2"], book["New in Clio"]["D2"]):
            if cell.value == 46402:
                cell.number_format = "d-mmm"

    return edited(data, edit)


def people(*pairs: tuple[str, str]) -> Crosswalk:
    return Crosswalk(people={key_of(old): KnownPerson(old, user, None) for old, user in pairs})


@pytest.mark.parametrize(
    ("crosswalk", "twofold"),
    [
        (matters(n1001="00014", n00014="00099"), {"00014"}),
        (matters(n1001="00014", n00014=""), {"00014"}),
        (matters(n1="2", n2="1"), {"1", "2"}),
        (matters(n1="2", n2="3", n3="4"), {"2", "3"}),
        (matters(n1="1", n2="2"), set()),
        (matters(n1="9", n2="9"), set()),
        (matters(n1001="00014-Bakery", n1002="00015-Ferry"), set()),
    ],
)
def test_an_old_number_that_is_another_matters_display_number_means_two(crosswalk, twofold):
    assert set(reference_from(None, crosswalk).two_meanings) == twofold


@pytest.mark.parametrize(
    ("number", "twofold"), [("1001", True), ("00014-Bakery", False), ("7", False), ("2002", True)]
)
def test_a_number_new_in_clio_that_is_an_old_one_means_two(number, twofold):
    crosswalk = matters(n1001="00014-Bakery", n2002="", n7="7")
    reference = reference_from(None, crosswalk).with_new({key_of(number): number})
    assert (number in reference.two_meanings) is twofold


def test_both_meanings_are_named_with_a_way_to_write_each():
    chain = reference_from(None, matters(n1001="00014", n00014="00099"))
    assert dict(chain.two_meanings["00014"]) == {
        "one": "now 00099",
        "two": "the old matter 1001",
        "instead": "00099 or 1001",
    }
    new = reference_from(None, matters(n1001="00014")).with_new({"1001": "1001"})
    assert dict(new.two_meanings["1001"]) == {
        "one": "now 00014",
        "two": "a matter new in Clio",
        "instead": "00014 or have the new matter renumbered",
    }


def test_an_old_name_that_is_another_persons_user_means_two():
    reference = reference_from(None, people(("Sam", "Samuel"), ("SX", "sam"), ("BS", "Billie")))
    assert set(reference.two_people) == {"sam"}
    assert dict(reference.two_people["sam"])["instead"] == "Samuel or SX"


@pytest.mark.parametrize(
    "crosswalk",
    [matters(n1001="00014", n00014="00099"), matters(n1001="00014-Bakery", n00014="")],
    ids=["chain", "new in Clio"],
)
def test_a_row_on_such_a_number_is_left_out(crosswalk):
    rows = row("Time", 2, DAY, "00014", *WORK) | row("Time", 3, DAY, "1001", *WORK)
    new = row("New in Clio", 2, DAY, "Matter", "Ferry", "00014")
    (file,) = check((BILLIE, fill(small_kit()[BILLIE], rows | new)), crosswalk=crosswalk)
    assert [each for each in located(file) if each[0] != ""] == [("Time!B2", "matter-two-meanings")]
    assert [entry.matter for entry in file.collected.activities] == ["1001"]


def test_the_matters_of_the_workbook_itself_are_held_against_each_other():
    own = row("Matters", 2, "1001", "Bakery", None, "00014") | row(
        "Matters", 3, "00014", "Ferry Co"
    )
    rows = row("Time", 2, DAY, "00014", *WORK) | row("Time", 3, DAY, "Ferry Co", *WORK)
    clear = {f"Matters!{letter}{number}": None for letter in "ABCD" for number in (2, 3)}
    book = fill(small_kit()[BILLIE], rows)
    (file,) = check((BILLIE, fill(book, {**clear, **own})))
    assert [each for each in located(file) if each[0] != ""] == [
        ("Time!B2", "matter-two-meanings"),
        ("Time!B3", "matter-is-client"),
    ]


@pytest.mark.parametrize(
    ("number", "kind", "row_kind"),
    [
        ("00014-Ferry: Lease", "matter-with-colon", "matter-with-colon"),
        (14, "crosswalk-exact-number", "matter-unknown"),
        (DAY, "crosswalk-not-text", "matter-as-date"),
        ("00014-Ferry\u200b", "name-with-invisible", "name-with-invisible"),
        ("00014-Ferry ", "crosswalk-blanks", "matter-blanks"),
        ("00014-Ferry", None, None),
    ],
)  # fmt: skip
def test_a_number_new_in_clio_is_judged_too(number, kind, row_kind):
    rows = row("Time", 2, DAY, number, *WORK)
    new = row("New in Clio", 2, DAY, "Matter", "Ferry", number)
    (file,) = check(
        (BILLIE, dated(fill(small_kit()[BILLIE], rows | new))), crosswalk=matters(n1="9")
    )
    expected = [("Time!B2", row_kind), ("New in Clio!D2", kind)] if kind else []
    assert [each for each in located(file) if each[0] != ""] == expected


def test_a_blank_rate_of_the_crosswalk_does_not_hide_that_of_the_firm():
    given = people(("Billie Sample", "Billie Sample"))
    assert reference_from(real_firm(), given).rates["billie sample"] == 320
    dearer = KnownPerson("BSA", "Billie Sample", Decimal(350))
    given = Crosswalk(people={"bsa": dearer})
    rates = reference_from(real_firm(), given).rates
    assert (rates["bsa"], rates["billie sample"]) == (350, 350)


@pytest.mark.parametrize(
    ("crosswalk", "number", "instead"),
    [
        (matters(n1="2", n2="1"), "1", "what the coordinator tells you"),
        (matters(n1001=""), "1001", "what the coordinator tells you or have the new matter renumbered"),
    ],
)  # fmt: skip
def test_what_to_type_instead_is_a_sentence_also_where_nothing_else_is_certain(
    crosswalk, number, instead
):
    reference = reference_from(None, crosswalk).with_new({"1001": "1001"})
    assert dict(reference.two_meanings[number])["instead"] == instead


def test_a_name_without_a_user_that_is_a_clio_user_means_that_one_person():
    reference = reference_from(None, people(("Sam Example", ""), ("SE", "Sam Example")))
    assert reference.two_people == {}
    assert reference.users[key_of("Sam Example")] == "Sam Example"
    assert reference.without_user == frozenset()


def test_a_user_whom_only_the_firms_file_has_fills_no_blank_of_the_crosswalk():
    firm = real_firm()
    of_firm = tuple(replace(person, old_name="BSA") for person in firm.people[1:])
    reference = reference_from(replace(firm, people=of_firm), people(("Billie Sample", "")))
    assert key_of("Billie Sample") in reference.without_user
    assert reference.two_people == {}
