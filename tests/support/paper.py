"""The text on the sheets of a PDF that Chromium has written."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

from pypdf import PdfReader

SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj")
PAIR = re.compile(r"<(\w+)> <(\w+)>\n")
RANGE = re.compile(r"<(\w+)> <(\w+)> <(\w+)>")


def sheets(pdf: bytes) -> list[str]:
    """The text of each sheet, squeezed. Chromium writes each letter as a text of its own, with which pypdf takes its time."""
    known: dict[Any, dict[str, str]] = {}
    return [squeezed(_text(page, known)) for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Without blanks, ligatures and the marks of code, however lines were broken."""
    return "".join(unicodedata.normalize("NFKC", text).replace("`", "").split())


def _text(part: Any, known: dict[Any, dict[str, str]]) -> str:
    """What a sheet, or a drawing on it, shows."""
    resources = part["/Resources"]
    content = part.get_contents() if "/Contents" in part else part
    letters: dict[str, str] = {}
    shown = []
    for font, code in SHOWN.findall(content.get_data()):
        if font:
            reference = resources["/Font"].raw_get(f"/{font.decode()}")
            if reference not in known:
                known[reference] = _letters(reference.get_object())
            letters = known[reference]
        else:
            shown.append(_spelled(code.decode(), letters))
    for drawing in resources.get("/XObject", {}).values():
        if drawing.get_object()["/Subtype"] == "/Form":
            shown.append(_text(drawing.get_object(), known))
    return "".join(shown)


def _spelled(code: str, letters: dict[str, str]) -> str:
    width = len(next(iter(letters), "0000"))
    return "".join(letters[code[at : at + width].upper()] for at in range(0, len(code), width))


def _letters(font: Any) -> dict[str, str]:
    """What each code of a font stands for."""
    table = font["/ToUnicode"].get_data().decode("ascii")
    letters = {}
    for block in re.findall(r"beginbfchar\n(.*?)endbfchar", table, re.DOTALL):
        letters |= {code.upper(): _of_hex(text) for code, text in PAIR.findall(block)}
    for block in re.findall(r"beginbfrange\n(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in RANGE.findall(block):
            for number in range(int(last, 16) - int(first, 16) + 1):
                code = f"{int(first, 16) + number:0{len(first)}X}"
                letters[code] = chr(ord(_of_hex(text)) + number)
    return letters


def _of_hex(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be")
