"""The commands of the command line: each reads paths, writes files and returns an exit code.

A command imports what only it needs, so that checking a workbook does not wait for the writers of others.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from .check.catalogue import Severity
from .check.checker import CheckedFile, CheckSession
from .check.crosswalk_check import crosswalk_from
from .check.entries import money
from .check.report import COLOR_CODE, to_json, to_text, totals_text
from .check.service import shipped_rules
from .common.errors import KitError
from .common.visible import visible
from .crosswalk.crosswalk import Crosswalk

if TYPE_CHECKING:
    from .firm.firm import Firm
    from .history.contents import FolderFile
    from .reassign.worklist import Sums

CLEAN, FINDINGS, CANNOT = 0, 1, 2
TO_BLANKS = str.maketrans("\n\r\t\v\f", "     ")


def build(options: argparse.Namespace) -> int:
    """Write every download of a firm."""
    from .common.folders import write_folder
    from .firm.calendars import plan_calendars
    from .firm.firm_file import load_firm
    from .firm.warnings import warnings_of_firm
    from .guide.loading import shipped_guide
    from .plan.words import load_plan_words
    from .workbooks.kit import EVERYTHING, build_kit
    from .workbooks.loading import load_workbooks

    stamp = _stamp()
    guide = shipped_guide()
    firm = load_firm(options.firm, guide)
    words = load_plan_words(guide.sources)
    calendars = plan_calendars(guide, words, firm, stamp)
    files = build_kit(guide, load_workbooks(), firm, stamp, calendars)
    made = {file.name: file.data for file in files}
    write_folder(options.out, made, mark=EVERYTHING, replace=True, tell=_tell)
    for file in files:
        _say(f"{len(file.data):>9,}  {options.out / file.name}")
    for warning in warnings_of_firm(firm, guide, words):
        _tell(f"plan: {warning.message} {warning.todo}")
    return CLEAN


def check(options: argparse.Namespace) -> int:
    """List what needs attention in people's files."""
    firm, crosswalk = _firm(options), _crosswalk(options)
    if options.report and len(options.files) != 1:
        raise KitError("--report marks one workbook. Give one file.")
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    checked = []
    inputs = _hand_ins(options.files)
    session = CheckSession(
        shipped_rules(),
        firm=firm,
        crosswalk=crosswalk,
        today=_today(options),
        text_dates=options.text_dates,
    )
    for name, data in inputs:
        session.open(name, data)
    for file in session.final():
        checked.append(file)
        _progress(len(checked), len(inputs), file.name)
        if options.format == "text":
            _say(to_text(file, color=color, share_safe=options.share_safe), color=color)
    if options.format == "json":
        _say(to_json(checked, share_safe=options.share_safe))
    if options.report and not checked[0].unreadable:
        from .check.marked_copy.marked_copy import marked_copy
        from .common.files import write_file
        from .excel.package import is_untouched

        name, data = inputs[0]
        to_share = session.sharing if options.share_safe else None
        copy = marked_copy(name, data, checked[0].findings, _stamp(), to_share=to_share)
        write_file(options.report, copy, ours=is_untouched)
        _tell(f"Marked copy: {options.report}")
    if options.corrected:
        _write_corrected(options, inputs, checked, session)
    if any(file.unreadable for file in checked):
        return CANNOT
    attention = any(f.count(s) for f in checked for s in (Severity.ERROR, Severity.WARNING))
    return FINDINGS if attention else CLEAN


def _write_corrected(
    options: argparse.Namespace,
    inputs: Sequence[tuple[str, bytes]],
    checked: Sequence[CheckedFile],
    session: CheckSession,
) -> None:
    """Write a corrected copy of each file that has something to correct, and say what was done to which cell."""
    from .check.corrected_copy.corrected_files import LIST, corrected_files
    from .common.folders import write_folder

    made = corrected_files(inputs, checked, session.rules)
    if made.files:
        write_folder(
            options.corrected,
            made.files,
            mark=LIST,
            replace=options.replace,
            tell=_tell,
            option="--corrected",
        )
    say = _say if options.format == "text" else _tell
    for line in made.lines(share_safe=options.share_safe):
        say(line)
    for reason in made.refused:
        _tell(reason)
    where = f"Corrected copies: {options.corrected}" if made.files else "No corrected copy is made."
    _tell(where)


