"""The files of an import and their columns: where the value of a workbook's column can go."""

from __future__ import annotations

from collections.abc import Mapping

ACTIVITIES = (
    "matter",
    "date",
    "activity_description",
    "note",
    "price",
    "quantity",
    "type",
    "activity_user",
    "non_billable",
)
"""`activities.csv`, in the order of Clio's template. `type` comes from the sheet, not from a column."""

NOTES = ("date", "matter", "contact", "subject", "note", "author")
"""`notes.csv`, which people work through by hand: Clio has no import of notes."""

NEW = ("date", "kind", "name", "clio_number", "entered_by", "remarks")
"""`new-in-clio.csv`, which the review uses to find duplicates. The origin of each row follows these columns."""

NOWHERE = "nowhere"
"""Said of a column that is not exported."""

NO_RECORD = "none"
"""Said of a sheet whose rows are not exported."""

_ACTIVITY = tuple(name for name in ACTIVITIES if name != "type")

COLUMNS_OF_RECORD: Mapping[str, tuple[str, ...]] = {
    "time": _ACTIVITY,
    "expense": _ACTIVITY,
    "note": NOTES,
    "new": NEW,
    NO_RECORD: (),
}
"""What a row of a sheet can record, and the columns that the columns of such a sheet fill."""
