"""Remarks and e-mail addresses in place of a name; and names that look a little like them."""

from __future__ import annotations

import pytest

from template_builder.judging.remarks import is_no_name, points_to


@pytest.mark.parametrize(
    "text",
    [
        "anna@example.com", "Anna.Example+clio@firm.example.ca", "?", "Anna?", "Anna or Alex?",
        "left the firm", "Left the firm", "LEFT 2026", "Left", "gone", "Retired", "retired in May", "inactive user",
        "see Anna", "ask the partner", "same as above", "no user", "no longer here", "not in Clio", "Not a user",
        "Anna Example (left)".replace("(", "").replace(")", ""), "has no account", "until March", "user was deleted", "DOES NOT HAVE AN ACCOUNT",
    ],
)  # fmt: skip
def test_no_names(text):
    assert is_no_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Example", "anna example", "ANNA SEE", "anna see", "See Wei Ling", "Ask Larsen", "Will Notley", "Isabel Wassermann",
        "Jan van der Firm", "Jan in 't Veld", "Maria de la No", "No Soo-jin", "Same\u00f3 P\u00e9rez", "O'Neill, Pat", "Dr. Pat Placeholder, Q.C.",
        "Afterman & Gonella", "Ana @ Example",
    ],
)  # fmt: skip
def test_names(text):
    assert not is_no_name(text)


def test_whom_a_text_points_to():
    assert [points_to(text) for text in ("See Anna", "ask  Billie Sample", "Seeler Anna", "See")] == [
        "Anna", "Billie Sample", "", "",
    ]  # fmt: skip
