"""Small sample files, as the fictional firm would have them, and the commands of the documentation run on them.

`python -m tests.support.samples` (part of `make golden`) writes the output of the commands into the pages.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from template_builder.__main__ import main
from template_builder.common.csv_files import to_csv
from tests.support.checking import DAY, small_example_kit
from tests.support.fill import fill, row
from tests.support.kit import ROOT, example_kit

PAGES = (ROOT / "docs" / "reference" / "command-line.md",)
BLOCK = re.compile(r"```console\n\$ (transition-kit .+)\n((?:.*\n)*?)```\n")

BILLIE = {
    **row("Time", 2, DAY, "2024-0101", "Drafting", "Draft second amendment to lease", 1.5),
    **row("Time", 3, DAY, "2024-0117", "Telephone", "Call with client about trustee", "0:18"),
    **row("Time", 4, DAY, "2025-0033: Trade mark", None, "File review", 0.5),
    **row("Expenses", 2, DAY, "2024-0101", "Filing fee", "Registration of amendment", 65, 1),
}
CORRECTED = {**BILLIE, "Time!F3": 0.3, "Time!B4": "2025-0033"}
CROSSWALK = {
    **row("Matters", 2, "2024-0101", "Fictional Orchard Ltd", "Lease", "00012-Fictional Orchard"),
    **row("Matters", 3, "2024-0117", "Pat Placeholder", "Estate plan", "00013-Placeholder"),
    **row("Matters", 4, "2025-0033", "Sample Bakery Inc", "Trade mark", "00014-Sample Bakery"),
    **row("People", 2, "Billie Sample", "Billie Sample", 320),
}
LISTING = (
    ("Date", "User", "Description", "Hours", "Rate", "Amount"),
    ("01/15/2027", "Billie Sample", "[2024-0101] Draft second amendment", "1.5", "320", "480"),
    ("01/18/2027", "Billie Sample", "[2024-0117] Call about trustee", "0.3", "320", "96"),
    ("01/18/2027", "Billie Sample", "[2024-0101] Review comments", "0.4", "320", "128"),
    ("01/19/2027", "Billie Sample", "Call with the registry", "0.2", "320", "64"),
)


def write_samples(folder: Path) -> None:
    """The files the commands of the pages name."""
    files = {file.name: file.data for file in example_kit()}
    workbook = small_example_kit()["time-tracking-billie-sample.xlsx"]
    (folder / "billie.xlsx").write_bytes(fill(workbook, BILLIE))
    (folder / "billie-corrected.xlsx").write_bytes(fill(workbook, CORRECTED))
    (folder / "crosswalk.xlsx").write_bytes(fill(files["matter-crosswalk.xlsx"], CROSSWALK))
    (folder / "firm.toml").write_bytes((ROOT / "firm.toml").read_bytes())
    (folder / "placeholder.csv").write_bytes(to_csv(LISTING[0], LISTING[1:]))


def write_errors(folder: Path) -> None:
    """What Clio would hand back for the second row of the export: the error left of the row."""
    lines = (folder / "import" / "activities.csv").read_text(encoding="utf-8").splitlines()
    header, refused = lines[0], lines[2]
    text = f"errors,{header}\r\nMatter not found,{refused}\r\n"
    (folder / "errors.csv").write_text(text, encoding="utf-8", newline="")


def run(command: str) -> str:
    """What a command of a page prints in the current folder; the day is always the same."""
    arguments = shlex.split(command)[1:]
    if arguments[0] in ("check", "export"):
        arguments += ["--today", "2027-02-01"]
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        main(arguments)
    return "".join(f"{line.rstrip()}\n" for line in output.getvalue().rstrip().splitlines())


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """With a folder as the current one."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def with_outputs(text: str, folder: Path) -> str:
    """A page with the output of each of its commands as it is now; the commands run in the order of the page."""

    def block(found: re.Match[str]) -> str:
        if " retry " in found[1]:
            write_errors(folder)
        return f"```console\n$ {found[1]}\n{run(found[1])}```\n"

    with inside(folder):
        return BLOCK.sub(block, text)


if __name__ == "__main__":
    import tempfile

    for page in PAGES:
        with tempfile.TemporaryDirectory() as name:
            write_samples(Path(name))
            text = page.read_text(encoding="utf-8")
            page.write_text(with_outputs(text, Path(name)), encoding="utf-8")
