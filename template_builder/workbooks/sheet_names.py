"""What the name of a sheet says: `Time (2)`, `Copy of Time` and `Time Jan` are named after `Time`."""

from __future__ import annotations

import re
import unicodedata

from ..judging.typed_dates import MONTHS

BESIDE = frozenset(
    {
        *MONTHS,
        *("backup", "copia", "copie", "copy", "de", "der", "draft", "final", "kopie", "kw", "new"),
        *("of", "old", "page", "part", "q", "sheet", "tab", "tabelle", "table", "tableau", "von"),
        *("week", "wk"),
    }
)
"""What people and programs put beside the name when they copy a sheet or begin one for the next month."""

_WORD = re.compile(r"[^\W\d_]+")


def is_named_after(name: str, ours: str) -> bool:
    """Whether a sheet's name is that of ours, or has nothing beside it but numbers, months and words of copies."""
    words, own = _words(name), _words(ours)
    for start in range(len(words) - len(own) + 1):
        if words[start : start + len(own)] == own:
            return BESIDE.issuperset((*words[:start], *words[start + len(own) :]))
    return False


def _words(name: str) -> list[str]:
    """The words of a name without accents and case; numbers and signs are none."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
