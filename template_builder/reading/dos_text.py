"""Tells texts of MS-DOS programs, which Excel still saves as "CSV (MS-DOS)": code pages 850 and 437, alike in all letters of ours."""

from __future__ import annotations

import re

from ..common.plausible import doubts, is_out_of_place

_OF_850 = str.maketrans(
    "\u00a2\u00a5\u2561\u2562\u2556\u255c\u255e\u255f\u2565\u2559\u2558\u2553\u256b\u256a\u2590\u03b1\u0393\u03c0\u03a3\u03c3\u0398\u03a9\u03b4\u2321",
    "\u00f8\u00d8\u00c1\u00c2\u00c0\u00a2\u00e3\u00c3\u00ca\u00cb\u00c8\u00cd\u00ce\u00cf\u00cc\u00d3\u00d4\u00d2\u00f5\u00d5\u00da\u00db\u00d9\u00a7",
)
"""What code page 850 has in the places of signs of 437 that stand in no text: the browser has only the latter."""

_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff"
_GREAT = "\u00c0-\u00d6\u00d8-\u00de"
_LETTER = f"A-Za-z{_GREAT}{_SMALL}"
_KNOWN = "\u00fc\u00e9\u00e2\u00e4\u00e0\u00e5\u00e7\u00ea\u00eb\u00e8\u00ef\u00ee\u00ec\u00f4\u00f6\u00f2\u00fb\u00f9\u00e1\u00ed\u00f3\u00fa\u00f1\u00e3\u00f5\u00df" \
    "\u00c7\u00c4\u00c5\u00c9\u00d6\u00dc\u00d1\u00c1\u00c2\u00c0\u00c3\u00ca\u00cb\u00c8\u00cd\u00ce\u00cf\u00d3\u00d4\u00d2\u00d5\u00da\u00db\u00d9"  # fmt: skip
_SIGNS = "\u00a3\u00a7\u00b0\u00bd\u00bc\u00ab\u00bb\u00bf\u00a1\u00aa\u00ba"

_NOT_DOS = re.compile(
    f"[^\\x00-\\x7f{_KNOWN}{_SIGNS}]|[{_SMALL}][{_GREAT}]|[A-Z][{_GREAT}][{_SMALL}]|[{_LETTER}][{_SIGNS}][{_LETTER}]"
    f"|(?<![{_LETTER}])\u00df|[0-9][{_KNOWN}]|[{_KNOWN}][0-9]"
    # Letters that other letters of Mac Roman become: Hern\u00e7ndez, L\u00f9pez, na\u00f2ve.
    f"|\u00e7(?![aou\u00e0\u00e2\u00e1\u00e3\u00f3\u00f4\u00f5\u00fa\u00fb])|[\u00ec\u00f2\u00f9](?=[{_LETTER}])"
)
"""What no Western text in these code pages has."""

_MISREAD = re.compile(
    f"(?<![{_LETTER}])[B-DF-HJ-NP-TV-Z]\u00a0[{_SMALL}]|[{_SMALL}]\u00a0(?:[lnr][bcdfgkmpqstvz]|[b-df-hj-np-tv-z](?![{_LETTER}']))"
    # Stra\u00e1e, ma\u0152tre, S\u00c6o, L\u00a2pez, \u009abergabe, \u0153 65, \u00f5 5, o\u2014.
    f"|[aou]\u00e1e|[{_SMALL}]\u0152[{_SMALL}]|[A-Za-z]\u00c6[{_SMALL}]|[{_LETTER}]\u00a2|(?<![{_LETTER}])\u0161b"
    f"|\u0153 ?[0-9]|(?<![{_LETTER}])o\u2014(?![{_LETTER}])|(?<![{_LETTER}])\u00f5(?![{_LETTER}])"
)
"""P rez and Hern ndez with a no-break blank and their like: letters of these code pages, read as windows-1252."""
_PAIRS = (("\u201c", "\u201d"), ("\u00ab", "\u00bb"))
_MIXED_CASE = re.compile(f"[A-Z][{_GREAT}][{_SMALL}]")


def dos_text(data: bytes) -> str:
    """The text of bytes in these code pages."""
    return data.decode("cp437").translate(_OF_850)


def can_be_dos(data: bytes) -> bool:
    """Whether bytes are a Western text in these code pages, and none in windows-1252."""
    text = data.decode("cp1252", "replace")
    single = any(text.count(one) != text.count(other) for one, other in _PAIRS)
    odd = is_out_of_place(text) or _MISREAD.search(text)
    if not odd and not (single and (doubts(text) or "\u00ab" in text)):
        return False
    return not _NOT_DOS.search(dos_text(data))


def can_be_mac(data: bytes) -> bool:
    """Whether bytes that can be DOS text can be one in Mac Roman as well."""
    text = data.decode("mac_roman")
    return not (is_out_of_place(text) or _MIXED_CASE.search(text))
