"""From a listing of the placeholder matter and a crosswalk to the files of the worklist."""

from __future__ import annotations

import datetime as dt

from ..common.errors import KitError
from ..common.files import NamedBytes
from ..crosswalk.crosswalk import Crosswalk
from ..reading.reader import read_file
from .reassign import reassign
from .worklist import Worklist
from .worklist_sheet import worklist_files


def worklist_of(
    listing: NamedBytes, crosswalk: Crosswalk, stamp: dt.datetime
) -> tuple[Worklist, dict[str, bytes]]:
    """The worklist that moves the entries of a placeholder matter, and its files by name.

    Raises KitError when the listing cannot be used, and when the worklist does not tie.
    """
    worklist = reassign(read_file(*listing), crosswalk)
    files = worklist_files(worklist, stamp)
    if not worklist.ties:
        raise KitError(
            "The worklist does not hold every entry of the listing, so nothing is written."
        )
    return worklist, files
