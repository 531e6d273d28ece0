"""The door for the browser: bytes in, JSON text and files out. Nothing here knows a browser; tests call it as it is.

A worker in the page holds one `Api` and calls it by name. Where the command line has an option, a method has an
argument, and the files are the same to the last byte.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from .check.checker import CheckedFile, CheckSession
from .check.crosswalk_check import crosswalk_from, matters_to_find
from .check.entries import totals_json
from .check.report import to_json, to_text
from .check.service import shipped_rules
from .common.errors import KitError
from .common.files import NamedBytes
from .common.stamp import stamp_of

if TYPE_CHECKING:
    from .firm.firm import Firm

Answer = tuple[str, dict[str, bytes]]
"""JSON text, and files by name."""


class Api:
    """What the page asks for, one question at a time. `epoch` is the SOURCE_DATE_EPOCH of the site's build."""

    def __init__(self, epoch: str = "") -> None:
        self._epoch = epoch
        self._rules = shipped_rules()
        self.begin()

    def ask(self, name: str, arguments: Mapping[str, Any]) -> Answer:
        """The answer of one method, or of the feature of that name: of `answer` in its `service`.

        A reader's mistake is an answer too: `{"refused": "..."}`.
        """
        given = {key: _plain(value) for key, value in arguments.items()}
        try:
            if hasattr(self, name):
                answer: Answer = getattr(self, name)(**given)
                return answer
            service = import_module(f".{name}.service", __package__)
            return _said(*service.answer(self._stamp(), **given))
        except KitError as error:
            return _said({"refused": str(error)})

    # Check, and build the import

    def begin(
        self,
        firm: NamedBytes | None = None,
        crosswalk: Sequence[NamedBytes] = (),
        today: str = "",
        date_order: str = "",
        text_dates: str = "",
    ) -> Answer:
        """Start a check of several files against a firm's file and a crosswalk, on a day such as 2027-01-31.

        `date_order` is MDY or DMY, for where there is no firm's file to say it; `text_dates` is the order decided for
        dates typed as text that can mean two days.
        """
        self._firm: Firm | None = _firm(*firm) if firm else None
        self._session = CheckSession(
            self._rules,
            firm=self._firm,
            crosswalk=crosswalk_from(crosswalk) if crosswalk else None,
            today=dt.date.fromisoformat(today) if today else None,
            date_order=date_order,
            text_dates=text_dates,
        )
        self._added: list[_Added] = []
        self._checked: list[CheckedFile] = []
        return _said({})

    def add(self, name: str, data: bytes, label: str = "") -> Answer:
        """Check one more file: its JSON as `check --format json` gives it for this file alone.

        Several files may have one name; `label` distinguishes this one from the others, such as "time.xlsx (2)".
        """
        added = _Added(name, data, label or name)
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

    def corrected_copy(self, number: int) -> Answer:
        """A copy of one file in which what can only mean one thing is corrected, with the cells left and why.

        There is no copy where nothing could be corrected. A CSV file has no sheet that lists the changes: they are said.
        """
        from .check.corrected_copy.corrected_copy import copy_name, corrected_copy
        from .check.corrected_copy.corrections import line_of

        name, data, label = self._added[number]
        copy = corrected_copy(label, data, self._checked[number], self._rules)
        stem, dot, ending = name.rpartition(".")
        own = copy_name(f"{stem}{label.removeprefix(name)}{dot}{ending}", copy.kind)
        left = [f"{each.place}: {each.left}" for each in copy.left]
        said: dict[str, object] = {"corrected": len(copy.made), "left": left}
        if copy.kind == "csv":
            said["changes"] = [line_of(each, share_safe=False) for each in copy.made]
        return _said(said, {own: copy.data} if copy.data else {})

    def hand_ins(self) -> Answer:
        """The files by person and days, and which two of them record the same, for somebody to say what to take."""
        from .export.hand_ins import hand_ins

        return _said(hand_ins(self._checked, self._session))

    def export(
        self,
        choices: Sequence[tuple[str, str, str]] = (),
        after: Sequence[NamedBytes] = (),
        both_right: Sequence[tuple[str, str]] = (),
    ) -> Answer:
        """The import of all files as one zip, with open points, totals, the roll call and the rows left out.

        A choice says of two files, by their labels, what to take: `first`, `second`, `once` or `both`. `after` are
        the zips or files of earlier imports that were uploaded. `both_right` are rows that are the same as another one,
        by file and place, and files that are, without a place.
        """
        from .excel.package import zipped
        from .export.both_right import BothRight
        from .export.copies import Choice, Take
        from .export.receipt_json import line_json, roll_json
        from .export.service import Wishes, export_of

        wishes = Wishes(
            [Choice(Take(take), first, second) for first, second, take in choices],
            after,
            self._firm,
            [BothRight(*each) for each in both_right],
        )
        made = export_of(self._checked, self._session, self._stamp(), wishes)
        receipt = made.receipt
        _require_all(len(self._added), len(receipt.inputs))
        lines = {"people": receipt.people, "matters": receipt.matters, "all": (receipt.total,)}
        left = [
            {"place": str(row.origin), "what": row.what, "why": " ".join(row.reasons)}
            for row in made.export.rejected
        ]
        data = {
            **{
                group: [{"name": line.name, **line_json(line)} for line in own]
                for group, own in lines.items()
            },
            "complete": receipt.complete,
            "verdict": receipt.verdict,
            "open_points": [point._asdict() for point in receipt.open_points],
            "decided": receipt.decided,
            "roll_call": list(map(roll_json, receipt.roll_call)),
            "uploaded_before": receipt.uploaded_before,
            "cents": totals_json(receipt.cents),
            "increments": totals_json(receipt.increments) if receipt.increments else None,
            "inputs": [name for name, *_ in receipt.inputs],
            "rejected": left,
            "not_exported": list(map(str, receipt.not_exported)),
            "files": list(made.files),
            "date_order": receipt.date_order,
        }
        return _said(data, {"import.zip": zipped(made.files, self._stamp())})

    # Find a Clio number

    def matter_numbers(self, crosswalk: Sequence[NamedBytes]) -> Answer:
        """The matters of a crosswalk for a page to search: old number, display number, client, description; and what
        is wrong with its other lines."""
        matters, problems = matters_to_find(crosswalk)
        return _said({"matters": matters, "problems": problems})

    # Make our workbooks

    def kit(self, firm: NamedBytes | None = None, form: Mapping[str, str] | None = None) -> Answer:
        """All workbooks of a firm, described by a firm.toml or by a form; of a form its firm.toml as well.

        Calendars of a plan are no part of it: the planner makes them.
        """
        from .firm.form import Form, past_in_form
        from .firm.missing import missing_in
        from .guide.loading import shipped_guide
        from .workbooks.kit import build_kit
        from .workbooks.loading import load_workbooks

        described, data = _described(firm, form)
        files = build_kit(shipped_guide(), load_workbooks(), described, self._stamp())
        described_files = [
            {"name": file.name, "title": file.title, "size": len(file.data), "sha256": file.sha256}
            for file in files
        ]
        made = {file.name: file.data for file in files}
        notes = [*missing_in(described), *(past_in_form(Form(**form)) if form else ())]
        said = {"files": described_files, "notes": notes}
        return _said(said, made if firm else {**made, "firm.toml": data})

    def folders(
        self,
        firm: NamedBytes | None = None,
        form: Mapping[str, str] | None = None,
        site: str = "",
    ) -> Answer:
        """The same workbooks as they are handed out, in one zip: a folder a person with a letter, one for billing.

        `site` is the address of the guide.
        """
        from .common.folders import SUMS, sums_text
        from .excel.package import zipped
        from .guide.loading import shipped_guide
        from .workbooks.handout import handout
        from .workbooks.loading import load_workbooks

        described, data = _described(firm, form)
        stamp = self._stamp()
        files = handout(shipped_guide(), load_workbooks(), described, data, stamp, {}, site)
        return _said({}, {"handout.zip": zipped({**files, SUMS: sums_text(files)}, stamp)})

    def _stamp(self) -> dt.datetime:
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


def _described(firm: NamedBytes | None, form: Mapping[str, str] | None) -> tuple[Firm, bytes]:
    """A firm and the bytes of its firm.toml, which is made of a form where there is none."""
    from .firm.form import Form, firm_toml, in_words_of_the_form

    if firm:
        return _firm(*firm), firm[1]
    text = firm_toml(Form(**form or {}))
    with in_words_of_the_form(text):
        return _firm("firm.toml", text.encode()), text.encode()


def _firm(name: str, data: bytes) -> Firm:
    from .firm.firm_file import parse_firm_file
    from .guide.loading import shipped_guide

    return parse_firm_file(data, name, shipped_guide())


def _plain(value: Any) -> Any:
    """An argument as Python has it: bytes for whatever holds bytes, tuples for lists, None for a `null` of JavaScript."""
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if type(value).__name__ == "JsNull":
        return None
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple)) else value
