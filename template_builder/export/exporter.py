"""From checked files to an import that ties: what goes to Clio, what is left out, and the receipt of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..check.activities_csv import DATE_FORMATS, EXPENSE, HEADER
from ..check.checker import CheckedFile
from ..check.collecting import Rejected
from ..check.entries import Activity, NewRecord, Note
from ..check.reference import Reference
from ..common.csv_files import to_csv
from ..common.numbers import shown
from ..common.text import key_of
from ..firm.firm_file import file_id
from ..workbooks.import_files import NEW, NOTES
from .clio_text import exact_name, plain

NEW_HEADER = (*NEW, "file", "sheet", "row")
REJECTED_HEADER = (
    "file",
    "sheet",
    "row",
    "what",
    "why",
    "date",
    "matter",
    "category or contact",
    "description or subject",
    "hours, quantity or note",
    "rate, price or author",
    "timekeeper",
    "non_billable",
)

LONGEST_NAME = 100
"""Letters of a file name: systems take 255 bytes, and programs that unpack zips less of a whole path."""
RESERVED = re.compile(r"con|prn|aux|nul|clock|(com|lpt)[0-9]?")
"""Names that Windows keeps for devices, whatever the ending; ours have only small letters, digits and hyphens."""


@dataclass(frozen=True, kw_only=True)
class Export:
    """The entries of an import in the order of its rows, and the rows left out in the order of the files."""

    activities: tuple[Activity, ...]
    notes: tuple[Note, ...]
    new: tuple[NewRecord, ...]
    rejected: tuple[Rejected, ...]


def gather(files: Sequence[CheckedFile]) -> Export:
    """All files' entries, sorted so that the order of the files does not matter."""
    collected = [file.collected for file in files]
    return Export(
        activities=tuple(sorted((a for c in collected for a in c.activities), key=_activity_order)),
        notes=tuple(
            sorted((n for c in collected for n in c.notes), key=lambda n: (n.day, *n[2:], n.origin))
        ),
        new=tuple(
            sorted(
                (n for c in collected for n in c.new), key=lambda n: (str(n.day), *n[2:], n.origin)
            )
        ),
        rejected=tuple(sorted((r for c in collected for r in c.rejected), key=lambda r: r.origin)),
    )


def _activity_order(entry: Activity) -> tuple[object, ...]:
    return (
        key_of(entry.person),
        entry.day,
        key_of(entry.matter),
        entry.expense,
        entry.category,
        entry.description,
        entry.quantity,
        entry.price,
        entry.origin,
    )


def import_files(export: Export, reference: Reference) -> dict[str, bytes]:
    """The files to upload or to work through, by name; `reference` says what matters and people become in Clio."""
    row = _activity_row(reference)
    day = _day(reference)
    files = {"activities.csv": to_csv(HEADER, map(row, export.activities))}
    for name, entries in by_user(export, reference).items():
        files[f"activities-by-user/{name}.csv"] = to_csv(HEADER, map(row, entries))
    files["notes.csv"] = to_csv(
        NOTES,
        (
            (
                day(note),
                clio_matter(reference, note.matter),
                plain(note.contact),
                plain(note.subject),
                plain(note.text),
                clio_user(reference, note.author),
            )
            for note in export.notes
        ),
    )
    files["new-in-clio.csv"] = to_csv(
        NEW_HEADER,
        (
            (
                record.day.strftime(DATE_FORMATS[reference.date_order]) if record.day else "",
                *(plain(word) for word in record[2:]),
                record.origin.file,
                record.origin.sheet,
                str(record.origin.row),
            )
            for record in export.new
        ),
    )
    files["rejected.csv"] = to_csv(REJECTED_HEADER, map(_rejected_row, export.rejected))
    return files


def by_user(export: Export, reference: Reference) -> dict[str, list[Activity]]:
    """The activities of each Clio user, by a name fit for a file; in the order of the names."""
    users: dict[str, list[Activity]] = {}
    for entry in export.activities:
        users.setdefault(clio_user(reference, entry.person), []).append(entry)
    names: dict[str, list[Activity]] = {}
    for user in sorted(users):
        name = file_id(user)[:LONGEST_NAME].strip("-") or "user"
        if RESERVED.fullmatch(name):
            name = f"user-{name}"
        unique, number = name, 2
        while unique in names:
            unique, number = f"{name}-{number}", number + 1
        names[unique] = users[user]
    return names


def clio_user(reference: Reference, person: str) -> str:
    """The Clio user for a name as recorded; the name itself where the crosswalk has no people."""
    return exact_name(reference.users.get(key_of(person), person))


def clio_matter(reference: Reference, matter: str) -> str:
    """The display number for a matter as recorded."""
    return exact_name(reference.destinations.get(key_of(matter), matter))


def _day(reference: Reference) -> Callable[[Activity | Note], str]:
    form = DATE_FORMATS[reference.date_order]
    return lambda entry: entry.day.strftime(form)


def _activity_row(reference: Reference) -> Callable[[Activity], tuple[str, ...]]:
    """The nine columns of an entry."""
    day = _day(reference)

    def row(entry: Activity) -> tuple[str, ...]:
        return (
            clio_matter(reference, entry.matter),
            day(entry),
            exact_name(entry.category),
            plain(entry.description),
            shown(entry.price),
            shown(entry.quantity),
            EXPENSE if entry.expense else "",
            clio_user(reference, entry.person),
            "yes" if entry.non_billable else "",
        )

    return row


def _rejected_row(row: Rejected) -> tuple[str, ...]:
    file, sheet, number = row.origin
    values = (*row.values, *[""] * (8 - len(row.values)))
    why = " ".join(row.reasons)
    return (file, sheet, str(number), row.what, why, *values)
