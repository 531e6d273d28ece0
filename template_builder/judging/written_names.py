"""Judges cells that say how a matter's number or a person's name is written, on which everything else relies."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from ..common.text import CONTROL, INVISIBLE, LINE_BREAK, is_blank, text_of, visible
from .remarks import is_no_name
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
NOT_THERE = {
    *("archived", "clio", "closed", "dead", "delete", "deleted", "do", "done", "dont", "duplicate", "excluded", "file"),
    *("ignore", "import", "imported", "in", "inactive", "matter", "migrate", "migrated", "not", "number", "old", "only"),
    *("skip", "skipped", "system", "yet"),
}  # fmt: skip
"""Words of which a remark consists where a matter does not go to Clio: `closed - not migrated`, `do not import`."""
SEVERAL = re.compile(r" ?[/;,|&+] ?| (?:or|and|ou|et|oder|und) ", re.IGNORECASE)
WITH_SLASH = re.compile(r"\d+(?:/\d+)+")
"""One number with a year or a client in it, such as 2024/0101, as some firms have them; two have blanks between."""
HEAD = re.compile(r"[^\W\d_]{0,5}-?\d{2,}(?:\W|$)")
"""How a number begins, with what follows its digits."""
HARMLESS = ("name-with-invisible", "crosswalk-blanks")
NOT_A_LETTER = re.compile(r"[\W_]+")
DOUBLED = re.compile(r"\s{2,}")


class WrittenJudge(NamedTuple):
    """Judges such a cell; its value is the text as one sees it.

    `at` is where the right form is to be seen, such as "Clio". A number in a cell may have lost its leading zeros: it
    is taken as it is unless the text must be `exact`. `before_colon`: nothing follows a colon. `person`: it is a name.
    """

    at: str
    exact: bool = False
    before_colon: bool = False
    person: bool = False

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
        if self.exact and (_is_remark(seen) or (self.person and is_no_name(seen))):
            return flawed("crosswalk-not-yet", "")
        if self.before_colon and _has_several(seen):
            return flawed("crosswalk-several", seen)
        if INVISIBLE.search(text):
            return Verdict(seen, (Flaw("name-with-invisible", (), seen),))
        if text != text.strip() or DOUBLED.search(text):
            return Verdict(seen, (Flaw("crosswalk-blanks", (("at", self.at),)),))
        return Verdict(seen)


def _is_remark(text: str) -> bool:
    """Whether a text says that Clio has no number or user."""
    words = text.casefold().replace("'", "").replace("\u2019", "")
    return NOT_A_LETTER.sub("", words) in NOT_YET or NOT_THERE.issuperset(
        NOT_A_LETTER.sub(" ", words).split()
    )


def _has_several(text: str) -> bool:
    """Whether a text is two numbers and more that begin alike: `00012-Orchard / 00019-Orchard`."""
    if WITH_SLASH.fullmatch(text):
        return False
    heads = [HEAD.match(part) for part in SEVERAL.split(" ".join(text.split()))]
    alike = {re.sub(r"\d", "0", head[0]).casefold() if head else "" for head in heads}
    return len(heads) > 1 and len(alike) == 1 and "" not in alike
