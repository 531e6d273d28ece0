"""Matters, people, categories, marks and text: what people write, and what the judges make of it."""

from __future__ import annotations

import unicodedata

import pytest

from template_builder.common.text import is_blank, key_of, text_of
from template_builder.judging.matters import MatterJudge
from template_builder.judging.words import (
    CategoryJudge,
    Near,
    PersonJudge,
    TextJudge,
    judge_non_billable,
)


def told(verdict) -> tuple[object, list[str], str]:
    suggestion = next((flaw.suggestion for flaw in verdict.flaws if flaw.suggestion), "")
    return verdict.value, [flaw.kind for flaw in verdict.flaws], suggestion


NUMBERS = ("2024-0101", "1001", "00012-Fictional Orchard", "A 7")
MATTERS = MatterJudge(
    known={key_of(n): n for n in NUMBERS}, without_display={"2024-0117"}, near=Near(NUMBERS)
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-0101", ("2024-0101", [], "")),
        ("00012-fictional orchard", ("00012-fictional orchard", [], "")),
        (1001, ("1001", [], "")),
        (1001.0, ("1001", [], "")),
        ("1001", ("1001", [], "")),
        ("A 7", ("A 7", [], "")),
        ("", (None, ["matter-missing"], "")),
        ("   ", (None, ["matter-missing"], "")),
        (" 2024-0101", ("2024-0101", ["matter-blanks"], "2024-0101")),
        ("2024-0101  ", ("2024-0101", ["matter-blanks"], "2024-0101")),
        ("2024-0101\u00a0", ("2024-0101", ["matter-blanks"], "2024-0101")),
        ("2024-0101 Lease of cold store", (None, ["matter-with-description"], "2024-0101")),
        ("2024-0101 - Lease", (None, ["matter-with-description"], "2024-0101")),
        ("2024-0101, Orchard", (None, ["matter-with-description"], "2024-0101")),
        ("1001\u2013Orchard", (None, ["matter-with-description"], "1001")),
        ("A 7 Estate", (None, ["matter-with-description"], "A 7")),
        (
            "00012-Fictional Orchard: Lease",
            (None, ["matter-with-colon"], "00012-Fictional Orchard"),
        ),
        ("2024-0117", (None, ["matter-without-display-number"], "")),
        ("9999", (None, ["matter-unknown"], "")),
    ],
)
def test_matters(value, expected):
    assert told(MATTERS(value)) == expected


NUN = "Jos\u00e9 N\u00fa\u00f1ez"
SPELT_OTHERWISE = PersonJudge(known={key_of(n): n for n in (NUN, "Maeve O'Sample", "Jo-Ann Test")})


@pytest.mark.parametrize(
    "text",
    [
        "2024-0101\u200b", "\u200e2024-0101", "2024\u2060-0101", "\ufeff2024-0101", "2024-01\u00ad01",
        "2024-0101\u202c", "\u20682024-0101\u2069", "2024-0101\U000e0041",
    ],
)  # fmt: skip
def test_what_nobody_sees_in_a_known_matter_is_dropped_and_said(text):
    assert told(MATTERS(text)) == ("2024-0101", ["name-with-invisible"], "2024-0101")


@pytest.mark.parametrize("dash", "\u2010\u2011\u2013\u2014\u2212")
def test_a_dash_that_a_program_typed_is_the_one_of_the_number(dash):
    assert told(MATTERS(f"2024{dash}0101")) == ("2024-0101", [], "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (unicodedata.normalize("NFD", NUN), (NUN, [], "")),
        (unicodedata.normalize("NFD", NUN).upper(), (NUN, [], "")),
        ("Jos\u00e9\u00a0N\u00fa\u00f1ez", (NUN, [], "")),
        ("Jos\u00e9 \u200fN\u00fa\u00f1ez", (NUN, ["name-with-invisible"], NUN)),
        ("Maeve O\u2019Sample", ("Maeve O'Sample", [], "")),
        ("Jo\u2011Ann Test", ("Jo-Ann Test", [], "")),
    ],
)
def test_a_person_is_known_however_the_letters_are_put_together(text, expected):
    assert told(SPELT_OTHERWISE(text)) == expected


@pytest.mark.parametrize("text", ["\u200b", " \u200e ", "\ufeff", "\u2060\u00a0"])
def test_a_cell_of_only_invisible_characters_is_blank(text):
    assert is_blank(text)
    assert told(MATTERS(text)) == (None, ["matter-missing"], "")
    assert told(judge_non_billable(text)) == (False, [], "")
    assert told(TEXT(text)) == ("", ["description-missing"], "")


def test_an_unknown_matter_names_the_nearest_known():
    (flaw,) = MATTERS("2024-0110").flaws
    assert dict(flaw.params)["near"] == " Is it 2024-0101?"


def test_every_matter_passes_where_none_is_known():
    assert told(MatterJudge(known={})("anything")) == ("anything", [], "")


def test_the_search_for_the_nearest_ends_after_some():
    near = Near(NUMBERS, left=2)
    assert [bool(near("2024-0110")) for _ in range(4)] == [True, True, False, False]


PEOPLE = PersonJudge(
    known={key_of(n): n for n in ("Billie Sample", "BSA")},
    without_user={"csp"},
    near=Near(["Billie Sample"]),
)


@pytest.mark.parametrize(
    ("judge", "value", "expected"),
    [
        (PEOPLE, "Billie Sample", ("Billie Sample", [], "")),
        (PEOPLE, " billie  sample ", ("billie  sample", [], "")),
        (PEOPLE, "BSA", ("BSA", [], "")),
        (PEOPLE, "", (None, ["person-missing"], "")),
        (PEOPLE, "CSP", (None, ["person-without-user"], "")),
        (PEOPLE, "Bilie Sample", (None, ["person-unknown"], "")),
        (PersonJudge(known={}), "Anyone", ("Anyone", [], "")),
        (PersonJudge(known={}, alone="Billie Sample"), "", ("Billie Sample", [], "")),
        (PersonJudge(known={}, needed=False), "", ("", [], "")),
    ],
)
def test_people(judge, value, expected):
    assert told(judge(value)) == expected


