"""Tie-outs with planted differences: an oracle that knows what was planted expects exactly those, to the cent."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from template_builder.balances.entries import Entry, Movement
from template_builder.balances.lines import Level, Line, State
from template_builder.balances.tie_out import TieOut, tie_out
from template_builder.common.errors import KitError
from template_builder.common.text import key_of
from template_builder.crosswalk.crosswalk import Crosswalk, KnownMatter

PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
CENT = Decimal("0.01")
ACCOUNTS = ("Main", "Second")
CENTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


@dataclass
class Planted:
    """Two listings, and what a tie-out must find: by account and old number, or client where there is none."""

    old: list[Entry] = field(default_factory=list)
    new: list[Entry] = field(default_factory=list)
    found: dict[tuple[str, str], tuple[State, Decimal | None, Decimal | None]] = field(
        default_factory=dict
    )
    matters: dict[str, KnownMatter] = field(default_factory=dict)

    @property
    def crosswalk(self) -> Crosswalk:
        return Crosswalk(self.matters)

    def add(
        self,
        name: str,
        account: str,
        old: Sequence[Decimal],
        new: Sequence[Decimal],
        *,
        matter: bool,
    ) -> None:
        """A matter or client with its amounts in each listing: none, one, or several rows."""
        client = f"Client of {name}" if matter else name
        if matter:
            known = KnownMatter(name, client, f"{name}-Clio")
            self.matters[key_of(name)] = known
        for rows, amounts, number in (
            (self.old, old, name),
            (self.new, new, f"{name}-Clio: Lease"),
        ):
            for amount in amounts:
                place = f"A{len(rows) + 2}"
                rows.append(Entry(place, number if matter else "", client, amount, account))
        state = (
            State.ONLY_NEW if not old
            else State.ONLY_OLD if not new
            else State.EQUAL if sum(old) == sum(new)
            else State.DIFFERENT
        )  # fmt: skip
        sums = (sum(old) if old else None, sum(new) if new else None)
        self.found[account, name] = (state, *sums)  # type: ignore[assignment]


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    made = Planted()
    for number in range(draw(st.integers(2, 12))):
        name, account, amount = f"20{number:02}", draw(st.sampled_from(ACCOUNTS)), draw(CENTS)
        match draw(st.sampled_from(KINDS)):
            case "same":
                made.add(name, account, [amount], [amount], matter=True)
            case "cent":
                made.add(name, account, [amount], [amount + CENT], matter=True)
            case "missing":
                made.add(name, account, [amount], [], matter=True)
            case "extra":
                made.add(name, account, [], [amount], matter=True)
            case "doubled":
                made.add(name, account, [amount], [amount, amount], matter=True)
            case "swapped":
                other = amount + draw(CENTS)
                made.add(name, account, [amount], [other], matter=True)
                made.add(f"{name}b", account, [other], [amount], matter=True)
            case "cancel":
                off = draw(CENTS)
                made.add(name, account, [amount], [amount + off], matter=True)
                made.add(f"{name}b", account, [amount + off], [amount], matter=True)
            case "client money":
                other = draw(st.sampled_from([amount, amount + CENT]))
                made.add(f"Kim Number {number}", account, [amount], [other], matter=False)
            case "two accounts":
                made.add(name, "Main", [amount], [amount + CENT], matter=True)
                made.add(name, "Second", [amount + CENT], [amount], matter=True)
            case "wrong account":
                made.add(name, "Main", [amount], [], matter=True)
                made.add(name, "Second", [], [amount], matter=True)
    # Both listings know both accounts, and both name matters.
    for account in ACCOUNTS:
        made.add(f"9{account}", account, [CENT], [CENT], matter=True)
    return made


KINDS = (
    "same", "cent", "missing", "extra", "doubled", "swapped", "cancel", "client money", "two accounts", "wrong account",
)  # fmt: skip


def by_name(tied: TieOut) -> dict[tuple[str, str], tuple[State, Decimal | None, Decimal | None]]:
    found = {}
    for line in tied.lines:
        name = (
            line.numbers
            or (line.display.removesuffix(": Lease").removesuffix("-Clio") or line.client,)
        )[0]
        assert (str(line.pot), name) not in found
        found[str(line.pot), name] = (line.state, line.old, line.new)
    return found


@settings(max_examples=80, phases=PHASES, deadline=None)
@given(planted(), st.randoms(use_true_random=False))
def test_exactly_what_was_planted_is_found_to_the_cent(made, random):
    random.shuffle(made.old)
    random.shuffle(made.new)
    tied = tie_out(made.old, made.new, made.crosswalk)
    assert by_name(tied) == made.found
    assert tied.is_complete == all(state is State.EQUAL for state, *_ in made.found.values())


@settings(max_examples=60, phases=PHASES, deadline=None)
@given(planted(), st.randoms(use_true_random=False))
def test_per_client_where_clio_names_no_matter(made, random):
    """Clio's Trust listing: one row for a client and account. What only one listing has stays apart by matter."""
    clients = [random.choice(["Orchard Ltd", "Bakery Inc"]) for _ in made.old + made.new]
    old = [e._replace(client=c) for e, c in zip(made.old, clients, strict=False)]
    new = [
        e._replace(number="", client=c) for e, c in zip(made.new, reversed(clients), strict=False)
    ]
    sums: dict[tuple[str, str], list[list[Decimal]]] = defaultdict(lambda: [[], []])
    for side, entries in enumerate((old, new)):
        for entry in entries:
            sums[entry.account, entry.client][side].append(entry.amount)
    tied = tie_out(old, new, made.crosswalk)
    for (account, client), (olds, news) in sums.items():
        lines = [each for each in tied.lines if (str(each.pot), each.client) == (account, client)]
        if olds and news:
            (line,) = lines
            assert (line.level, line.old, line.new) == (Level.CLIENT, sum(olds), sum(news))
            assert line.state is (State.EQUAL if sum(olds) == sum(news) else State.DIFFERENT)
        else:
            state = State.ONLY_OLD if olds else State.ONLY_NEW
            assert {line.state for line in lines} == {state}
            assert sum(line.old or line.new for line in lines) == sum(olds or news)
    assert len(tied.lines) == sum(
        1 if olds and news else len({e.number for e in (old if olds else new) if (e.account, e.client) == key})
        for key, (olds, news) in sums.items()
    )  # fmt: skip


