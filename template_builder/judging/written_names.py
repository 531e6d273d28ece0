"""Judges cells that say how a matter's number or a person's name is written, on which everything else relies."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from ..common.text import CONTROL, INVISIBLE, LINE_BREAK, is_blank, text_of, visible
from .verdict import Flaw, JudgedOnce, Verdict, flawed, judge_all

COLON = re.compile("[:\uff1a]")
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E[+-]\d{2,3}")
"""How a spreadsheet shows a long number, also in a CSV file that it saved."""
NOT_YET = {
    "",  # a dash, a question mark
    *("tbd", "tba", "tbc", "na", "none", "null", "nil", "missing", "unknown", "pending", "new", "todo"),
    *("notyet", "nonumberyet", "notinclio", "notinclioyet", "tofollow", "follows", "tobeassigned"),
    *("tobeconfirmed", "tobedetermined", "unassigned", "notassigned", "notassignedyet", "noclio", "xx", "xxx"),
}  # fmt: skip
"""What people type where Clio has no number or user yet; without blanks and punctuation."""
HARMLESS = ("name-with-invisible", "crosswalk-blanks")
NOT_A_LETTER = re.compile(r"[\W_]+")
DOUBLED = re.compile(r"\s{2,}")


class WrittenJudge(NamedTuple):
    """Judges such a cell; its value is the text as one sees it.

    `at` is where the right form is to be seen, such as "Clio". A number in a cell may have lost its leading zeros: it
    is taken as it is unless the text must be `exact`. `before_colon`: nothing follows a colon.
    """

    at: str
    exact: bool = False
    before_colon: bool = False

    def __call__(self, value: object) -> Verdict:
        if is_blank(value):
            return Verdict("")
        if isinstance(value, bool):
            return flawed("crosswalk-not-text", text_of(value), what="a logical value", at=self.at)
        if isinstance(value, dt.date | dt.time | dt.timedelta):
            what = "a date" if isinstance(value, dt.date) else "a time"
            return flawed("crosswalk-not-text", text_of(value), what=what, at=self.at)
        if isinstance(value, int | float | Decimal):
            kind = "crosswalk-exact-number" if self.exact else "crosswalk-old-number"
            return flawed(kind, text_of(value), at=self.at)
        return self._text(text_of(value))

    def usable(self, value: object) -> str:
        """What other cells may rely on: the text, without what follows a colon; nothing where it is not certain."""
        (verdict,) = judge_all([JudgedOnce(self)], [value])
        mended = [flaw.suggestion for flaw in verdict.flaws if flaw.kind not in HARMLESS]
        return str(mended[0] if mended else verdict.value)

    def _text(self, text: str) -> Verdict:
        seen = visible(text).strip()
        if LINE_BREAK.search(seen) or CONTROL.search(text):
            return flawed("crosswalk-line-break", seen, at=self.at)
        if SCIENTIFIC.fullmatch(seen):
            return flawed("crosswalk-not-text", seen, what="a number in E notation", at=self.at)
        if self.before_colon and (colon := COLON.search(seen)):
            return flawed("matter-with-colon", seen, suggestion=seen[: colon.start()].rstrip())
        if self.exact and NOT_A_LETTER.sub("", seen).casefold() in NOT_YET:
            return flawed("crosswalk-not-yet", "")
        if INVISIBLE.search(text):
            return Verdict(seen, (Flaw("name-with-invisible", (), seen),))
        if text != text.strip() or DOUBLED.search(text):
            return Verdict(seen, (Flaw("crosswalk-blanks", (("at", self.at),)),))
        return Verdict(seen)
