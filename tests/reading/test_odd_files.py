"""Files that are no ordinary workbooks: zips of other programs, locked workbooks, what programs leave behind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from template_builder.check.corrected_copy.corrected_copy import corrected_copy
from template_builder.reading import litter
from template_builder.reading.old_excel.ole import packed_stream
from template_builder.reading.reader import UnreadableFile, read_file
from tests.check.test_checker import GOOD, changed, time
from tests.support.checking import check, located, rules, small_kit
from tests.support.fill import fill
from tests.support.hostile import ods, ods_cell, ods_row, record, xls

BILLIE = "time-tracking-billie-sample.xlsx"


def repacked(
    data: bytes,
    rename: Callable[[str], str],
    edit: Callable[[bytes], bytes] = lambda content: content,
) -> bytes:
    """A zip with its parts renamed, and its lists of parts edited."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith(".rels"):
                content = edit(content)
            new.writestr(rename(info.filename), content)
    return buffer.getvalue()


def backslashed(name: str) -> str:
    return name.replace("/", "\\")


def targets_backslashed(content: bytes) -> bytes:
    head, *targets = content.split(b'Target="')
    return b'Target="'.join(
        (head, *(t.replace(b"/", b"\\", t.split(b'"')[0].count(b"/")) for t in targets))
    )


@pytest.mark.parametrize(
    "pack",
    [
        lambda data: repacked(data, backslashed),
        lambda data: repacked(data, lambda name: backslashed(name).upper()),
        lambda data: repacked(data, lambda name: f"/{name}"),
        lambda data: repacked(data, lambda name: f"\\{backslashed(name).title()}"),
        lambda data: repacked(data, backslashed, targets_backslashed),
    ],
    ids=["backslashes", "in capitals", "slash first", "backslash first", "in the links too"],
)
def test_a_workbook_is_read_however_its_zip_writes_folders(pack):
    good = fill(small_kit()[BILLIE], time(*GOOD))
    (plain,), (packed,) = check((BILLIE, good)), check((BILLIE, pack(good)))
    assert located(packed) == located(plain) == []
    assert packed.totals == plain.totals
    assert packed.saved == plain.saved is not None


def test_a_workbook_with_backslashes_is_corrected_too():
    data = repacked(fill(small_kit()[BILLIE], time(*changed(4, "1:30"))), backslashed)
    (file,) = check((BILLIE, data))
    copy = corrected_copy(BILLIE, data, file, rules())
    assert openpyxl.load_workbook(io.BytesIO(copy.data))["Time"]["F2"].value == 1.5


def test_an_ods_with_backslashes_is_read():
    data = repacked(ods(ods_row(ods_cell(text="0101"))), backslashed)
    assert read_file("time.ods", data).sheets[0].rows == [["0101"]]


@pytest.mark.parametrize(
    "data",
    [
        packed_stream("EncryptedPackage", b"x" * 9000),
        xls(before=record(0x2F, bytes(6))),
        xls(before=record(0x2F, bytes(54))),
    ],
    ids=["xlsx", "xls with a simple lock", "xls with a strong lock"],
)
def test_a_locked_workbook_is_told_from_a_protected_one_by_what_excel_asks(data):
    with pytest.raises(UnreadableFile) as refusal:
        read_file("time", data)
    assert refusal.value.kind == "encrypted"
    assert "sheets or structure are protected" in refusal.value.message
    assert "File > Info" in refusal.value.fix
    assert "Review" in refusal.value.fix


def test_a_link_to_a_google_file_is_told_from_the_file():
    link = b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1", "email": "al@example.com"}'
    with pytest.raises(UnreadableFile) as refusal:
        read_file("time.gsheet", link)
    assert refusal.value.message == "It is a link to a Google file, not the file."
    assert "Download" in refusal.value.fix


def owner_file(name: str) -> bytes:
    """What Excel keeps beside an open workbook: the name twice, each with its length before it."""
    narrow = bytes((len(name),)) + name.encode("cp1252", "replace").ljust(54)
    return narrow + bytes((len(name), 0)) + name.encode("utf-16-le").ljust(108, b" ")


LEFT = {
    "~$": owner_file("Alex Example"),
    "~$ ": owner_file("J"),
    "~$\u017b": owner_file("Za\u017c\u00f3\u0142\u0107"),
    "._": b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \x00\x02" + bytes(80),
    "._ ": b"\x00\x05\x16\x00\x00\x02\x00\x00" + bytes(4000),
    ".DS_Store": b"\x00\x00\x00\x01Bud1" + bytes(6000),
    ".~lock.": b",alex,office-pc,15.01.2027 09:30,file:///home/alex/.config/libreoffice/4;",
    ".~lock. ": b"Alex Example,alex,office-pc,15.01.2027 09:30,file:///home/alex/lo;\n".replace(
        b"Alex Example", b""
    ),
}  # fmt: skip


@pytest.mark.parametrize("mark", LEFT)
def test_what_a_program_left_there_is_named_by_its_content(mark):
    with pytest.raises(UnreadableFile) as refusal:
        read_file("time-alex.xlsx", LEFT[mark])
    assert refusal.value.kind == "not-a-workbook"
    assert mark.strip("\u017b ") in refusal.value.message
    assert "Leave it out" in refusal.value.fix


@pytest.mark.parametrize(
    "data",
    [b"x" * 165, b"Date,Matter\n" * 10, bytes((60,)) * 165, b",a,b,15.01.2027 09:30,Call;\n,c,d,e,f;\n"],
)  # fmt: skip
def test_other_files_of_such_a_size_are_no_litter(data):
    assert litter.left_by_a_program(data) == ""