MATTERS = Crosswalk(
    {
        key_of(number): KnownMatter(number, client, display)
        for number, client, display in (
            ("101", "Orchard Ltd", "00001-Orchard"),
            ("102", "Orchard Ltd", "00002-Orchard"),
            ("103", "Sample Bakery Inc", "00003-Bakery"),
            ("104", "Pat Placeholder", ""),
        )
    }
)


def old(
    number: str, amount: str | None, client: str = "", account: str = "", currency: str = ""
) -> Entry:
    value = None if amount is None else Decimal(amount)
    return Entry(f"old {number or client}", number, client, value, account, currency)


def new(
    number: str, amount: str | None, client: str = "", account: str = "", currency: str = ""
) -> Entry:
    value = None if amount is None else Decimal(amount)
    return Entry(f"Clio {number or client}", number, client, value, account, currency)


def states(tied: TieOut) -> list[tuple[str, str, State]]:
    return [
        (str(line.pot), ", ".join(line.numbers) or line.display or line.client, line.state)
        for line in tied.lines
    ]


ANY = "Trust account"


@pytest.mark.parametrize(
    ("olds", "news", "found"),
    [
        ([old("101", "5")], [new("00001-Orchard: Lease of a store", "5")], [(ANY, "101", State.EQUAL)]),
        ([old("101", "5")], [new("00001-orchard", "5.00")], [(ANY, "101", State.EQUAL)]),
        # Nobody read a figure: that is no 0.
        ([old("101", None)], [new("00001-Orchard", "0")], [(ANY, "101", State.UNREAD)]),
        ([old("101", "0")], [new("00001-Orchard", None)], [(ANY, "101", State.UNREAD)]),
        # A client is found however the name is written.
        ([old("", "5", "Placeholder, Pat")], [new("", "5", "Pat PLACEHOLDER")], [(ANY, "Placeholder, Pat", State.EQUAL)]),
        # Two clients whose names are alike stay apart.
        ([old("", "5", "Sample Bakery Inc"), old("", "6", "Sample Bakery LLC")],
         [new("", "6", "Sample Bakery Inc"), new("", "5", "Sample Bakery LLC")],
         [(ANY, "Sample Bakery Inc", State.DIFFERENT), (ANY, "Sample Bakery LLC", State.DIFFERENT)]),
        # 0.00 in one listing only is nothing to enter; two amounts that cancel are not nothing.
        ([old("101", "0"), old("103", "1")], [new("00003-Bakery", "1")],
         [(ANY, "101", State.NOTHING), (ANY, "103", State.EQUAL)]),
        ([old("101", "7"), old("101", "-7"), old("103", "1")], [new("00003-Bakery", "1")],
         [(ANY, "101", State.ONLY_OLD), (ANY, "103", State.EQUAL)]),
        # A matter without a number in Clio, and one that the crosswalk lacks, are not taken for another one.
        ([old("104", "5"), old("00003-Bakery", "5")], [new("00003-Bakery", "5")],
         [(ANY, "104", State.ONLY_OLD), (ANY, "00003-Bakery", State.ONLY_OLD), (ANY, "00003-Bakery", State.ONLY_NEW)]),
        # Money of a client and of the client's matter stay apart.
        ([old("", "5", "Orchard Ltd"), old("101", "2")], [new("00001-Orchard", "7", "Orchard Ltd")],
         [(ANY, "Orchard Ltd", State.ONLY_OLD), (ANY, "101", State.DIFFERENT)]),
        # Two currencies in one account, and an account that only one listing names.
        ([old("101", "5", "", "Main", "CAD"), old("101", "6", "", "Main", "USD")],
         [new("00001-Orchard", "6", "", "Main", "cad"), new("00001-Orchard", "5", "", "Main", "usd")],
         [("Main (CAD)", "101", State.DIFFERENT), ("Main (USD)", "101", State.DIFFERENT)]),
        ([old("101", "5")], [new("00001-Orchard", "5", "", "IOLTA", "USD")], [("IOLTA", "101", State.EQUAL)]),
        # A sign of dollars does not say whose; two codes do.
        ([old("101", "5", "", "A", "CAD")], [new("00001-Orchard", "5", "", "A", "$")], [("A", "101", State.EQUAL)]),
        ([old("101", "5", "", "A", "CAD")], [new("00001-Orchard", "5", "", "A", "USD")],
         [("A (CAD)", "101", State.ONLY_OLD), ("A (USD)", "00001-Orchard", State.ONLY_NEW)]),
        # Names of accounts differ: the last one on each side is the same.
        ([old("101", "5", "", "Trust 1"), old("102", "5", "", "Main")],
         [new("00001-Orchard", "5", "", "IOLTA"), new("00002-Orchard", "5", "", "main")],
         [("Trust 1", "101", State.EQUAL), ("Main", "102", State.EQUAL)]),
    ],
)  # fmt: skip
def test_what_a_line_says(olds, news, found):
    assert states(tie_out(olds, news, MATTERS)) == found


