"""From checked files to an import that ties: what goes to Clio, what is left out, and the receipt of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from ..check.activities_csv import DATE_FORMATS, EXPENSE, HEADER
from ..check.checker import CheckedFile
from ..check.collecting import Rejected
from ..check.entries import Activity, NewRecord, Note
from ..check.reference import Reference
from ..common.csv_files import inert, to_csv
from ..common.numbers import shown
from ..common.text import key_of
from ..firm.ids import unused
from ..workbooks.import_files import NEW, NOTES
from .changed_rows import Change, compared, left_out_now
from .clio_text import exact_name, plain
from .copies import Settled
from .corrections import CORRECT_HEADER, Correction, correction_lines, corrections
from .earlier import Earlier
from .refused_again import going_out_again
from .upload_parts import upload_parts
from .uploaded import ImportRow, import_row, note_said

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

Row: TypeAlias = Activity | Note | NewRecord | Rejected


class SetAside(NamedTuple):
    """A row that does not go out because another file has it, and why."""

    row: Row
    why: str


@dataclass(frozen=True, kw_only=True)
class Export:
    """The entries of an import in the order of its rows, and the rows left out in the order of the files.

    `set_aside` are rows that other files have too, `uploaded` and `uploaded_notes` those that an earlier import had,
    `changed` those that read differently in it, `gone` its rows that no file has any more, `twice` those that were uploaded
    more often than they are recorded, `refused_again` counts the rows that go out again by the file of errors that says
    that Clio refused them, `not_given` those of people of whom no file was given this time, and `left_out_now`
    those that are recorded still, with an error.
    """

    activities: tuple[Activity, ...]
    notes: tuple[Note, ...]
    new: tuple[NewRecord, ...]
    rejected: tuple[Rejected, ...]
    set_aside: tuple[SetAside, ...] = ()
    uploaded: tuple[Activity, ...] = ()
    uploaded_notes: tuple[Note, ...] = ()
    changed: tuple[tuple[Activity, Change], ...] = ()
    gone: tuple[ImportRow, ...] = ()
    twice: tuple[ImportRow, ...] = ()
    not_given: tuple[ImportRow, ...] = ()
    left_out_now: tuple[ImportRow, ...] = ()
    refused_again: Mapping[str, int] = field(default_factory=dict)

    @property
    def to_correct(self) -> list[Correction]:
        """What to correct by hand in Clio."""
        return corrections(((was, now) for _, (was, now) in self.changed), self.gone, self.twice)


NOT_SETTLED = Settled({}, {}, (), ())


def gather(files: Sequence[CheckedFile], settled: Settled = NOT_SETTLED) -> Export:
    """All files' entries, sorted so that the order of the files does not matter."""
    aside: list[SetAside] = []
    activities: list[Activity] = []
    notes: list[Note] = []
    new: list[NewRecord] = []
    rejected: list[Rejected] = []
    for place, file in enumerate(files):
        own = file.collected
        if place in settled.files:
            rows: list[Row] = [*own.activities, *own.notes, *own.new, *own.rejected]
            aside += (SetAside(row, settled.files[place]) for row in rows)
            continue
        if settled.rows:
            rows = [*own.activities, *own.notes, *own.rejected]
            aside += (SetAside(r, settled.rows[r.origin]) for r in rows if r.origin in settled.rows)
        activities += (row for row in own.activities if row.origin not in settled.rows)
        notes += (row for row in own.notes if row.origin not in settled.rows)
        rejected += (row for row in own.rejected if row.origin not in settled.rows)
        new += own.new
    return Export(
        activities=tuple(sorted(activities, key=_activity_order)),
        notes=tuple(sorted(notes, key=lambda n: (n.day, *n[2:], n.origin))),
        new=tuple(sorted(new, key=lambda n: (str(n.day), *n[2:], n.origin))),
        rejected=tuple(sorted(rejected, key=lambda r: r.origin)),
        set_aside=tuple(sorted(aside, key=lambda each: each.row.origin)),
    )


def without_uploaded(
    export: Export, reference: Reference, earlier: Earlier, people: Iterable[str]
) -> Export:
    """Only what is new since earlier imports; the rest is kept apart. `people` are those of whom a file was given."""
    row = _activity_row(reference)
    order = reference.date_order
    rows = [
        import_row([inert(value) for value in row(entry)], order, entry.origin, str(entry.origin))
        for entry in export.activities
    ]
    found = compared(rows, earlier.rows)
    known_notes = Counter(earlier.notes)
    notes: dict[bool, list[Note]] = {True: [], False: []}
    for note in export.notes:
        said = note_said(_note_row(note, reference), order)
        known = known_notes[said] > 0
        known_notes[said] -= known
        notes[known].append(note)
    given = {key_of(clio_user(reference, person)) for person in people}
    there = [row for row in found.gone if row.user in given]
    left_out = left_out_now(there, export.rejected, lambda person: clio_user(reference, person))
    return replace(
        export,
        activities=tuple(export.activities[place] for place in found.new),
        uploaded=tuple(export.activities[place] for place in found.known),
        changed=tuple((export.activities[place], was) for place, was in found.changed.items()),
        gone=tuple(row for place, row in enumerate(there) if place not in left_out),
        twice=found.twice,
        not_given=tuple(row for row in found.gone if row.user not in given),
        left_out_now=tuple(there[place] for place in left_out),
        refused_again=going_out_again(
            earlier.refused, earlier.again, (rows[place] for place in found.new)
        ),
        notes=tuple(notes[False]),
        uploaded_notes=tuple(notes[True]),
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
    files = {"activities.csv": to_csv(HEADER, map(row, export.activities))}
    for name, entries in by_user(export, reference).items():
        files[f"activities-by-user/{name}.csv"] = to_csv(HEADER, map(row, entries))
    files |= upload_parts(list(map(row, export.activities)))
    files["notes.csv"] = to_csv(NOTES, (_note_row(note, reference) for note in export.notes))
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
    if found := export.to_correct:
        lines = correction_lines(found, reference.date_order)
        files["correct-in-clio.csv"] = to_csv(CORRECT_HEADER, lines)
    return files


def _note_row(note: Note, reference: Reference) -> tuple[str, ...]:
    """The columns of a note."""
    return (
        note.day.strftime(DATE_FORMATS[reference.date_order]),
        clio_matter(reference, note.matter),
        plain(note.contact),
        plain(note.subject),
        plain(note.text),
        clio_user(reference, note.author),
    )


def by_user(export: Export, reference: Reference) -> dict[str, list[Activity]]:
    """The activities of each Clio user, by a name fit for a file; in the order of the names."""
    users: dict[str, list[Activity]] = {}
    for entry in export.activities:
        users.setdefault(clio_user(reference, entry.person), []).append(entry)
    names: dict[str, list[Activity]] = {}
    for user in sorted(users):
        names[unused(user, "user", names)] = users[user]
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
