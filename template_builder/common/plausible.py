"""Tells letters that only a wrong decoding puts into a text, such as caf\u017d or caf\u00c3\u00a9 for caf\u00e9."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff"
_GREAT = "\u00c0-\u00d6\u00d8-\u00de\u0152"
_LETTER = f"A-Za-z{_GREAT}\u00df-\u00f6\u00f8-\u00ff\u0153\u0160\u0161\u0178\u017d\u017e"

_MISREAD = "".join(
    map(chr, (*range(0xA0, 0x100), *range(0x2010, 0x2016), *range(0x2018, 0x201F)))
) + ("\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2020\u2021\u2022\u2026\u2039\u203a\u20ac\u2122")
"""The letters and signs of Western texts beyond ASCII."""
_AT_THE_END = ("\u00c3\u201d", "\u00c3\u2019")
"""A capital before a closing quotation mark, as in Portuguese; and two rare letters, misread."""


def _as_windows(code: int) -> str:
    """A byte as programs show it that take it for windows-1252, which leaves five of them without a meaning."""
    try:
        return bytes((code,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


@cache
def _misread() -> re.Pattern[str]:
    """UTF-8 that was read as windows-1252 or as Mac Roman: two or three letters in place of one."""
    last: dict[str, set[str]] = defaultdict(set)
    for char in _MISREAD:
        data = char.encode()
        for form in ("".join(map(_as_windows, data)), data.decode("mac_roman")):
            if form not in _AT_THE_END:
                last[form[:-1]].add(form[-1])
    forms = (f"{start}[{re.escape(''.join(sorted(ends)))}]" for start, ends in last.items())
    return re.compile("|".join((*forms, "\ufffd")))


_OUT_OF_PLACE = (
    # A capital inside or at the end of a word: JosŽ, clientÕs, waitÉ. But DeÁngelis is a name.
    f"[{_SMALL}](?:[\u00c7\u017d\u0160\u0178\u00c2\u00c3\u00ca-\u00cc\u00ce-\u00d0\u00d2\u00d4\u00d5\u00d9\u00db]|[{_GREAT}](?![{_SMALL}]))"
    f"|[A-Z][\u00d1\u017d\u0160\u0178][{_SMALL}]|(?<![{_LETTER}])[\u017d\u0160\u0178](?=[bcdfghjklmnpqrstvwxz])"
    # A small letter before a capital, or beside a digit.
    "|[\u00df-\u00ff][A-Z]|[0-9][\u00ec-\u00f6\u00f8-\u00fc]|[\u00ec-\u00f6\u00f8-\u00fc][0-9]"
    # Signs that end no word, begin none and join none.
    f"|[{_LETTER}][\u00a6\u00a8\u00ac\u00af\u00b8\u02c6\u02dc\u2030\u2021\u201a\u201e]|[{_SMALL}][\u00a2\u00a5]"
    f"|[\u2020\u2021][{_LETTER}]|[{_LETTER}]\u2018[{_SMALL}]"
    f"|[{_LETTER}][\u2022\u00ab\u00bb\u2039\u203a\u00b0\u00b1\u00bf\u00a1\u00a7\u00b6\u00a9\u00ae\u2122\u00b3\u00b5\u00b9\u00be][{_LETTER}]"
    # Eastern letters: \u00a3\u00f3d\u017a, Dvo\u00f8\u00e1k, and words in which three letters or more are none of ASCII.
    f"|\u00a3[{_LETTER}]|[{_LETTER}][\u00bc-\u00be]|\u00f8[\u00e1\u00e9\u00ed\u00f3\u00fa\u00fd]|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{{3}}"
    f"|[\u00a4\u0192]|(?<![{_LETTER}])[A-Z][\u2013\u2014][{_SMALL}]"
    f"|(?<![{_LETTER}])[\u00d0-\u00d5\u00db\u00cb\u00de](?![{_LETTER}.])"
    # Signs and letters that no text in a Western encoding has.
    "|[\u0080-\u009f\u0131\u02c7\u02d8-\u02db\u02dd\u03a9\u03c0\u2044\u2202\u2206\u220f\u2211\u221a\u221e\u222b\u2248\u2260"
    "\u2264\u2265\u25ca\uf8ff\ufb01\ufb02]"
)
"""What no text in a Western encoding has."""

_UNLIKELY = (
    # A blank that is missing beside a quotation mark, and the ending of acci\u00f3n.
    f"[{_LETTER}][\u201c\u201d][{_LETTER}]|i\u2014n(?![{_LETTER}])"
    # Letters in the places of punctuation: \u00eclease\u00ee, lease.\u00ee, then \u00f1 or \u00f3 alone.
    f"|(?<![{_LETTER}])[\u00ec\u00eb][a-z]|[,.;:!?)][\u00ed\u00ee](?![{_LETTER}])|(?<![{_LETTER}])[\u00eb\u00ec-\u00f1\u00f3\u00f4](?![{_LETTER}])"
)
"""What speaks against one of two encodings, although somebody may have typed it."""


SHORT_DASHED = re.compile(
    f"(?<![{_LETTER}\u2013\u2014])(?:[{_LETTER}]{{1,2}}[\u2013\u2014][{_SMALL}]+|[{_LETTER}]+[\u2013\u2014][{_SMALL}]{{1,2}})(?![{_LETTER}\u2013\u2014])"
)
"""Se\u2013or: a dash of windows-1252 inside a word of which one part is short, or a letter of Mac Roman."""


def is_misread(text: str) -> bool:
    """Whether a text, in whatever language, has UTF-8 in it that a program took for another encoding."""
    return not text.isascii() and _misread().search(text) is not None


def is_out_of_place(text: str) -> bool:
    """Whether a text has something that no text in a Western encoding has."""
    return is_misread(text) or _pattern(_OUT_OF_PLACE).search(text) is not None


def doubts(text: str) -> int:
    """How many places of a text in a Western encoding speak against its decoding."""
    return sum(
        len(each.findall(text)) for each in (_misread(), *map(_pattern, (_OUT_OF_PLACE, _UNLIKELY)))
    )


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when a text needs it: few files do."""
    return re.compile(text)
