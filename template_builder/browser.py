"""The door for the browser: bytes in, JSON text and files out. Nothing here knows a browser; tests call it as it is.

A worker in the page holds one `Api` and calls it by name. Where the command line has an option, a method has an
argument, and the files are the same to the last byte.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .check.checker import CheckedFile, CheckSession
from .check.entries import money, totals_json
from .check.report import to_json, to_text
from .check.service import shipped_rules
from .common.errors import KitError
from .common.files import NamedBytes
from .crosswalk.crosswalk import Crosswalk
from .crosswalk.service import crosswalk_from

if TYPE_CHECKING:
    from .firm.firm import Firm
    from .reassign.worklist import Sums

Given = tuple[str, bytes]
"""A file from the page: its name and its bytes, or something that holds bytes."""

Answer = tuple[str, dict[str, bytes]]
"""JSON text, and files by name."""


class Api:
    """What the page asks for, one question at a time. `epoch` is the SOURCE_DATE_EPOCH of the site's build."""

    def __init__(self, epoch: str = "") -> None:
        self._epoch = epoch
        self._rules = shipped_rules()
        self.begin()

    def ask(self, name: str, arguments: Mapping[str, Any]) -> Answer:
        """The answer of one method. A reader's mistake is an answer too: `{"refused": "..."}`."""
        try:
            answer: Answer = getattr(self, name)(**arguments)
        except KitError as error:
            return _said({"refused": str(error)})
        return answer

    # Check, and build the import

    def begin(
        self, firm: Given | None = None, crosswalk: Sequence[Given] = (), today: str = ""
    ) -> Answer:
        """Start a check of several files against a firm's file and a crosswalk, on a day such as 2027-01-31."""
        self._firm: Firm | None = _firm(*_file(firm)) if firm else None
        self._session = CheckSession(
            self._rules,
            firm=self._firm,
            crosswalk=crosswalk_from(_files(crosswalk)) if crosswalk else None,
            today=dt.date.fromisoformat(today) if today else None,
        )
        self._added: list[_Added] = []
        self._checked: list[CheckedFile] = []
        return _said({})

    def add(self, name: str, data: bytes, label: str = "") -> Answer:
        """Check one more file: its JSON as `check --format json` gives it for this file alone.

        Several files may have one name; `label` distinguishes this one from the others, such as "time.xlsx (2)".
        """
        added = _Added(name, bytes(data), label or name)
        self._added.append(added)
        self._session.open(added.name, added.data, added.label)
        return to_json([self._session.provisional()]), {}

    def finish(self) -> Answer:
        """The JSON of all files together, in the order in which they were added, as that of the command line.

        Raises KitError unless there are as many as were added.
        """
        checked = list(self._session.final())
        _require_all(len(self._added), len(checked))
        self._checked = checked
        return to_json(checked), {}

    def report(self) -> Answer:
        """All findings as a text without privileged words, fit to be sent to somebody else."""
        text = "\n".join(to_text(file, share_safe=True) for file in self._checked)
        return _said({}, {"findings.txt": text.encode()})

    def marked_copy(self, number: int, share_safe: bool = False) -> Answer:
        """A copy of one file with its findings marked in it; the first file added has number 0."""
        from .check.marked_copy.marked_copy import marked_copy

        name, data, label = self._added[number]
        findings = self._checked[number].findings
        to_share = self._session.sharing if share_safe else None
        copy = marked_copy(label, data, findings, self._stamp(), to_share=to_share)
        stem = (name.rpartition(".")[0] or name) + label.removeprefix(name)
        marked = "marked-to-share" if share_safe else "marked"
        return _said({}, {f"{stem}-{marked}.xlsx": copy})

    def export(self) -> Answer:
        """The import of all files as one zip, with the totals and the rows left out."""
        from .excel.package import zipped
        from .export.service import export_of

        made = export_of(self._checked, self._session.reference, self._stamp())
        receipt = made.receipt
        _require_all(len(self._added), len(receipt.inputs))
        lines = {"people": receipt.people, "matters": receipt.matters, "all": (receipt.total,)}
        sums = {
            group: [
                {
                    "name": line.name,
                    "in": totals_json(line.given),
                    "out": totals_json(line.exported),
                    "rejected": totals_json(line.rejected),
                }
                for line in group_lines
            ]
            for group, group_lines in lines.items()
        }
        left = [
            {"place": str(row.origin), "what": row.what, "why": " ".join(row.reasons)}
            for row in made.export.rejected
        ]
        order = self._firm.date_order if self._firm else "MDY"
        data = {
            **sums,
            "inputs": [name for name, *_ in receipt.inputs],
            "rejected": left,
            "not_exported": list(map(str, receipt.not_exported)),
            "files": list(made.files),
            "date_order": order,
        }
        return _said(data, {"import.zip": zipped(made.files, self._stamp())})

    # Retry and reassign

    def retry(self, errors: Given, exported: Given, receipt: Given | None = None) -> Answer:
        """The rows that Clio refused, as a file to upload again."""
        from .retry.service import refused_rows

        given = bytes(receipt[1]) if receipt else None
        refused = refused_rows(_file(errors), bytes(exported[1]), given)
        found = refused.retry
        data = {
            "failed": [
                {
                    "line": row.line,
                    "origin": str(row.origin) if row.origin else "",
                    "error": row.error,
                    "values": row.values,
                }
                for row in found.failed
            ],
            "unmatched": [
                {"place": str(row.place), "error": row.error, "why": row.why}
                for row in found.unmatched
            ],
            "passed": found.passed,
            "totals": totals_json(found.totals),
            "notes": [note for note in (refused.remark, *found.notes) if note],
        }
        return _said(data, {"again.csv": found.data} if found.failed else {})

    def reassign(self, listing: Given, crosswalk: Sequence[Given]) -> Answer:
        """The worklist for moving placeholder entries, as one zip."""
        from .excel.package import zipped
        from .reassign.service import worklist_of
        from .reassign.worklist import sums_of

        known = crosswalk_from(_files(crosswalk)) if crosswalk else Crosswalk()
        worklist, files = worklist_of(_file(listing), known, self._stamp())
        data = {
            "rounds": [
                {
                    "number": own.number,
                    "destination": own.destination,
                    "old_numbers": own.old_numbers,
                    **_sums(sums_of(own.entries)),
                }
                for own in worklist.rounds
            ],
            "expenses": [
                {"destination": moved.destination, **_sums(moved.entry.sums)}
                for moved in worklist.expenses
            ],
            "not_matched": [
                {"place": _row(left.entry.sheet, left.entry.row), "reason": left.reason}
                for left in worklist.not_matched
            ],
            "listed": _sums(worklist.listed),
            "in_rounds": _sums(worklist.in_rounds),
            "in_expenses": _sums(worklist.in_expenses),
            "in_not_matched": _sums(worklist.in_not_matched),
        }
        return _said(data, {"worklist.zip": zipped(files, self._stamp())})

    # Make our workbooks

    def list_text(self, file: Given, sheet: str) -> Answer:
        """The rows of a list that a reader has as a file, as lines for the form."""
        from .firm.form import list_text
        from .reading.reader import read_file

        return _said({"text": list_text(read_file(*_file(file)), sheet)})

    def kit(self, firm: Given | None = None, form: Mapping[str, str] | None = None) -> Answer:
        """All workbooks of a firm, described by a firm.toml or by a form; of a form its firm.toml as well.

        Calendars of a plan are no part of it: the planner makes them.
        """
        from .firm.form import Form, firm_toml, in_words_of_the_form
        from .guide.loading import load_guide
        from .workbooks.kit import build_kit
        from .workbooks.loading import load_workbooks

        if firm:
            name, data = _file(firm)
            described = _firm(name, data)
        else:
            name, data = "firm.toml", firm_toml(Form(**form or {})).encode()
            with in_words_of_the_form():
                described = _firm(name, data)
        files = build_kit(load_guide(), load_workbooks(), described, self._stamp())
        described_files = [
            {"name": file.name, "title": file.title, "size": len(file.data), "sha256": file.sha256}
            for file in files
        ]
        made = {file.name: file.data for file in files}
        return _said({"files": described_files}, made if firm else {**made, "firm.toml": data})

    def _stamp(self) -> dt.datetime:
        from .workbooks.kit import stamp_of

        return stamp_of(self._epoch)


class _Added(NamedTuple):
    """A file to check: its name, its bytes, and what tells it from others of that name."""

    name: str
    data: bytes
    label: str


def _require_all(given: int, taken: int) -> None:
    """Refuse a result that does not hold every file.

    Raises KitError with both numbers.
    """
    if taken != given:
        raise KitError(
            f"{given} files were given and {taken} were taken, so nothing is shown or written. Please report this."
        )


def _said(data: Mapping[str, object], files: dict[str, bytes] | None = None) -> Answer:
    return json.dumps(data, ensure_ascii=False), files or {}


def _firm(name: str, data: bytes) -> Firm:
    from .firm.firm_file import parse_firm_file
    from .guide.loading import load_guide

    return parse_firm_file(data, name, load_guide())


def _file(given: Given) -> NamedBytes:
    return given[0], bytes(given[1])


def _files(given: Iterable[Given]) -> list[NamedBytes]:
    return [_file(file) for file in given]


def _row(sheet: str, row: int) -> str:
    return f"{sheet}!{row}" if sheet else f"row {row}"


def _sums(sums: Sums) -> dict[str, object]:
    return {"entries": sums.entries, "hours": money(sums.hours), "amount": money(sums.amount)}
