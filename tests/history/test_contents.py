"""What is in a file: hash, format, and what stands in the way of using it."""

from __future__ import annotations

import hashlib
import io
import zipfile

import openpyxl
import pytest

from template_builder.history.contents import PIECE, FolderFile, Look
from template_builder.history.service import look_at
from tests.support.folders import PDF, in_memory
from tests.support.hostile import SMALL


def read(name, data):
    look = Look(name)
    look.take(data)
    return look.found()


def workbook():
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def zip_of(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, PIECE, PIECE + 4096, 3 * PIECE + 17])
def test_the_hash_and_size_are_those_of_the_whole_file(size):
    data = bytes(at * 31 % 251 + 1 for at in range(min(size, 1000))) * (size // 1000 + 1)
    data = data[:size]
    (file,) = in_memory({"backup.bin": data})
    found = look_at(file)
    assert (found.size, found.sha256) == (size, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("name", "data", "kind", "remark"),
    [
        ("a.pdf", PDF, "PDF", ""),
        ("a.PDF", b"junk before\n" + PDF, "PDF", ""),
        ("a.bak", PDF, "PDF", "It is a PDF, but its name ends in .bak."),
        ("a", PDF, "PDF", "It is a PDF, but its name ends in nothing."),
        ("a.pdf", b"no report\n", "Other", "content is not that of a PDF"),
        ("a.pdf", b"<html><body>Log in</body></html>", "PDF", ""),
        ("a.csv", b"Client,Balance\nOrchard,1\n", "CSV", ""),
        ("a.txt", b"Client,Balance\nOrchard,1\n", "Other", ""),
        ("a.csv", b"\x89PNG\r\n", "Other", "content is not that of a CSV"),
        ("a.xlsx", workbook(), "Excel", ""),
        ("a.csv", workbook(), "Excel", "It is an Excel workbook, but its name ends in .csv."),
        ("a.xlsx", b"plain text", "Other", "content is not that of an Excel workbook"),
        ("a.xlsx", zip_of(notes="x"), "Other", "content is not that of an Excel workbook"),
        ("a.xlsx", workbook()[:-400], "Excel", "end of the file is missing"),
        ("a.zip", zip_of(notes="x"), "Other", ""),
        ("a.zip", zip_of(report=PDF), "Other", ""),
        ("a.pdf", b"", "PDF", "It is empty."),
        ("a.pdf", b"\0" * 9000, "PDF", "nothing but zeros"),
        ("a.csv", b" \n" * 5000, "CSV", "nothing but zeros or blanks"),
        ("a.bin", b"\0" * 9000 + b"x", "Other", ""),
    ],
)
def test_formats_go_by_content_and_remarks_say_what_is_wrong(name, data, kind, remark):
    found = read(name, data)
    assert found.format == kind
    assert remark in " ".join(found.remarks) if remark else found.remarks == ()


@pytest.mark.parametrize("size", [1, 63, 64, 65, 1000, 4095, 4096, 4097])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7" + b"x" * 5000 + b"/Encrypt 9 0 R" + b"y" * 100),
        ("a.csv", b"Client,Balance\n" + b"Orchard,2\n" * 500 + b"Total,1000\n"),
        ("a.xlsx", SMALL["encrypted xlsx"][0]()),
        ("a.bin", b"\0" * 5000),
        ("a.bin", b"\0" * 4999 + b"x"),
        ("a.pdf", b""),
    ],
    ids=["locked PDF", "table", "locked workbook", "zeros", "zeros and one letter", "empty"],
)
def test_pieces_of_any_size_make_the_same_file(name, data, size):
    look = Look(name)
    for at in range(0, len(data), size):
        look.take(data[at : at + size])
    assert look.found() == read(name, data)
    assert look.found().sha256 == hashlib.sha256(data).hexdigest()


LOCKED = b"trailer\n<< /Root 1 0 R /Encrypt 9 0 R >>\n%%EOF\n"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n" + LOCKED,
        b"%PDF-1.4\n" + b"x" * (PIECE + 4096 - 40) + LOCKED,
        b"%PDF-1.4\n" + b"x" * 3 * PIECE + b"<</Type/XRef/Encrypt<</Filter/Standard>>>>",
        *(b"%PDF-1.4\n" + b"x" * (PIECE - 9 - at) + b"/Encrypt 12 0 R" for at in range(20)),
    ],
)
def test_an_encrypted_pdf_is_named_wherever_its_trailer_is(data):
    (file,) = in_memory({"a.pdf": data})
    assert "It is encrypted" in " ".join(look_at(file).remarks)


@pytest.mark.parametrize(
    "text", [b"/EncryptMetadata true", b"(about /Encrypt and more)", b"/Encrypted 3 0 R"]
)
def test_other_words_of_a_pdf_are_no_encryption(text):
    assert read("a.pdf", b"%PDF-1.4\n" + b"x" * PIECE + text).remarks == ()


@pytest.mark.parametrize("name", [name for name, (_, kind) in SMALL.items() if kind == "encrypted"])
def test_a_workbook_that_is_encrypted_is_named(name):
    data = SMALL[name][0]()
    assert "will need its password" in " ".join(read("a.xlsx", data).remarks)


@pytest.mark.heavy
@pytest.mark.parametrize("name", SMALL)
def test_no_hostile_workbook_stops_the_reading(name):
    data = SMALL[name][0]()
    assert read("a.xlsx", data).sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_that_cannot_be_opened_is_named_and_has_no_hash():
    def refuse():
        raise PermissionError(13, "Permission denied")

    found = look_at(FolderFile("a.pdf", refuse))
    assert (found.sha256, found.remarks) == ("", ("It cannot be read: Permission denied.",))


def test_a_large_file_is_never_held_in_memory():
    class Endless(io.RawIOBase):
        """Half a gigabyte that begins like a workbook."""

        left = 500_000_000
        largest = 0

        def read(self, size=-1):
            assert size > 0
            self.largest = max(self.largest, size)
            piece = (b"PK\x03\x04" if self.left == 500_000_000 else b"") + b"\1" * size
            piece = piece[: min(size, self.left)]
            self.left -= len(piece)
            return piece

    import tracemalloc

    stream = Endless()
    tracemalloc.start()
    found = look_at(FolderFile("backup.zip", lambda: stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.size == 500_000_000
    assert peak < 120_000_000
