"""What goes on the list of corrections: a row for each thing that is wrong, and one for many that are wrong alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from .differences import Difference, Wrong

MOST_APART, MOST_MISSING = 5, 40
"""Up to so many of one kind have a row each; what is missing has to be named one by one for longer."""
DIFFERENCES = "Differences"
"""The sheet that names every one of them."""

TO_DO = {
    Wrong.MISSING: "Ask for it: it is on Corrections. Where In Clio says perhaps, look there first.",
    Wrong.DOUBLED: "Compare both. After the review, merge contacts or close one matter; never delete a matter.",
    Wrong.UNKNOWN_CLIENT: "Ask for the client: it is on Corrections.",
    Wrong.NO_DESCRIPTION: "Ask for the description: it is on Corrections.",
    Wrong.IMPORT_DAY: "Ask for the true day: it is on Corrections.",
    Wrong.DIFFERS: "Compare with the old system. What was wrong there is no error of the import; take its row off Corrections.",
    Wrong.EXTRA: "Ask who made it. If nobody did, write it on Corrections.",
}


class Correction(NamedTuple):
    """A row of Corrections; `alike` is how many records have the same error."""

    data: str
    record: str
    shows: str
    should: str
    alike: int


def corrections_of(differences: Iterable[Difference]) -> Iterator[Correction]:
    """The rows, the gravest first. What is only in Clio is no error of the import by itself."""

    order = list(Wrong)

    def group(each: Difference) -> tuple[int, str, str]:
        return order.index(each.wrong), each.data, each.field

    wrong = [each for each in differences if each.wrong is not Wrong.EXTRA]
    for _, found in groupby(sorted(wrong, key=group), key=group):
        several = list(found)
        if len(several) <= (MOST_MISSING if several[0].wrong is Wrong.MISSING else MOST_APART):
            for each in several:
                yield Correction(each.data, each.record, each.shows, each.should, 1)
        else:
            yield _together(several)


def _together(several: Sequence[Difference]) -> Correction:
    first = several[0]
    shows = first.shows if len({each.shows for each in several}) == 1 else "something else"
    return Correction(
        first.data,
        f"{len(several)} on {DIFFERENCES}",
        shows,
        f"for example {first.should} for {first.record}",
        len(several),
    )
