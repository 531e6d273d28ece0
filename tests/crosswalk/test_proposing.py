"""A crosswalk proposed from two lists: certain only what leaves no doubt, and nothing of Clio's proposed twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from template_builder.crosswalk.likeness import Vocabulary, same_words
from template_builder.crosswalk.matter_pairs import ClioMatter, OldMatter
from template_builder.crosswalk.person_pairs import ClioUser, OldPerson
from template_builder.crosswalk.proposal import Proposed, State
from template_builder.crosswalk.proposing import propose_matters, propose_people

CERTAIN, LIKELY, OPEN = State


def proposed(old: list[OldMatter], clio: list[ClioMatter]) -> list[tuple[State, str]]:
    """The state of each old matter and the display number that is proposed for it."""
    found = propose_matters(old, clio)
    return [(p.state, _name(found.clio, p)) for p in found.proposed]


def _name(clio: object, found: Proposed) -> str:
    return clio[found.first.at][0] if found.first else ""  # type: ignore[index]


ORCHARD = ("Fictional Orchard Ltd", "Lease of the cold store")


@pytest.mark.parametrize(
    ("old", "clio", "state"),
    [
        # Clio kept the old number where other systems' numbers are kept; words of the client are missing.
        (("2024-0101", *ORCHARD), ("00012-FO", "Fictional Orchard", "Lease", ("2024-0101",)), CERTAIN),
        (("2024-0101",), ("00012-FO", "Fictional Orchard", "Lease", ("2024-0101",)), CERTAIN),
        (("2024-0101", *ORCHARD), ("00012-Zed", "Zed", "Will", ("2024-0101",)), LIKELY),
        # In the description, between brackets or parts of a longer name.
        (("2024-0101", *ORCHARD), ("00012-FO", ORCHARD[0], "Old number (2024-0101)"), CERTAIN),
        (("0101", *ORCHARD), ("00012-FO", ORCHARD[0], "see 2024-0101"), LIKELY),
        (("12", *ORCHARD), ("00001-FO", ORCHARD[0], "12 Main Street"), LIKELY),
        # A display number counts only with the client: Clio counts from 1 as well.
        (("00012", *ORCHARD), ("00012-Orchard", *ORCHARD), CERTAIN),
        (("00012", *ORCHARD), ("00012-Zed", "Zed", "Will"), OPEN),
        (("00012", *ORCHARD), ("00012-Orchard", ORCHARD[0], "Trade mark"), LIKELY),
        # Client and description, in any order and spelling.
        (("7", "Rivera, Ana", "Divorce"), ("00003-R", "Ana Rivera", "DIVORCE."), CERTAIN),
        (("7", "Jos\u00e9 O'Hara", "Divorce"), ("00003-O", "Jose OHara", "Divorce"), CERTAIN),
        (("7", "Riveira, Ana", "Divorce"), ("00003-R", "Ana Rivera", "Divorce"), LIKELY),
        (("7", "Ana Rivera", ""), ("00003-R", "Ana Rivera", "Divorce"), LIKELY),
        (("7", "Ana Rivera", "Divorce"), ("00003-R", "Ana Rivera", "Sale of a boat"), LIKELY),
        (("7", "Ana Rivera", "Divorce"), ("00003-Z", "Zed", "Divorce"), LIKELY),
        (("7", "Ana Rivera", "Divorce"), ("00003-Z", "Zed", "Will"), OPEN),
        (("", *ORCHARD), ("00012-FO", *ORCHARD), OPEN),
    ],
)  # fmt: skip
def test_one_matter_in_each_list(old, clio, state):
    ((found, name),) = proposed([OldMatter(*old)], [ClioMatter(*clio)])
    assert (found, name) == (state, clio[0] if state is not OPEN else "")


def test_two_in_clio_that_fit_alike_are_not_chosen_between():
    old = [OldMatter("1", *ORCHARD)]
    found = propose_matters(old, [ClioMatter("00001-A", *ORCHARD), ClioMatter("00002-A", *ORCHARD)])
    (one,) = found.proposed
    assert one.state is OPEN
    assert one.remark == "00001-A and 00002-A fit equally well."
    assert [c.at for c in one.candidates] == [0, 1]
    assert len(found.unused) == 2


def test_one_in_clio_that_fits_two_is_proposed_for_neither():
    old = [OldMatter("1", *ORCHARD), OldMatter("2", *ORCHARD)]
    found = propose_matters(old, [ClioMatter("00001-A", *ORCHARD)]).proposed
    assert [p.state for p in found] == [OPEN, OPEN]
    assert found[0].remark == "00001-A fits 2 as well or better."


def test_the_second_best_is_not_proposed_in_silence():
    old = [OldMatter("1", *ORCHARD), OldMatter("2", ORCHARD[0], "Lease of the store")]
    clio = [ClioMatter("00001-A", *ORCHARD), ClioMatter("00002-A", ORCHARD[0], "Cold chain")]
    certain, other = propose_matters(old, clio).proposed
    assert certain.state is CERTAIN
    assert other.state is OPEN
    assert other.remark == "00001-A fits best, and it is 1."
    assert [clio[c.at].display_number for c in other.candidates] == ["00002-A"]


def test_a_matter_that_holds_the_number_of_another_is_not_certain():
    old = [OldMatter("2024-0101", "Zed", "Will"), OldMatter("2024-0102", *ORCHARD)]
    clio = [ClioMatter("00001-A", *ORCHARD, ("2024-0101",))]
    assert [state for state, _ in proposed(old, clio)] != [CERTAIN, CERTAIN]
    found = propose_matters(old, clio).proposed[1]
    assert found.state is not CERTAIN
    assert "but it holds the number 2024-0101" in found.candidates[0].reason


def test_a_number_found_in_two_matters_of_clio_is_not_certain():
    old = [OldMatter("2024-0101", *ORCHARD)]
    clio = [
        ClioMatter("00001-A", *ORCHARD),
        ClioMatter("00002-B", "Zed", "Will", ("2024-0101",)),
    ]
    ((state, name),) = proposed(old, clio)
    assert (state, name) == (LIKELY, "00001-A")


def test_a_number_twice_in_the_old_list_proposes_nothing():
    old = [OldMatter("1", *ORCHARD), OldMatter("1", "Ana Rivera", "Divorce")]
    clio = [ClioMatter("00001-A", *ORCHARD), ClioMatter("00002-R", "Ana Rivera", "Divorce")]
    found = propose_matters(old, clio).proposed
    assert {p.state for p in found} == {OPEN}
    assert found[0].remark == "The old list has 1 2 times, with other words each."
    assert len(propose_matters([old[0], old[0]], clio).old) == 1


def test_a_display_number_ends_before_the_colon():
    found = propose_matters([OldMatter("1", *ORCHARD)], [ClioMatter("00012-FO: " + ORCHARD[1], ORCHARD[0])])  # fmt: skip
    assert found.clio[0] == ClioMatter("00012-FO", *ORCHARD)
    assert found.proposed[0].state is CERTAIN


@pytest.mark.parametrize(
    ("old", "state"),
    [
        (("Sample, Billie",), CERTAIN),
        (("billie sample", "old@example.com"), CERTAIN),
        (("B. Sample", "billie@example.com"), CERTAIN),
        (("Bilie Sampel",), LIKELY),
        (("B. Sample",), LIKELY),
        (("BS",), LIKELY),
        (("Reception", "billie@example.com"), LIKELY),
        (("Somebody Else", "", "BS"), LIKELY),
        (("C. Sample",), OPEN),
        (("Somebody Else",), OPEN),
    ],
)
def test_one_person_in_each_list(old, state):
    clio = [ClioUser("Alex Example", "alex@example.com"), ClioUser("Billie Sample", "billie@example.com")]  # fmt: skip
    found = propose_people([OldPerson(*old, rate=Decimal(320))], clio)
    (one,) = found.proposed
    assert (one.state, _name(clio, one)) == (state, "Billie Sample" if state is not OPEN else "")


def test_two_people_with_the_same_initials_are_open():
    clio = [ClioUser("Billie Sample"), ClioUser("Blake Stone")]
    (one,) = propose_people([OldPerson("BS")], clio).proposed
    assert one.remark == "Billie Sample and Blake Stone fit equally well."


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("Rivera", "Riveira", True), ("Rivera", "Rivera", False), ("Rivera", "Rivear", True),
        ("Rivera", "Rivers", True), ("Rivera", "Riveiras", False), ("Ana", "Ann", False),
        ("20240101", "20240102", False), ("Rivera", "Xivera", True),
    ],
)  # fmt: skip
def test_one_letter_may_be_typed_wrong(one, other, is_near):
    words = Vocabulary([one, other])
    assert bool(words.mistyped(one.casefold()) & {other.casefold()}) is is_near
    assert (words.alike(one, other).share == 1) is (is_near or one == other)


@dataclass(frozen=True)
class Planted:
    """A matter that is in both lists: what the old one says, what Clio's says."""

    old: OldMatter
    clio: ClioMatter


