"""Files that would hang, crash or deceive a reader that trusts them; each is made when it is asked for.

`CASES` maps a name to the file and to what must become of it: a kind of refusal, or `read`.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

from template_builder.reading.old_excel.ole import packed_stream
from tests.support.apart import MEGABYTE

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"

ENTITIES = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12))
BILLION_LAUGHS = f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>'
CELL = '<c r="A1"><v>1</v></c>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sheet_xml(cells: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'


def xlsx(sheet: str | bytes, shared: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet, `Time`, with the XML given."""
    links = [f'<Relationship Id="s1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>']
    if shared:
        links.append(
            f'<Relationship Id="t" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="w" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="Time" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if shared:
        parts["xl/sharedStrings.xml"] = shared
    return zipped(parts | (more or {}))


def xlsx_cells(cells: str) -> bytes:
    return xlsx(sheet_xml(cells))


def shared_xlsx(strings: str, claims: str = "", cells: str = "") -> bytes:
    cells = cells or '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return xlsx(sheet_xml(cells), f'<sst xmlns="{_MAIN}"{claims}>{strings}</sst>')


def ods(rows: str, manifest: str = "", prolog: str = "") -> bytes:
    """A spreadsheet of one sheet, `Time`, with the rows given."""
    names = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
            f"{manifest}</manifest:manifest>",
            "content.xml": f"{prolog}<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Time">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_content(body: str) -> bytes:
    """A spreadsheet with anything in place of its sheets."""
    whole = zipfile.ZipFile(io.BytesIO(ods("")))
    parts: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    text = whole.read("content.xml").decode()
    start, _, end = text.partition("<office:spreadsheet>")
    parts["content.xml"] = start + body + end.partition("</office:spreadsheet>")[2]
    return zipped(parts)


def ods_row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def ods_cell(times: int = 1, text: str = "") -> str:
    """A cell with a text, or with the number 5."""
    kind = 'office:value-type="string"' if text else 'office:value-type="float" office:value="5"'
    value = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell {kind} table:number-columns-repeated="{times}">{value}</table:table-cell>'


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(cells: Iterable[bytes] = (), before: bytes = b"", extent: bytes = b"") -> bytes:
    """An old workbook of one sheet, `Time`, with the records given."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    end = record(0x0A, b"")
    size = len(begin) + len(before) + 4 + 12 + len(end)
    listed = record(0x85, struct.pack("<IBBBB4s", size, 0, 0, 4, 0, b"Time"))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    if extent:
        sheet += record(0x200, extent)
    return packed_stream("Workbook", begin + before + listed + end + sheet + b"".join(cells) + end)


def xls_number(row: int, column: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, 1.5))


def xls_shared(row: int, column: int, index: int = 0) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, 0, index))


def xls_strings(claimed: int, text: str) -> bytes:
    return record(0xFC, struct.pack("<IIHB", claimed, claimed, len(text), 0) + text.encode())


def bomb(claimed: int | None = None) -> bytes:
    """A workbook whose sheet unpacks to 4 GB of blanks; it says so, unless told to claim something else."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 1_048_576) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * 4_000 + packer.flush()
    whole = bytearray(xlsx(b"@" * 40))
    place = whole.index(b"xl/worksheets/sheet1.xml") - 30
    central = whole.rindex(b"xl/worksheets/sheet1.xml") - 46
    old = struct.unpack_from("<I", whole, place + 18)[0]
    size = 4_000 * 1_048_576 if claimed is None else claimed
    struct.pack_into("<II", whole, central + 20, len(packed), size)
    start = place + 30 + len("xl/worksheets/sheet1.xml")
    whole[start : start + old] = packed
    directory = whole.rindex(b"PK\x05\x06") + 16
    moved = struct.unpack_from("<I", whole, directory)[0] + len(packed) - old
    struct.pack_into("<I", whole, directory, moved)
    return bytes(whole)


def locked_zip() -> bytes:
    """A workbook whose parts are flagged as packed with a password."""
    data = bytearray(xlsx_cells(CELL))
    for place in range(len(data)):
        if data[place : place + 4] == b"PK\x01\x02":
            data[place + 8] |= 1
    return bytes(data)


def circular_container() -> bytes:
    """An old workbook whose table of sectors leads back to where it came from."""
    data = bytearray(xls([xls_number(row, 0) for row in range(2_000)]))
    table = len(data) - 4096
    struct.pack_into("<I", data, table + 4, 0)
    return bytes(data)


def spread(sheets: int) -> bytes:
    """A workbook of many sheets, each of them small in itself but large as a grid."""
    cells = sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="150000"><c r="P150000"><v>1</v></c></row>'
    )
    names = range(1, sheets + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="s{n}"/>' for n in names)
    links = "".join(
        f'<Relationship Id="s{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in names
    )
    more: dict[str, str | bytes] = {f"xl/worksheets/sheet{n}.xml": cells for n in names}
    more["xl/workbook.xml"] = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>'
    )
    more["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
    )
    return xlsx(cells, more=more)


