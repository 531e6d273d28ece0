"""Bad values and the messages they get, side by side."""

from __future__ import annotations

import pytest

from template_builder.common.errors import Problem, SpecProblems
from template_builder.common.toml_table import Table


def problems_of(text: str, ask) -> list[str]:
    problems: list[Problem] = []
    table = Table.parse(text, "x.toml", problems)
    ask(table)
    table.finish()
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "ask", "message"),
    [
        ("", lambda t: t.text("a"), "a: is missing; expected text"),
        ("a = 1", lambda t: t.text("a"), "a: expected text, found 1"),
        ("a = '  '", lambda t: t.text("a"), "a: expected text, found nothing between the quotes"),
        (
            "a = 'bilings'",
            lambda t: t.text("a", choices=("billing", "it")),
            "a: expected one of billing, it, found 'bilings'; did you mean 'billing'?",
        ),
        (
            "a = 'A b'",
            lambda t: t.text("a", pattern="[a-z]+", expected="small letters"),
            "a: expected small letters, found 'A b'",
        ),
        ("a = 'abc'", lambda t: t.text("a", longest=2), "a: is 3 characters long; at most 2 fit"),
        ("a = true", lambda t: t.integer("a"), "a: expected a whole number, found True"),
        ("a = 0", lambda t: t.integer("a", least=1), "a: expected at least 1, found 0"),
        (
            "a = '250'",
            lambda t: t.amount("a"),
            "a: expected a number without quotes, such as 250 or 250.00, found '250'",
        ),
        ("a = -1", lambda t: t.amount("a"), "a: expected a number that is not negative, found -1"),
        (
            "a = nan",
            lambda t: t.amount("a"),
            "a: expected a number that is not negative, found NaN",
        ),
        ("a = 'yes'", lambda t: t.flag("a"), "a: expected true or false, found 'yes'"),
        (
            "a = '2027-01-31'",
            lambda t: t.date("a"),
            "a: expected a date without quotes, such as 2027-01-31, found '2027-01-31'",
        ),
        ("a = ['x', 'x']", lambda t: t.texts("a"), "a[2]: 'x' is listed twice"),
        ("a = ['x', 3]", lambda t: t.texts("a"), "a[2]: expected text, found 3"),
        ("a = [1]", lambda t: t.tables("a"), "a[1]: expected a table, found 1"),
        ("a = [1]", lambda t: t.dates("a"), "a[1]: expected a date such as 2027-01-31, found 1"),
        ("rolle = 1", lambda t: t.has("role"), "rolle: is not a known key"),
        (
            "role = 'x'\nrolle = 1",
            lambda t: t.text("role"),
            "rolle: is not a known key; did you mean 'role'?",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(text, ask, message):
    assert problems_of(text, ask) == [message]


def test_a_key_that_stands_twice_is_a_problem():
    assert problems_of("a = 1\na = 2", lambda t: None)[0].startswith("is not valid TOML")


def test_places_lead_through_nested_tables():
    def ask(table: Table) -> None:
        for section in table.tables("sections"):
            for item in section.tables("items"):
                item.text("role")

    text = "[[sections]]\n[[sections.items]]\nrole='it'\n[[sections.items]]\nrole=2"
    assert problems_of(text, ask) == ["sections[1].items[2].role: expected text, found 2"]


def test_all_problems_are_listed_by_file():
    error = SpecProblems([Problem("b.toml", "x", "is odd"), Problem("a.toml", "", "is gone")])
    assert str(error) == "a.toml\n  is gone\nb.toml\n  x: is odd"