def export(options: argparse.Namespace) -> int:
    """Write the import files, the rows left out and the receipt."""
    from .common.folders import write_folder
    from .export.copies import Choice, Take
    from .export.receipt_text import receipt_lines
    from .export.service import Wishes, export_of

    firm, crosswalk = _firm(options), _crosswalk(options)
    today = _today(options)
    wishes = Wishes(
        choices=[Choice(Take(options.repeats))] if options.repeats else (),
        after=[file for path in options.after for file in _earlier_import(path)],
        firm=firm,
    )
    session = CheckSession(
        shipped_rules(),
        firm=firm,
        crosswalk=crosswalk,
        today=today,
        date_order=options.dates,
        text_dates=options.text_dates,
    )
    for name, data in _hand_ins(options.files):
        session.open(name, data)
    outputs, _, receipt = export_of(list(session.final()), session, _stamp(), wishes)
    write_folder(options.out, outputs, mark="receipt.json", replace=options.replace, tell=_tell)
    if firm is None and not options.dates:
        _tell("Without --firm or --dates, dates are written as MM/DD/YYYY.")
    for line in receipt_lines(receipt):
        _say(line)
    _say(f"{options.out} holds activities.csv, rejected.csv and the receipt.")
    return CLEAN if receipt.complete else FINDINGS


def retry(options: argparse.Namespace) -> int:
    """Write only the rows that Clio refused."""
    from .common.files import write_file
    from .retry.service import refused_rows

    errors, (_, exported) = _read([options.errors, options.exported])
    beside = options.exported.parent / "receipt.json"
    receipt = beside.read_bytes() if beside.is_file() else None
    found, remark = refused_rows(errors, exported, receipt, _crosswalk(options))
    if remark:
        _tell(remark)
    if found.failed:
        write_file(options.out, found.data)
    for failed in found.failed:
        origin = f"  from {failed.origin}" if failed.origin else ""
        mended = f"  ({failed.mended})" if failed.mended else ""
        _say(f"{options.exported.name}:{failed.line}{origin}  {failed.error}{mended}")
    for row in found.unmatched:
        _tell(f"{row.place}: {row.error}  {row.why}")
    for note in found.notes:
        _tell(note)
    count = len(found.failed)
    where = options.out if count else "nothing is written"
    _say(f"{count} {'row' if count == 1 else 'rows'} to upload again: {where}")
    _say(totals_text(found.totals))
    return FINDINGS if found.unmatched else CLEAN


def reassign(options: argparse.Namespace) -> int:
    """Write the worklist that moves placeholder entries to their matters."""
    from .common.folders import write_folder
    from .reassign.service import worklist_of
    from .reassign.worklist import sums_of

    crosswalk = _crosswalk(options) or Crosswalk()
    (listing,) = _read([options.listing])
    worklist, files = worklist_of(listing, crosswalk, _stamp())
    write_folder(options.out, files, mark="rounds.csv", replace=options.replace, tell=_tell)
    for own in worklist.rounds:
        sums = sums_of(own.entries)
        _say(f"round {own.number}: {own.destination}, {_sums_text(sums)}")
    for name, sums in (
        ("listed", worklist.listed),
        ("in rounds", worklist.in_rounds),
        ("expenses, one by one", worklist.in_expenses),
        ("not matched", worklist.in_not_matched),
    ):
        _say(f"{name}: {_sums_text(sums)}")
    _say(f"It ties. {options.out} holds the worklist.")
    return FINDINGS if worklist.not_matched else CLEAN


def history_index(options: argparse.Namespace) -> int:
    """Write the index of a folder of saved reports, with what people typed into an earlier one."""
    from .common.files import write_file
    from .history.report import index_lines
    from .history.service import index_of

    files, whole = _folder_files(options)
    earlier = (options.index.name, options.index.read_bytes()) if options.index else None
    if not options.firm:
        _tell("Without --firm, Previous system and Keep until stay blank.")
    filled = index_of(files, earlier, _firm(options), _stamp())
    write_file(options.out, filled.data)
    for line in index_lines(filled):
        _say(line)
    _say(f"{options.out} is the index.")
    return CLEAN if whole and filled.is_clean else FINDINGS


def history_verify(options: argparse.Namespace) -> int:
    """Compare a folder of saved reports with its index."""
    from .history.report import verification_lines
    from .history.service import verification_of

    files, whole = _folder_files(options)
    index = (options.index.name, options.index.read_bytes())
    verified = verification_of(files, index, _firm(options))
    for line in verification_lines(verified):
        _say(line)
    return CLEAN if whole and verified.is_whole else FINDINGS