TWO = [old("101", "5", "", "Trust 1"), old("102", "6", "", "Trust 2")]


@pytest.mark.parametrize(
    ("news", "same", "message"),
    [
        ([new("00001-Orchard", "5", "", "A"), new("00002-Orchard", "6", "", "B")], {}, '--account "Trust 1=A"'),
        ([new("00001-Orchard", "5", "", "A")], {"Trust 9": "A"}, 'no trust account "trust 9". It has Trust 1 and Trust 2'),
        ([new("00001-Orchard", "5", "", "A")], {"Trust 1": "C"}, 'Clio\'s listing has no trust account "c". It has A'),
        ([new("00001-Orchard", "5", "", "A")], {"Trust 1": "A", "Trust 2": "A"}, "are said to be one of Clio's"),
    ],
)  # fmt: skip
def test_accounts_are_asked_for_and_never_guessed(news, same, message):
    with pytest.raises(KitError, match=message.replace("(", r"\(")):
        tie_out(TWO, news, MATTERS, same_accounts=same)


def test_accounts_that_somebody_has_told_are_compared():
    news = [new("00001-Orchard", "6", "", "A"), new("00002-Orchard", "6", "", "B")]
    tied = tie_out(TWO, news, MATTERS, same_accounts={"trust 1": "A", "Trust 2": "b"})
    assert states(tied) == [("Trust 1", "101", State.DIFFERENT), ("Trust 2", "102", State.EQUAL)]
    tied = tie_out(TWO, news, MATTERS, same_accounts={"Trust 1": "", "Trust 2": "A"})
    assert states(tied) == [
        ("Trust 1", "101", State.ONLY_OLD),
        ("Trust 2", "102", State.ONLY_OLD),
        ("Trust 2", "00001-Orchard", State.ONLY_NEW),
        ("B", "00002-Orchard", State.ONLY_NEW),
    ]