def test_a_name_with_two_meanings_is_never_taken():
    judge = PersonJudge(known={"sam": "Sam"}, two_meanings={"sam": (("one", "now Samuel"),)})
    assert told(judge("Sam")) == (None, ["person-two-meanings"], "")


TIME = CategoryJudge(
    known={"drafting": "Drafting"},
    others={"copies"},
    other_kind="expense-in-time",
    near=Near(["Drafting"]),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Drafting", ("Drafting", [], "")),
        ("drafting ", ("Drafting", [], "")),
        ("Draft\u200bing", ("Drafting", ["name-with-invisible"], "Drafting")),
        ("\u200b", ("", [], "")),
        ("", ("", [], "")),
        ("Copies", ("Copies", ["expense-in-time"], "")),
        ("Draftng", ("Draftng", ["category-unknown"], "")),
    ],
)
def test_categories(value, expected):
    assert told(TIME(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", (False, [], "")),
        (None, (False, [], "")),
        ("yes", (True, [], "")),
        ("Yes ", (True, [], "")),
        ("\u200byes", (True, [], "")),
        ("y", (None, ["non-billable-unknown"], "yes")),
        ("x", (None, ["non-billable-unknown"], "yes")),
        (True, (None, ["non-billable-unknown"], "yes")),
        *(
            (word, (None, ["non-billable-unknown"], "yes"))
            for word in (
                "Y",
                "N/C",
                "n.c.",
                "no charge",
                "No-Charge",
                "pro bono",
                "Pro Bono!",
                "NB",
                "N/B",
                "non billable",
                "Non-Billable",
                "not billable",
                "unbillable",
                "do not bill",
                "Don\u2019t bill",
                "waived",
                "courtesy",
                "oui",
                "Yes!",
                "unbilled",
                "write-off",
                "W/O",
                "free",
                "comp.",
                "t",
                "\u2714\ufe0f",
                1,
                1.0,
            )
        ),
        *(
            (word, (None, ["non-billable-unknown"], "blank"))
            for word in (
                "No",
                "N",
                "n/a",
                "billable",
                "Bill",
                "chargeable",
                "-",
                "\u2014",
                "none",
                "f",
                0,
                0.0,
            )
        ),
        *(
            (word, (None, ["non-billable-unknown"], "yes or blank"))
            for word in ("half", "ask Alex", "?", 2, "50%")
        ),
        ("no", (None, ["non-billable-unknown"], "blank")),
        (False, (False, [], "")),
        ("FALSE", (False, [], "")),
        ("TRUE", (None, ["non-billable-unknown"], "yes")),
        ("false", (None, ["non-billable-unknown"], "blank")),
        ("maybe", (None, ["non-billable-unknown"], "yes or blank")),
    ],
)
def test_the_non_billable_mark(value, expected):
    assert told(judge_non_billable(value)) == expected


TEXT = TextJudge(missing="description-missing", longest=50)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Draft lease", ("Draft lease", [], "")),
        (" Draft lease ", ("Draft lease", [], "")),
        ("", ("", ["description-missing"], "")),
        ("\n", ("", ["description-missing"], "")),
        ('"', ('"', ["description-missing"], "")),
        ("\u3003", ("\u3003", ["description-missing"], "")),
        ("-", ("-", ["description-missing", "text-looks-like-formula"], "")),
        ("Same as above.", ("Same as above.", ["description-missing"], "")),
        ("Idem", ("Idem", ["description-missing"], "")),
        ("Same-day filing", ("Same-day filing", [], "")),
        ("one\ntwo", ("one\ntwo", ["text-line-breaks"], "")),
        ("bell\x07", ("bell\x07", ["text-control-characters"], "")),
        ("=1+1", ("=1+1", ["text-looks-like-formula"], "")),
        (" @sum", ("@sum", ["text-looks-like-formula"], "")),
        ("- call", ("- call", ["text-looks-like-formula"], "")),
        ("x" * 51, ("x" * 51, ["text-too-long"], "")),
        (42, ("42", [], "")),
    ],
)
def test_text(value, expected):
    assert told(TEXT(value)) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [(1001.0, "1001"), (0.5, "0.5"), (True, "TRUE"), (None, ""), (" a ", " a "), (7, "7")],
)
def test_cells_as_text(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize("text", ["caf\u00e9", "na\u00efve", "\u00c9tude", "\u00a7 5", "client\u2019s", "\u201clease\u201d", "1\u20132", "Stra\u00dfe", "20 \u20ac"])  # fmt: skip
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_utf_8_that_was_read_as_another_encoding_is_named(text, encoding):
    misread = text.encode().decode(encoding, "replace")
    assert [flaw.kind for flaw in TEXT(misread).flaws] == ["text-encoding"]
    assert [flaw.kind for flaw in CategoryJudge({})(misread).flaws] == ["text-encoding"]
    assert TEXT(text).flaws == ()


@pytest.mark.parametrize(
    "text",
    ["S\u00c3O PAULO, \u00c2GE", "\u201cIRM\u00c3\u201d A", "\u221a2 and \u221a(3)", "Dvo\u0159\u00e1k \u6771\u4eac \u0141\u00f3d\u017a", "\u00e2ge \u20ac 5", "\u00abVAR\u00c2\u00bb"[:5]],
)  # fmt: skip
def test_letters_of_other_languages_are_not_doubted(text):
    assert TEXT(text).flaws == ()
