"""From checked files to the files of an import that ties."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ..check.checker import CheckedFile, CheckSession
from ..common.collector import no_search_for_cycles
from ..common.errors import KitError
from ..common.files import NamedBytes
from ..firm.firm import DATE_ORDERS, Firm
from ..judging.dates import ORDERS
from .both_right import BothRight, said_right
from .copies import Choice, settle
from .earlier import earlier_of
from .exporter import Export, gather, import_files, without_uploaded
from .open_points import open_points
from .proof_sheet import write_proof_list
from .receipt import Receipt, receipt_of
from .receipt_json import receipt_json
from .receipt_sheet import write_receipt
from .roll_call import people_of, roll_call
from .unusable import refuse_unusable


class Exported(NamedTuple):
    """An import that ties: the files by name, and what they were made from."""

    files: dict[str, bytes]
    export: Export
    receipt: Receipt


class Wishes(NamedTuple):
    """What a reader asks of an export: what to take of files that record the same, which rows that are the same are both
    right, what was uploaded before."""

    choices: Sequence[Choice] = ()
    after: Sequence[NamedBytes] = ()
    firm: Firm | None = None
    both_right: Sequence[BothRight] = ()


NO_WISHES = Wishes()


@no_search_for_cycles()
def export_of(
    files: Sequence[CheckedFile],
    session: CheckSession,
    stamp: dt.datetime,
    wishes: Wishes = NO_WISHES,
) -> Exported:
    """The import files, the rejected rows and the receipt of the files of a check.

    Raises KitError naming each file of which nothing could be taken, files with rows in common of which nobody said
    what to take, an earlier import that is none, and when the export does not tie.
    """
    refuse_unusable(files)
    reference = session.reference
    earlier = earlier_of(wishes.after, reference.date_order, wishes.both_right)
    right = said_right(files, wishes.both_right, earlier.same)
    settled = settle(
        files, session.overlaps, wishes.choices, reference, {r.file for r in right if not r.place}
    )
    settled = settled._replace(doubts=(*settled.doubts, *earlier.doubts))
    people = {person for file in files for person in people_of(file)}
    export = gather(files, settled)
    if wishes.after:
        export = without_uploaded(export, reference, earlier, people)
    outputs = import_files(export, reference)
    outputs["proof-list.xlsx"] = write_proof_list(
        export.activities, reference, DATE_ORDERS[reference.date_order], stamp
    )
    entries = (*export.activities, *export.uploaded, *(entry for entry, _ in export.changed))
    roll = roll_call(files, entries, reference, wishes.firm)
    receipt = dataclasses.replace(
        receipt_of(files, export, reference, outputs),
        open_points=open_points(files, export, settled, roll, session.catalogue, right),
        decided=(
            *settled.decided,
            *right.values(),
            *_dates_decided(files, settled.files, reference.text_dates),
        ),
        roll_call=roll,
        uploaded_before=earlier.said,
        after=earlier.files,
    )
    if not receipt.ties:
        raise KitError(
            "The export does not tie, so nothing is written. Please report this with `check`."
        )
    outputs["receipt.json"] = receipt_json(receipt)
    outputs["receipt.xlsx"] = write_receipt(receipt, stamp)
    return Exported(outputs, export, receipt)


def _dates_decided(
    files: Sequence[CheckedFile], aside: Collection[int], order: str
) -> Iterator[str]:
    """How many dates are read in the order that somebody decided, in a sentence."""
    count = sum(
        len(finding.cells)
        for place, file in enumerate(files)
        for finding in file.findings
        if place not in aside and finding.kind == "date-read-as-decided"
    )
    if count:
        dates = "1 date typed as text is" if count == 1 else f"{count} dates typed as text are"
        yield f"{dates} read as {ORDERS[order]}."
