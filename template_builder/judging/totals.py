"""Tells the label of a line of totals, in the languages of the tables that people paste."""

from __future__ import annotations

import re
from functools import cache

from ..common.text import key_of
from .typed_dates import MONTHS

_TOTAL = (
    r"totals?|totaux|sum|summe|gesamt(?:summe|betrag|stunden)?|insgesamt|somme|suma|soma|somma|totale|totaal|totalt|"
    r"razem|i alt|yhteens\u00e4|\u03a3|total g[e\u00e9]n[e\u00e9]ral|zwischensumme|sous[- ]?total|sub[- ]?totals?|subtotaal"
)
_BESIDE = (
    r"grand|overall|running|week(?:ly)?|month(?:ly)?|dai?ly|day|year|page|hours?|hrs?|time|amounts?|expenses?|costs?|"
    r"fees?|(?:non[- ]?)?billable|due|of|the|for|this|all|in|carried forward|heures|horas|stunden|\d+|"
    + "|".join(MONTHS)
)


@cache
def _label() -> re.Pattern[str]:
    """Compiled when a row without a date is met first: most checks have none, and it takes 3 ms."""
    return re.compile(rf"(?:(?:{_BESIDE})\s+)*(?:{_TOTAL})(?:\s+(?:{_BESIDE}))*\s*[:=]?")


def is_total(text: str) -> bool:
    """Whether a text is nothing but the label of a total: Total, Grand total:, Total January, Summe."""
    return len(text) <= 40 and _label().fullmatch(key_of(text)) is not None
