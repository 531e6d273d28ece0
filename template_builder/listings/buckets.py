"""Columns by age beside the amount owed, in the words of many systems; they only check its total."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BUCKET = re.compile(
    r"current|notdue|notyetdue|future|noncheu|aude?la|older|overdue|lastmonth"
    r"|\d+-\d+(?:days?|months?|jours?)?(?:pastdue|out|overdue)?"
    r"|[<>]?\d+\+?(?:days?|months?|jours?)?(?:pastdue|out|ago|overdue)?|over\d+(?:days?|months?)?"
    r"|\d+(?:and|or)(?:over|more|older)(?:days?)?(?:pastdue)?|period\d|thirty|fortyfive|sixty|ninety",
)
FEWEST = 2


def is_bucket(key: str) -> bool:
    """Whether a header, as `header_key` has it, names the age of a debt."""
    return _BUCKET.fullmatch(key) is not None


def bucket_columns(keys: Sequence[str]) -> list[int]:
    """The columns by age; none where there is only one, which may be anything."""
    found = [at for at, key in enumerate(keys) if is_bucket(key)]
    return found if len(found) >= FEWEST else []
