"""Tells what people write where a name in Clio belongs: an e-mail address, or a remark such as `left the firm`."""

from __future__ import annotations

import re

EMAIL = re.compile(r"\S+@\S+\.\S+")
REMARK_FIRST = re.compile(
    r"(?:left|gone|retired|inactive|formerly|former|deactivated|same|not|until|unknown|deleted|removed)\b",
    re.I,
)
"""First words that begin no name; alone they are a remark too."""
INSIDE = re.compile(
    r"(?<!\S)(?:left|gone|firm|retired|inactive|deactivated|above|below|not|longer|is|was|has|been|until|since|user|account"
    r"|yet|later|pending|unknown|who|anymore|former|formerly|removed|deleted|(?:see|ask|no|same|use)(?=\s+\S))(?!\S)"
)
"""Words of a sentence, in small letters; names have none of them."""
POINTS_TO = re.compile(r"(?:see|ask)\s+(\S.*)", re.I)
"""See Anna: a remark where somebody else is called Anna, and else a name: there is a surname See and a first name Ask."""


def is_no_name(text: str) -> bool:
    """Whether a text is an e-mail address, or says something about a person or a user instead of a name."""
    words = text.lower() if text.isupper() else text
    return bool(
        EMAIL.fullmatch(text) or "?" in text or REMARK_FIRST.match(words) or INSIDE.search(words)
    )


def points_to(text: str) -> str:
    """Whom a text points to that may be a name: Anna of See Anna."""
    found = POINTS_TO.fullmatch(text)
    return found[1] if found else ""