def many_cells(count: int, inside: str) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}"{inside}</c></row>' for row in range(1, count + 1))


def blank_rows(count: int) -> str:
    return "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(1, count + 1))


FAR = '<row r="1048576"><c r="XFD1048576"{}</row>'
TIME_CSV = "Date,Matter\r\n2027-01-14,0101\r\n"

Case = tuple[Callable[[], bytes], str]

SMALL: dict[str, Case] = {
    # Nothing in it.
    "no bytes": (lambda: b"", "empty"),
    "blanks only": (lambda: b" \r\n\t\r\n", "empty"),
    "byte-order mark only": (lambda: b"\xef\xbb\xbf", "empty"),
    # Passwords.
    "encrypted xlsx": (lambda: packed_stream("EncryptedPackage", b"x" * 9000), "encrypted"),
    "encrypted xls": (lambda: xls(before=record(0x2F, bytes(6))), "encrypted"),
    "encrypted ods": (lambda: ods("", "<manifest:encryption-data/>"), "encrypted"),
    "zip with a password": (locked_zip, "encrypted"),
    # Damage.
    "half an xlsx": (lambda: xlsx_cells(CELL)[:700], "corrupt"),
    "an ods without a sheet": (lambda: ods_content("<office:spreadsheet/>"), "corrupt"),
    "an ods of other content": (lambda: ods_content("<office:text>a letter</office:text>"), "corrupt"),
    "an ods with rows of no sheet": (lambda: ods_content(f"<office:spreadsheet>{ods_row(ods_cell())}</office:spreadsheet>"), "corrupt"),
    "an ods that breaks off in a sheet": (lambda: ods_content(f'<office:spreadsheet><table:table table:name="Time">{ods_row(ods_cell())}</office:spreadsheet>'), "corrupt"),
    "an ods that breaks off in a row": (lambda: ods_content('<office:spreadsheet><table:table table:name="Time"><table:table-row><table:table-cell/>'), "corrupt"),
    "an ods that breaks off in a tag": (lambda: ods_content('<office:spreadsheet><table:table table:name="Time"><table:table-row><table:tab'), "corrupt"),
    "half an ods": (lambda: ods(ods_row(ods_cell()))[:400], "corrupt"),
    "half an xls": (lambda: xls([xls_number(row, 0) for row in range(9_000)])[:60_000], "corrupt"),
    "header of an xls": (lambda: xls()[:100], "corrupt"),
    "sectors in a circle": (circular_container, "corrupt"),
    "xml that ends early": (lambda: xlsx(sheet_xml("")[:-20]), "corrupt"),
    "missing sheet": (lambda: xlsx(sheet_xml("")).replace(b"sheet1.xml", b"sheet9.xml"), "corrupt"),
    "shared text that is not there": (lambda: shared_xlsx(""), "corrupt"),
    # Bombs.
    "entities in the sheet": (lambda: xlsx(BILLION_LAUGHS + sheet_xml("<row><c><is><t>&e11;</t></is></c></row>")), "corrupt"),
    "entities behind a comment": (lambda: xlsx(f"<!-- <a> -->{BILLION_LAUGHS}" + sheet_xml("")), "corrupt"),
    "entities in UTF-16": (lambda: xlsx((BILLION_LAUGHS + sheet_xml("")).encode("utf-16")), "corrupt"),
    "entities in the shared texts": (lambda: xlsx(sheet_xml(""), BILLION_LAUGHS + "<sst><si><t>&e11;</t></si></sst>"), "corrupt"),
    "entities in an ods": (lambda: ods("&e11;", prolog=BILLION_LAUGHS), "corrupt"),
    "deeply nested": (lambda: xlsx(sheet_xml("<a>" * 3_000_000)), "read"),
    "deeply nested with prefixes": (lambda: xlsx("<x:sheetData>" + "<x:c>" * 3_000_000), "corrupt"),
    # Size.
    "a value in the last cell": (lambda: xlsx_cells(CELL + FAR.format("><v>1</v></c>")), "too-large"),
    "a format in the last cell": (lambda: xlsx_cells(f'<row r="1">{CELL}</row>' + FAR.format(' s="1"/>')), "read"),
    "a value beyond the last cell": (lambda: xlsx_cells(f'{CELL}<row r="1"><c r="ZZZZZ9"><v>1</v></c></row>'), "corrupt"),
    "a far value with a prefix": (lambda: xlsx('<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'), "too-large"),
    "a far value in other quotes": (lambda: xlsx_cells("<row><c r='XFD1048576'><v>1</v></c></row>"), "too-large"),
    "an extent that is not so": (lambda: xlsx(sheet_xml(CELL, '<dimension ref="A1:XFD1048576"/>')), "read"),
    "far value in an xls": (lambda: xls([xls_number(0, 0), xls_number(65_535, 255)]), "too-large"),
    "an extent that is not so in an xls": (lambda: xls([xls_number(0, 0)], extent=struct.pack("<IIHHH", 0, 2**31, 0, 2**15, 0)), "read"),
    "a row that stands for a million": (lambda: ods(ods_row(ods_cell(), 1_048_576)), "too-large"),
    "a cell that stands for thousands": (lambda: ods(ods_row(ods_cell(16_384))), "too-large"),
    "a value after a million rows": (lambda: ods(ods_row(ods_cell()) + ods_row("", 1_000_000) + ods_row(ods_cell())), "too-large"),
    "fifty sheets with a far value": (lambda: spread(50), "too-large"),
    "a thousand sheets": (lambda: spread(1_000), "too-large"),
    # Texts.
    "many shared texts": (lambda: shared_xlsx("<si/>" * 10_000_000), "too-large"),
    "more shared texts claimed": (lambda: shared_xlsx("<si><t>x</t></si>", ' uniqueCount="4000000000"'), "too-large"),
    "one text of 60 MB in a cell": (lambda: xlsx_cells(f'<row><c r="A1"><is><t>{"x" * 60 * MEGABYTE}</t></is></c></row>'), "read"),
    "one text with emoji in a cell": (lambda: xlsx_cells(f'<row><c r="A1"><is><t>{"x" * 45 * MEGABYTE}\U0001f600</t></is></c></row>'), "too-large"),
    "one text of 60 MB in an ods": (lambda: ods(ods_row(ods_cell(text="x" * 60 * MEGABYTE))), "read"),
    "more texts claimed in an xls": (lambda: xls([xls_shared(0, 0)], before=xls_strings(2**31, "x")), "too-large"),
    "a long text in many cells of an ods": (lambda: ods(ods_row(ods_cell(900, "x" * 32_000), 1_000)), "too-large"),
    # Other files.
    "PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not-a-workbook"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "not-a-workbook"),
    "Word document": (lambda: zipped({"word/document.xml": "<w/>"}), "not-a-workbook"),
    "old Word document": (lambda: packed_stream("WordDocument", b"x" * 5000), "not-a-workbook"),
    "text document in OpenDocument": (lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "not-a-workbook"),
    "zip of workbooks": (lambda: zipped({"a.xlsx": xlsx_cells(CELL)}), "not-a-workbook"),
    "empty zip": (lambda: zipped({}), "not-a-workbook"),
    "XML": (lambda: b"<?xml version='1.0'?><a/>", "not-a-workbook"),
    "random bytes": (lambda: bytes(range(256)) * 100, "not-a-workbook"),
    "web page": (lambda: b"\n<html><table><tr><td>0101</td></tr></table></html>", "unsupported-format"),
    "workbook as XML": (lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "unsupported-format"),
    "flat OpenDocument": (lambda: b'<?xml version="1.0"?><office:document xmlns:office="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:spreadsheet/>', "unsupported-format"),
    "xlsb": (lambda: zipped({"xl/workbook.bin": b"x"}), "unsupported-format"),
    "Numbers": (lambda: zipped({"Index/Document.iwa": b"x"}), "unsupported-format"),
    "Excel 2": (lambda: b"\x09\x00\x04\x00\x02\x00\x10\x00", "unsupported-format"),
    # Text.
    "csv with a zero byte": (lambda: TIME_CSV.encode() + b"2027-01-15,\x000101\r\n" + b"a,b\r\n" * 99, "corrupt"),
    "quotation mark never closed": (lambda: TIME_CSV.encode() + b'2027-01-15,"0101\r\nmore,rows\r\n', "corrupt"),
    "csv under the name of a workbook": (lambda: TIME_CSV.encode(), "read"),
    # Macros are never run and no reason to refuse.
    "macros": (lambda: xlsx(sheet_xml(CELL), more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "read"),
}  # fmt: skip

