"""What a check found, for a person at a terminal and for programs."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from ..common.text import counted
from ..reading.refusal import UnreadableFile
from .catalogue import Severity
from .checker import CheckedFile
from .entries import Totals, money, totals_json
from .findings import Finding
from .sharing import WITHHELD

VERSION = 1
WIDTH = 79
INDENT = 6
LONGEST_PLACE = 40
COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}

COLOR_CODE = re.compile(r"(\x1b\[(?:0|1|3[136];1)m)")
"""What a colored report holds beside its text."""


def shareable(finding: Finding) -> Finding:
    """The finding without privileged text."""
    return finding._replace(**finding.shareable._asdict())


def to_json(files: Sequence[CheckedFile], *, share_safe: bool = False) -> str:
    """The agreed JSON: a version, the files with totals and findings, a summary."""
    import json

    return json.dumps(
        {
            "version": VERSION,
            "files": [_file_json(file, share_safe) for file in files],
            "summary": {
                "files": len(files),
                "unreadable": sum(bool(file.unreadable) for file in files),
                **{f"{s.value}s": sum(f.count(s) for f in files) for s in Severity},
                "totals": totals_json(_all(files)),
            },
        },
        ensure_ascii=False,
        indent=1,
    )


def _all(files: Sequence[CheckedFile]) -> Totals:
    totals = Totals()
    for file in files:
        totals = totals.plus(file.totals)
    return totals


def _file_json(file: CheckedFile, share_safe: bool) -> dict[str, object]:
    found: list[dict[str, str]] = []
    if file.unreadable:
        found.append(_unreadable(file.unreadable))
    for finding in file.findings:
        shown = shareable(finding) if share_safe else finding
        names = (
            "kind",
            "severity",
            "sheet",
            "cell",
            "value",
            "message",
            "fix",
            "clio",
            "suggestion",
        )
        found.append({name: str(getattr(shown, name)) for name in names})
    return {
        "name": file.name,
        "sha256": file.sha256,
        "template": file.template,
        "template_version": file.template_version,
        "totals": totals_json(file.totals),
        "correctable": len(file.mends),
        "findings": found,
    }


def _unreadable(refusal: UnreadableFile) -> dict[str, str]:
    blank = {"sheet": "", "cell": "", "value": "", "suggestion": ""}
    return {
        "kind": "file-unreadable",
        "severity": "error",
        **blank,
        "message": refusal.message,
        "fix": refusal.fix,
        "clio": "",
    }


def to_text(file: CheckedFile, *, color: bool = False, share_safe: bool = False) -> str:
    """One file for a terminal: its totals, then each finding with its cells, what to do and what Clio does."""
    return "\n".join(_lines(file, color, share_safe)) + "\n"


def _lines(file: CheckedFile, color: bool, share_safe: bool) -> Iterator[str]:
    yield _bold(file.name, color)
    if file.unreadable:
        yield f"  {_colored('cannot be read', Severity.ERROR, color)}  {file.unreadable.message} {file.unreadable.fix}"
        return
    yield f"  {totals_text(file.totals)}"
    for finding in file.findings:
        yield from _finding_lines(shareable(finding) if share_safe else finding, color)
    counts = {severity: file.count(severity) for severity in Severity}
    if not any(counts.values()):
        yield "  Nothing needs attention."
    else:
        yield "  " + ", ".join(counted(number, s.value) for s, number in counts.items() if number)


def _finding_lines(finding: Finding, color: bool) -> Iterator[str]:
    """First where, what is there and what to type; then what Clio does and what is not known, with the kind."""
    place, value = finding.place_within(LONGEST_PLACE), finding.value
    shown = value and finding.cells and value != WITHHELD and value not in finding.message
    typed = repr(value) if shown else ""
    severity = finding.severity.value
    first, *rest = _wrapped("  ".join(filter(None, (severity, place, typed, finding.headline))), 2)
    yield first.replace(severity, _colored(severity, finding.severity, color), 1)
    yield from rest
    yield from _wrapped(" ".join(filter(None, (finding.clio, f"[{finding.kind}]"))))
    if place != finding.place:
        yield from _wrapped(f"All cells: {finding.cell}")


def _wrapped(text: str, indent: int = INDENT) -> list[str]:
    """Text in lines that fit a terminal; a long word is left whole, to be copied."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def totals_text(totals: Totals) -> str:
    """Totals in one line, with how many values are in none of the sums."""
    return (
        f"{counted(totals.time_rows, 'row')} of time, {money(totals.hours)} hours, {money(totals.time_amount)}; "
        f"{counted(totals.expense_rows, 'expense')}, {money(totals.expense_amount)}; "
        f"{counted(totals.note_rows, 'note')}{_not_counted(totals)}"
    )


def _not_counted(totals: Totals) -> str:
    unread = (("hours", totals.hours_unread), ("amounts", totals.amounts_unread))
    parts = [f"the {what} of {counted(rows, 'row')}" for what, rows in unread if rows]
    return f"; {' and '.join(parts)} could not be counted" if parts else ""


def _bold(text: str, color: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if color else text


def _colored(text: str, severity: Severity, color: bool) -> str:
    return f"\x1b[{COLORS[severity]};1m{text}\x1b[0m" if color else text