def _folder_files(options: argparse.Namespace) -> tuple[Iterator[FolderFile], bool]:
    """The files of a folder to read one by one, without the index itself; and whether nothing had to be left out.

    Raises KitError for what is no folder, or an empty one.
    """
    from .common.walking import walk
    from .history.contents import FolderFile
    from .reading.litter import is_litter

    if not options.folder.is_dir():
        raise KitError(f"{options.folder} is no folder. Give the folder with the saved reports.")
    paths: dict[str, Path] = {}
    whole = True
    for found in walk(options.folder):
        if found.left_out:
            whole = False
            _tell(f"{found.name} is left out: {found.left_out}.")
        elif is_litter(found.path.name):
            _tell(f"{found.name} is left out: a program left it there.")
        elif options.index and found.path.samefile(options.index):
            _tell(f"{found.name} is left out: it is the index.")
        else:
            paths[found.name] = found.path
    if not paths:
        raise KitError(f"{options.folder} has no files. Give the folder with the saved reports.")

    def files() -> Iterator[FolderFile]:
        for done, (name, path) in enumerate(paths.items(), start=1):
            yield FolderFile(name, partial(_opened, path))
            _progress(done, len(paths), name)

    return files(), whole


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _sums_text(sums: Sums) -> str:
    entries = "1 entry" if sums.entries == 1 else f"{sums.entries} entries"
    return f"{entries}, {money(sums.hours)} hours, {money(sums.amount)}"


def _read(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Files with the shortest names that tell them apart, in one line each."""
    return [
        (name.translate(TO_BLANKS), path.read_bytes())
        for name, path in zip(_names(paths), paths, strict=True)
    ]


def _hand_ins(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """The files given and those in the folders given, without what programs leave beside workbooks, which is named.

    Raises KitError for a folder without a workbook.
    """
    from .reading.litter import is_litter

    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(found for found in path.rglob("*") if found.is_file())
        if not inside:
            raise KitError(
                f"{path} is an empty folder. Give the workbooks, or the folder they are in."
            )
        files += inside
    for path in files:
        if is_litter(path.name):
            _tell(f"{path.name} is not read: a program left it there, and it has no entries.")
    return _read([path for path in files if not is_litter(path.name)])


def _earlier_import(path: Path) -> list[tuple[str, bytes]]:
    """The files of an earlier import, from its folder or zip.

    Raises KitError when there is none.
    """
    from .export.uploaded import PARTS

    if not path.is_dir():
        return [(path.name, path.read_bytes())]
    found = [path / name for name in PARTS if (path / name).is_file()]
    if not found:
        raise KitError(
            f"{path} holds no activities.csv. Give the folder or the zip of an earlier export."
        )
    return [(f"{path}/{file.name}", file.read_bytes()) for file in found]


def _names(paths: Sequence[Path]) -> Iterator[str]:
    """The ends of paths, each as long as it takes to tell it from the others: never the folders of the machine."""
    for path in paths:
        others = {other for other in paths if other.name == path.name and other != path}
        parts = [part for part in path.parts if part != path.anchor]
        ends = (PurePath(*parts[at:]) for at in range(len(parts) - 1, -1, -1))
        yield str(
            next((end for end in ends if not any(_ends_with(o, end) for o in others)), path.name)
        )


def _ends_with(path: PurePath, end: PurePath) -> bool:
    return path.parts[-len(end.parts) :] == end.parts


def _firm(options: argparse.Namespace) -> Firm | None:
    if not options.firm:
        return None
    from .firm.firm_file import load_firm
    from .guide.loading import shipped_guide

    return load_firm(options.firm, shipped_guide())


def _crosswalk(options: argparse.Namespace) -> Crosswalk | None:
    if not options.crosswalk:
        return None
    return crosswalk_from(_read(options.crosswalk))


def _today(options: argparse.Namespace) -> dt.date:
    return options.today or dt.date.today()


def _stamp() -> dt.datetime:
    from .common.stamp import stamp_of

    return stamp_of(os.environ.get("SOURCE_DATE_EPOCH", ""))


def _say(text: str, *, color: bool = False) -> None:
    """Print a result; of codes for the terminal only the colors of our own report reach it."""
    pieces = COLOR_CODE.split(text) if color else [text]
    print("".join(p if COLOR_CODE.fullmatch(p) else visible(p) for p in pieces))


def _tell(text: str) -> None:
    print(visible(text), file=sys.stderr)


def _progress(done: int, count: int, name: str) -> None:
    """Show on the terminal how far a long check is; show nothing when output goes to a file."""
    if count > 5 and sys.stderr.isatty():
        end = "\n" if done == count else ""
        line = f"\r\x1b[K{done} of {count}: {visible(name)}"
        print(line, end=end, file=sys.stderr, flush=True)
