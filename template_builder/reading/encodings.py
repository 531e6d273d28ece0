"""Decodes a text file, which does not say its encoding: UTF-8, UTF-16, windows-1252, Mac Roman, MS-DOS, or two of them."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Collection, Iterable

from ..common.plausible import SHORT_DASHED, doubts, is_out_of_place
from .dos_text import can_be_dos, can_be_mac, dos_text
from .refusal import UnreadableFile

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WINDOWS, _MAC = "cp1252", "mac_roman"
_END = "\x1a"
"""How MS-DOS programs end a text."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_LINE_ENDS = re.compile("\r\n|\r|\n")
_WESTERN = re.compile("[\x00-\x7f\u00a0-\u017f\u2010-\u2044\u20ac\u2122]*")
MOST_WORDS = 20_000
"""Different words with such letters that are looked at."""
_SAVE_AS_UTF_8 = "Open it in the program that made it, and save it as CSV UTF-8, or as an Excel workbook (.xlsx)."


def decoded(data: bytes) -> str:
    """The text of a file: with a byte-order mark as that says, else as UTF-8, else as older programs write.

    Raises UnreadableFile for bytes that no text contains, and for letters that cannot be told.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS[mark] if mark else _without_mark(data)
    data = data[len(mark) :]
    try:
        text = data.decode(encoding).rstrip(_END)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableFile("corrupt", "Its text is damaged or incomplete.") from error
        data = data.rstrip(_END.encode())
        _refuse_controls(data.decode("latin-1"))
        return _of_older_programs(data)
    _refuse_controls(text)
    return text


def utf_16(data: bytes) -> tuple[bytes, str]:
    """The byte-order mark of a file, and its encoding if that is UTF-16: in all others a separator is one byte."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS[mark] if mark else _without_mark(data)
    return mark, "" if encoding == "utf-8" else encoding


def _refuse_controls(text: str) -> None:
    """Raise UnreadableFile for characters that stand in no text, whatever its encoding."""
    if control := _CONTROLS.search(text):
        if len(_CONTROLS.findall(text[:4096])) > 40:
            raise UnreadableFile("not-a-workbook", "It is neither a workbook nor a text file.")
        row = len(_LINE_ENDS.findall(text, 0, control.start())) + 1
        raise UnreadableFile("corrupt", f"Row {row:,} has characters that no text file contains.")


def _without_mark(data: bytes) -> str:
    """UTF-16 when every other byte of the beginning is mostly zero, as in Western text; else UTF-8."""
    even, odd = data[0:2000:2], data[1:2000:2]
    if len(odd) >= 2 and odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if len(odd) >= 2 and even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return "utf-8"


def _of_older_programs(data: bytes) -> str:
    """The text of a file that is not all UTF-8: each line as UTF-8 if it is that, the others in one older encoding.

    Which one shows in the letters; where they fit both, Mac programs are told by the way they end lines.
    """
    lines = data.splitlines(keepends=True)
    older = b"".join(line for line in lines if not line.isascii() and _as_utf_8(line) is None)
    wrong = {encoding: _wrong_words(older, encoding) for encoding in (_WINDOWS, _MAC)}
    mac_lines = b"\r" in data and b"\n" not in data
    if not mac_lines and can_be_dos(older):
        return _of_dos(lines)
    windows, mac = (sum(words.values()) for words in wrong.values())
    if mac == windows and not mac_lines:
        _refuse_dashed(lines)
    encoding = _MAC if mac < windows or (mac == windows and mac_lines) else _WINDOWS
    return "".join(
        line.decode("ascii") if line.isascii() else _line(line, number, encoding, wrong[encoding])
        for number, line in enumerate(lines, start=1)
    )


def _of_dos(lines: Iterable[bytes]) -> str:
    """The text of lines in UTF-8 or in that of MS-DOS programs.

    Raises UnreadableFile where the letters can be those of Mac Roman as well.
    """
    older = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if not line.isascii() and _as_utf_8(line) is None
    ]
    if can_be_mac(b"".join(line for _, line in older)):
        number, line = older[0]
        word = next(word for word in line.split() if not word.isascii())
        raise _not_certain(number, dos_text(word))
    return "".join(_as_utf_8(line) or dos_text(line) for line in lines)


def _refuse_dashed(lines: Iterable[bytes]) -> None:
    """Raise UnreadableFile for a word that is se\u00f1or in one encoding and has a dash in the other, where nothing else tells."""
    for number, line in enumerate(lines, start=1):
        older = not line.isascii() and _as_utf_8(line) is None
        if older and (found := SHORT_DASHED.search(line.decode(_WINDOWS, "replace"))):
            raise _not_certain(number, found[0])


def _wrong_words(data: bytes, encoding: str) -> Counter[str]:
    """The words that speak against an encoding, each with how often they do."""
    words = Counter(word for word in data.decode(encoding, "replace").split() if not word.isascii())
    counted = ((word, times * doubts(word)) for word, times in words.most_common(MOST_WORDS))
    return Counter({word: times for word, times in counted if times})


def _as_utf_8(line: bytes) -> str | None:
    """The text of a line in UTF-8; None where it is in another encoding, or fits only by chance."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    many = sum(byte >= 0xC0 for byte in line) > 1
    return text if many or _WESTERN.fullmatch(text) else None


def _line(line: bytes, number: int, encoding: str, wrong: Collection[str]) -> str:
    """A line in the encoding, or as a mixture with UTF-8: somebody may have put it together from two programs.

    Raises UnreadableFile when it is neither.
    """
    text = _as_utf_8(line)
    if text is not None:
        return text
    text = line.decode(encoding, "replace")
    found = next((word for word in text.split() if word in wrong and is_out_of_place(word)), None)
    if found is None:
        return text
    mixed = line.decode("utf-8", f"else-{encoding}")
    if not is_out_of_place(mixed):
        return mixed
    raise _not_certain(number, found)


def _not_certain(row: int, word: str) -> UnreadableFile:
    message = f"The letters of row {row:,} are not certain: one word is {word!r}."
    return UnreadableFile("corrupt", message, _SAVE_AS_UTF_8)


def _else(encoding: str) -> None:
    """Register the error handler that takes what is no UTF-8 for bytes of an older encoding."""

    def handler(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - registered for decoding only
        return error.object[error.start : error.end].decode(encoding, "replace"), error.end

    codecs.register_error(f"else-{encoding}", handler)


_else(_WINDOWS)
_else(_MAC)
