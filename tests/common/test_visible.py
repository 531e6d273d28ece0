"""Nothing that a file says moves the cursor of a terminal, or turns or hides text on it."""

from __future__ import annotations

import json

import pytest

from template_builder.common.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\u001b[2J"),
        ("a\x9bb", r"a\u009bb"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("\u2066\u200f", r"\u2066\u200f"),
        ("\U000e0041", r"\udb40\udc41"),
        ("\udc80", r"\udc80"),
        ("a\rb\x08\x07", r"a\u000db\u0008\u0007"),
        ("\u2028\ufeff", r"\u2028\ufeff"),
    ],
)
def test_what_acts_on_a_terminal_is_spelled_out(text, shown):
    assert visible(text) == shown
    assert json.loads(f'"{visible(text)}"') == text


@pytest.mark.parametrize("text", ["", "Weiß & Söhne\n\tx", "می‌خواهم", "👩‍⚖️", "a b", "東京"])
def test_what_people_write_stays(text):
    assert visible(text) == text