def test_currencies_that_only_one_listing_tells_apart_are_refused():
    olds = [old("101", "5", "", "Main", "CAD"), old("101", "6", "", "Main", "USD")]
    with pytest.raises(KitError, match="one listing has CAD and USD, the other names no currency"):
        tie_out(olds, [new("00001-Orchard", "11", "", "Main")], MATTERS)


def test_accounts_of_a_listing_that_names_none_are_compared_together_and_it_is_said():
    tied = tie_out(TWO, [new("00001-Orchard", "5"), new("00002-Orchard", "6")], MATTERS)
    assert {line.state for line in tied.lines} == {State.EQUAL}
    assert not tied.is_complete
    assert "Trust 1 and Trust 2 are compared together" in tied.remarks[0].text


def test_matters_of_a_client_compared_as_a_whole_are_never_complete():
    olds = [
        old("101", "5", "Orchard Ltd"),
        old("102", "6", "Orchard Ltd"),
        old("103", "1", "Sample Bakery"),
    ]
    tied = tie_out(olds, [new("", "11", "Orchard"), new("", "1", "Sample Bakery Inc")], MATTERS)
    assert [(line.level, line.state, line.matters) for line in tied.lines] == [
        (Level.CLIENT, State.EQUAL, 2),
        (Level.CLIENT, State.EQUAL, 1),
    ]
    assert not tied.is_complete
    assert tied.remarks[0].text.startswith("1 client is compared as a whole")


def test_a_client_without_money_in_clio_keeps_a_line_a_matter_and_nobody_is_told_to_enter_the_sum():
    olds = [old("101", "5", "Orchard Ltd"), old("102", "6", "Orchard Ltd")]
    tied = tie_out(olds, [new("", "0", "Orchard Ltd")], MATTERS)
    assert [
        (line.display, line.state, line.old, line.to_enter, line.notes) for line in tied.lines
    ] == [
        ("00001-Orchard", State.ONLY_OLD, 5, None, ("Clio shows 0.00 for the client as a whole.",)),
        ("00002-Orchard", State.ONLY_OLD, 6, None, ("Clio shows 0.00 for the client as a whole.",)),
    ]
    (line,) = tie_out(olds[:1], [new("", "0", "Orchard Ltd")], MATTERS).lines
    assert (line.display, line.state, line.to_enter) == ("00001-Orchard", State.MISSING, 5)


def note(tied: TieOut, at: int = 0) -> str:
    return " ".join(tied.lines[at].notes)


def test_notes_name_what_to_look_at():
    tied = tie_out(
        [old("101", "5"), old("102", "6"), old("104", "3"), old("999", "1"), old("103", "2"), old("103", "2")],
        [new("00001-Orchard", "6"), new("00002-Orchard", "5"), new("Unknown", "3"), new("00003-Bakery", "2")],
        MATTERS,
    )  # fmt: skip
    assert note(tied) == "00002-Orchard differs by as much the other way: are the two swapped?"
    assert note(tied, 2) == (
        "No display number in the crosswalk. "
        "Unknown has the same amount in the other listing only: is it the same money?"
    )
    assert note(tied, 3) == "Not in the crosswalk."
    assert note(tied, 4) == "2 rows in the old listing are added up."


def test_what_needs_a_look_the_most_comes_first():
    olds = [old("101", "5"), old("102", "6"), old("103", "7"), old("104", "8")]
    news = [new("00001-Orchard", "0"), new("00002-Orchard", "6"), new("00003-Bakery", "8")]
    tied = tie_out(olds, news, MATTERS)
    assert [(each.numbers, each.state) for each in tied.open_lines] == [
        (("103",), State.DIFFERENT),
        (("104",), State.ONLY_OLD),
        (("101",), State.MISSING),
    ]


