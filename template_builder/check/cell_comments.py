"""Names the cells with a comment: a remark such as "half of this is non-billable" is in no column that goes out."""

from __future__ import annotations

from ..judging.verdict import Flaw
from ..reading.reader import Book
from .collecting import Collected
from .findings import FindingLog


def note_comments(book: Book, collected: Collected, log: FindingLog) -> None:
    """Name the commented cells of each sheet, those of its entries apart from the others. Their text is never read."""
    if not any(sheet.comments for sheet in book.sheets):
        return
    own = (collected.activities, collected.notes, collected.new, collected.rejected)
    entries = {row.origin[1:] for rows in own for row in rows}
    for sheet in book.sheets:
        on_entries = {cell for cell in sheet.comments if (sheet.name, cell[0]) in entries}
        for cells in (on_entries, sheet.comments - on_entries):
            count = "1 comment" if len(cells) == 1 else f"{len(cells):,} comments"
            for row, column in sorted(cells):
                log.add(Flaw("cell-comment", (("count", count),)), sheet.name, (column, row))