LARGE: dict[str, Case] = {
    "zip bomb": (bomb, "too-large"),
    "zip bomb that claims to be small": (lambda: bomb(claimed=1000), "corrupt"),
    "many parts": (lambda: zipped({f"p{n}": "" for n in range(20_000)}), "too-large"),
    "51 MB": (lambda: b"a,b\r\n" * 10_200_000, "too-large"),
    "csv of 26 MB": (lambda: b"a,b\r\n" * 5_200_000, "too-large"),
    "a million rows of csv": (lambda: b"a,b\r\n" * 1_000_000, "too-large"),
    "a million blank rows of csv": (lambda: TIME_CSV.encode() + b",\r\n" * 1_000_000, "read"),
    "a million empty rows": (lambda: xlsx_cells(blank_rows(1_000_000)), "read"),
    "a million formatted cells": (lambda: xlsx_cells(many_cells(1_000_000, ' s="1">')), "read"),
    "a million filled cells": (lambda: xlsx_cells(many_cells(1_000_000, "><v>1</v>")), "too-large"),
    "a million empty rows in an ods": (lambda: ods('<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' * 1_000_000), "too-large"),
    "a field of 24 MB": (lambda: b'a,"' + b"x" * 24_000_000 + b'"', "corrupt"),
    "one shared text of 150 MB": (lambda: shared_xlsx(f"<si><t>{'x' * 150 * MEGABYTE}</t></si>"), "too-large"),
    "a long text in many cells": (lambda: shared_xlsx(f"<si><t>{'x' * 32_000}</t></si>", cells=many_cells(150_000, ' t="s"><v>0</v>')), "too-large"),
    "one text of 190 MB in a cell": (lambda: xlsx_cells(f'<row><c r="A1"><is><t>{"x" * 190 * MEGABYTE}</t></is></c></row>'), "too-large"),
    "a long text in many cells of an xls": (lambda: xls([xls_shared(row, column) for row in range(9_000) for column in range(9)], before=xls_strings(1, "x" * 8_000)), "too-large"),
}  # fmt: skip
"""Files of more than 300 kB."""

CASES = SMALL | LARGE
