"""Text as it can travel through a CSV into Clio: plain punctuation, on one line."""

from __future__ import annotations

import unicodedata

from ..common.text import CONTROL

PLAIN_PUNCTUATION = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u2026": "...", "\u2022": "-", "\u00b7": "-",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "\u00ad": "",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """A description or a note for the import: typographic punctuation folded to ASCII, on one line.

    Letters with accents stay; the file then carries a byte-order mark.
    """
    text = unicodedata.normalize("NFC", text).translate(PLAIN_PUNCTUATION)
    return " ".join(CONTROL.sub("", text).split())
