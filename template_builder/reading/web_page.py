"""Reads the table of a web page, which some programs save under the name of a workbook; nothing else of the page."""

from __future__ import annotations

import html
import re
from typing import cast

from .encodings import decoded
from .limits import MAX_TEXT_FILE, check_area
from .marks import address
from .reader import Book, SheetData, Value
from .refusal import UnreadableFile

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,2000})>", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"<!--|<(script|style|head|xml)\b[^<>]{0,2000}>", re.IGNORECASE)
_ENDS = {
    "": re.compile("-->"),
    **{
        name: re.compile(rf"</{name}\b[^<>]{{0,200}}>", re.IGNORECASE)
        for name in ("script", "style", "head", "xml")
    },
}
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPAN = re.compile(r"\bcolspan\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)


def read_web_page(name: str, data: bytes) -> Book | None:
    """The one table of a page as a book; None where it has no table, or one inside another.

    Several tables below each other are one: reports have their title in a table of its own. Raises UnreadableFile for
    a page that is too large.
    """
    if len(data) > MAX_TEXT_FILE or not data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(
        b"<"
    ):
        return None
    rows = _rows(_without_hidden_parts(decoded(data)))
    width = max(map(len, rows), default=0)
    if not width:
        return None
    try:
        check_area(len(rows), width, address(len(rows) - 1, width - 1))
    except UnreadableFile as refusal:
        raise UnreadableFile(refusal.kind, refusal.message, refusal.fix, name) from refusal
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    title = name.rpartition(".")[0] or name
    return Book(name, "csv", (SheetData(title, 1, cast("list[list[Value]]", cells)),))


def _without_hidden_parts(text: str) -> str:
    """A page without comments, scripts and styles; one that does not end takes the rest of the page."""
    kept = []
    at = 0
    while found := _NOT_SHOWN.search(text, at):
        kept.append(text[at : found.start()])
        end = _ENDS[found[1].lower() if found[1] else ""].search(text, found.end())
        if not end:
            return "".join(kept)
        at = end.end()
    return "".join([*kept, text[at:]])


def _rows(text: str) -> list[list[str]]:
    """The rows of the tables of a page; none where a table is inside another one."""
    rows: list[list[str]] = []
    depth = start = 0
    span = 0
    """How many columns the open cell takes; 0 where none is open."""

    def close(end: int) -> None:
        nonlocal span
        if span and rows:
            rows[-1] += [_shown(text[start:end]), *[""] * (span - 1)]
        span = 0

    for found in _TAG.finditer(text):
        closing, tag = bool(found[1]), found[2].lower()
        if tag == "table":
            close(found.start())
            depth += -1 if closing else 1
            if depth > 1:
                return []
        elif tag == "tr":
            close(found.start())
            if not closing:
                rows.append([])
        elif tag in ("td", "th"):
            close(found.start())
            if not closing:
                wide = _SPAN.search(found[3])
                span = max(1, int(wide[1])) if wide else 1
                start = found.end()
    close(len(text))
    return rows


def _shown(cell: str) -> str:
    """The text of a cell as one sees it."""
    broken = re.sub(r"<(?:br|/p|/div)\b[^<>]{0,2000}>", "\n", cell, flags=re.IGNORECASE)
    plain = html.unescape(_ANY_TAG.sub("", broken))
    return "\n".join(line for part in plain.split("\n") if (line := " ".join(part.split())))
