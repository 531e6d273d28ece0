"""Text as it may reach a terminal: nothing in it moves the cursor, turns the direction or hides other text."""

from __future__ import annotations

import unicodedata

KEPT = "\n\t\u200c\u200d"
"""Line ends, and the joiners that names in several scripts are spelled with."""
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode: controls, formats such as direction marks, lone surrogates, separators of lines."""


def visible(text: str) -> str:
    """The text with unsafe characters spelled as JSON spells them, so that JSON keeps its meaning."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(letter: str) -> str:
    if letter.isprintable() or letter in KEPT or unicodedata.category(letter) not in UNSAFE:
        return letter
    units = letter.encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2] for at in range(0, len(units), 2))
    return "".join(f"\\u{pair.hex()}" for pair in pairs)