WORDS = ("lease", "divorce", "will", "estate", "sale", "trust", "appeal", "audit")
CLIENTS = (
    "Ana Rivera",
    "Ada Okafor",
    "Orchard Ltd",
    "Orchard Farms Ltd",
    "Smith",
    "Smyth",
    "Zed & Co",
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Planted], list[OldMatter], list[ClioMatter]]:
    """Matters in both lists, with habits of both systems; and matters that only one of them has."""
    text = st.lists(st.sampled_from(WORDS), min_size=0, max_size=3, unique=True).map(" ".join)
    both, only_old, only_clio = [], [], []
    for number in range(draw(st.integers(1, 8))):
        client, description = draw(st.sampled_from(CLIENTS)), draw(text)
        old_number = draw(
            st.sampled_from([f"2024-{number:04}", f"{number + 1:05}", str(number + 1)])
        )
        old = OldMatter(old_number, client, description)
        display = f"{draw(st.permutations(range(1, 9)))[0]:03}{number:02}-{client.split()[-1]}"
        habit = draw(st.sampled_from(["same", "kept", "described", "reworded", "bare"]))
        clio = ClioMatter(
            display,
            client if habit != "bare" else "",
            {"described": f"{description} ({old_number})", "reworded": draw(text), "bare": ""}.get(habit, description),
            (old_number,) if habit == "kept" else (),
        )  # fmt: skip
        match draw(st.sampled_from(["both", "both", "both", "old", "clio"])):
            case "both":
                both.append(Planted(old, clio))
            case "old":
                only_old.append(old)
            case "clio":
                only_clio.append(clio)
    return both, only_old, only_clio


