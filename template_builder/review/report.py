"""What the command line prints of a filled review workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..common.numbers import shown
from .counts import Count
from .differences import Wrong
from .service import EXCHANGED, METHOD_ABOUT, Filled, not_compared


def review_lines(filled: Filled) -> Iterator[str]:
    """The counts, the differences by kind, the samples, and what to know about the lists."""
    if filled.exchanged:
        yield f"{EXCHANGED} {filled.exchanged}"
    for count in filled.compared.counts:
        if count.old is not None or count.new is not None:
            yield _count_line(count)
    for wrong in Wrong:
        by_data = Counter(each.data for each in filled.compared.differences if each.wrong is wrong)
        for data, number in by_data.items():
            yield f"{wrong.value}: {number} ({data})"
    both = " and ".join(filled.compared.both)
    if not both:
        yield "Nothing was compared: no kind of list was given for both systems."
    elif not filled.compared.differences:
        yield f"No difference was found in the lists of {both}.{not_compared(filled)}"
    yield f"{len(filled.samples)} samples, the random part drawn with the seed {filled.seed}."
    for about, text in filled.remarks:
        if about not in (EXCHANGED, METHOD_ABOUT):
            yield f"{about}: {text}"


def _count_line(count: Count) -> str:
    old, made, new = (
        "not counted" if number is None else shown(number)
        for number in (count.old, count.made, count.new)
    )
    in_period = "" if count.made is None else f", {made} of them made in the period"
    return f"{count.data}, {count.what}: old system {old}, Clio {new}{in_period}"
