"""What the command line prints of an index and of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .service import FilledIndex, Verification


def index_lines(filled: FilledIndex) -> Iterator[str]:
    """A line for each remark that needs attention, then the counts."""
    yield from _left_out(filled.left_out)
    for remark in filled.for_attention:
        yield f"{remark.about}: {remark.text}"
    yield filled.summary


def verification_lines(verification: Verification) -> Iterator[str]:
    """A line for each file that is not the same, then the one for the receipt."""
    yield from _left_out(verification.left_out)
    for remark in verification.verified.remarks:
        yield f"{remark.about}: {remark.text}"
    yield verification.receipt


def _left_out(names: Iterable[str]) -> Iterator[str]:
    return (f"{name} is left out: it is the index." for name in names)