@settings(max_examples=80, phases=[Phase.explicit, Phase.reuse, Phase.generate], deadline=None)
@given(lists(), st.randoms(use_true_random=False))
def test_nothing_of_clio_is_proposed_twice_and_what_is_certain_is_true(planted, random):
    both, only_old, only_clio = planted
    old = [p.old for p in both] + only_old
    clio = [p.clio for p in both] + only_clio
    random.shuffle(old)
    random.shuffle(clio)
    found = propose_matters(old, clio)
    firsts = [p.first.at for p in found.proposed if p.first]
    assert len(firsts) == len(set(firsts))
    assert len(found.unused) == len(found.clio) - len(firsts)
    truth = {(p.old.number, p.clio.display_number) for p in both}
    numbers = Counter(matter.number for matter in found.old)
    for matter, proposal in zip(found.old, found.proposed, strict=True):
        assert proposal.state is OPEN or numbers[matter.number] == 1
        if proposal.state is CERTAIN:
            pair = found.clio[proposal.candidates[0].at]
            assert (matter.number, pair.display_number) in truth or _says_the_same(matter, pair)


def _says_the_same(old: OldMatter, clio: ClioMatter) -> bool:
    """Two matters that no reader of the lists could tell apart, though they were planted as two."""
    return same_words(old.client, clio.client) and (
        same_words(old.description, clio.description) or old.number in clio.display_number
    )