def test_rows_that_are_added_up_keep_a_tie_out_from_being_complete():
    tied = tie_out([old("101", "2"), old("101", "3")], [new("00001-Orchard", "5")], MATTERS)
    assert states(tied) == [(ANY, "101", State.EQUAL)]
    assert not tied.is_complete
    assert tied.remarks[0].about == "00001-Orchard"
    bills = [old("101", "2")._replace(bill="B1"), old("101", "3")._replace(bill="B2")]
    assert tie_out(bills, [new("00001-Orchard", "5")], MATTERS).is_complete


def test_a_balance_with_its_movements_is_as_expected():
    log = [
        Movement("J2", "101", "", Decimal(3), Decimal(0)),
        Movement("J3", "102", "", Decimal(3), Decimal(1)),
    ]
    olds, news = (
        [old("101", "5"), old("102", "5")],
        [new("00001-Orchard", "8"), new("00002-Orchard", "8")],
    )
    tied = tie_out(olds, news, MATTERS, movements=log)
    assert states(tied) == [(ANY, "101", State.EXPECTED), (ANY, "102", State.DIFFERENT)]
    assert [each.to_enter for each in tied.lines] == [0, None]


def line(**values: object) -> Line:
    tied = tie_out([old("101", "5")], [new("00001-Orchard", "5")], MATTERS)
    return tied.lines[0]._replace(**values)


@pytest.mark.parametrize(
    ("cut_off", "in_clio", "received", "paid", "to_enter"),
    [
        ("1500", "0", "250", "0", "1500"),
        ("800", "800", "0", "0", "0"),
        ("300", "350", "50", "0", "0"),
        ("500", "0", "0", "500", "500"),
        ("100", "99.99", "0", "0", None),
        ("-5", "0", "0", "0", None),
        ("5", "-5", "0", "0", None),
        ("0", "7", "0", "0", None),
        ("5", "-5", "0", "10", None),
        ("5", None, "0", "0", None),
        (None, "5", "0", "0", None),
    ],
)
def test_what_is_to_be_entered(cut_off, in_clio, received, paid, to_enter):
    """The same cases as the formula's in `test_workbook`."""
    amounts = {
        name: None if text is None else Decimal(text)
        for name, text in (
            ("old", cut_off),
            ("new", in_clio),
            ("received", received),
            ("paid", paid),
        )
    }
    assert line(**amounts).to_enter == (None if to_enter is None else Decimal(to_enter))


def test_movements_go_to_the_line_of_their_matter_and_none_is_dropped():
    olds = [
        old("101", "5", "", "Main"),
        old("", "6", "Kim Sample", "Main"),
        old("102", "1", "", "Second"),
    ]
    news = [new("00001-Orchard", "5", "", "Main"), new("00002-Orchard", "1", "", "Second")]
    log = [
        Movement("Money log!J2", "101", "", Decimal(3), Decimal(0), "main"),
        Movement("Money log!J3", "00001-Orchard", "", Decimal(0), Decimal("0.5"), "Main"),
        Movement("Money log!J4", "", "Sample, Kim", Decimal(9), Decimal(0), "Main"),
        Movement("Money log!J5", "103", "", Decimal(4), Decimal(0), "Main"),
        Movement("Money log!J6", "101", "", Decimal(7), Decimal(0), "Third"),
    ]
    tied = tie_out(olds, news, MATTERS, movements=log)
    assert [(each.received, each.paid, each.state) for each in tied.lines] == [
        (3, Decimal("0.5"), State.EQUAL),
        (9, 0, State.ONLY_OLD),
        (0, 0, State.EQUAL),
        (4, 0, State.MOVED),
    ]
    assert tied.lines[0].expected == Decimal("7.5")
    assert tied.lines[3].client == "Sample Bakery Inc"
    assert [(r.about, r.text) for r in tied.remarks] == [
        ("Money log!J6", "No listing has the account Third, so the row is not counted.")
    ]


@pytest.mark.heavy
def test_five_thousand_matters_take_less_than_two_seconds():
    made = Planted()
    for number in range(5000):
        off = CENT if number % 50 == 0 else Decimal(0)
        amount = Decimal(number + 1)
        made.add(f"{number:05}", "Main", [amount], [amount + off], matter=True)
    start = time.process_time()
    tied = tie_out(made.old, made.new, made.crosswalk)
    assert time.process_time() - start < 2
    assert tied.count(State.DIFFERENT) == 100
