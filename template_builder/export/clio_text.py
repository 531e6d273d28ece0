"""Text as it can travel through a CSV into Clio: plain punctuation, on one line."""

from __future__ import annotations

import re

from ..common.text import CONTROL, visible

SPACING = re.compile(r"[\t\r\n]+")
PLAIN_PUNCTUATION = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u2026": "...", "\u2022": "-", "\u00b7": "-",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """A description or a note for the import: typographic punctuation folded to ASCII, on one line.

    Letters with accents stay; the file then carries a byte-order mark.
    """
    if not _is_simple(text):
        text = CONTROL.sub("", visible(text).translate(PLAIN_PUNCTUATION))
    return " ".join(text.split())


def exact_name(text: str) -> str:
    """A matter, a user or a category for the import, which Clio matches exactly: only what nobody sees is gone.

    A tab or a line break in it is a blank.
    """
    if _is_simple(text):
        return text.strip()
    return CONTROL.sub("", SPACING.sub(" ", visible(text))).strip()


def _is_simple(text: str) -> bool:
    """Nothing but letters, digits, signs and blanks of ASCII, as nearly every text: there is nothing to fold in it."""
    return text.isascii() and text.isprintable()
