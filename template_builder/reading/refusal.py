"""Why a file cannot be read, and what the reader can do about it."""

from __future__ import annotations

from typing import Literal

from ..common.errors import KitError

Kind = Literal["empty", "encrypted", "corrupt", "not-a-workbook", "too-large", "unsupported-format"]
"""The reasons: no content; a password; damage; another kind of file; beyond a limit; a workbook format that we
do not read."""

FIXES: dict[Kind, str] = {
    "empty": "Ask for the file again, or save it again in the program that made it.",
    "encrypted": "Open it in Excel, remove the password (File > Info), save it, and try again.",
    "corrupt": "Open it in your spreadsheet program. If it opens, save it under a new name as an Excel workbook "
    "(.xlsx) and use that file; if not, ask for the file again.",
    "not-a-workbook": "Use the workbook itself: a file saved as .xlsx, .xlsm, .xls, .ods or .csv.",
    "too-large": "Copy the rows you need into a new workbook, save it, and try again.",
    "unsupported-format": "Open it in Excel and save it as an Excel workbook (.xlsx).",
}
"""What to do about each kind, unless the refusal has a more exact fix."""


def locked() -> UnreadableFile:
    """The refusal of an encrypted workbook: Excel encrypts also those of which only sheets or the structure are protected."""
    message = "It is locked: with a password, or with Excel's own key because its sheets or structure are protected."
    fix = (
        "Open it in Excel. If Excel asks for a password, remove it under File > Info. If it asks for none, remove the "
        "protection under Review. Save it, and try again."
    )
    return UnreadableFile("encrypted", message, fix)


class UnreadableFile(KitError):
    """A file that cannot be read: its name, why (`kind`, `message`) and what to do (`fix`).

    The modules that parse a file do not know its name; `read_file` adds it.
    """

    def __init__(self, kind: Kind, message: str, fix: str = "", name: str = "") -> None:
        self.kind: Kind = kind
        self.message = message
        self.fix = fix or FIXES[kind]
        self.name = name
        super().__init__(kind, message)

    def __str__(self) -> str:
        told = f"{self.message} {self.fix}"
        return f"{self.name}: {told}" if self.name else told
