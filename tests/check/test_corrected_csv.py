"""The corrected copy of a CSV file: every byte but those of the cells that are mended is the reader's."""

from __future__ import annotations

import pytest

from template_builder.check.corrected_copy.corrected_copy import (
    IMPORT_FILE,
    CorrectedCopy,
    copy_name,
    corrected_copy,
)
from template_builder.common.errors import KitError
from tests.support.checking import CROSSWALK, check, located, rules

HEADER = "Date,Matter,Activity category,Description,Hours,Rate,Timekeeper,Non-billable"
MARKS = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe"}


def copied(data: bytes, name: str = "time.csv") -> CorrectedCopy:
    (file,) = check((name, data), crosswalk=CROSSWALK)
    return corrected_copy(name, data, file, rules())


def lines(*rows: str, separator: str = ",", end: str = "\r\n") -> str:
    return end.join((HEADER.replace(",", separator), *rows, ""))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "utf-8-sig", "utf-16-le"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_only_the_cells_mended_change_whatever_the_encoding(encoding, end):
    rows = (
        '2027-01-18,0101,,"Caf\u00e9, r\u00e9sum\u00e9 for ""Jos\u00e9""",1:30,300 per hour,Billie Sample,Y',
        "",
        "2027-01-19,1001,,D\u00e9p\u00f4t,90 min,  300,Billie Sample,,,",
    )
    text = lines(*rows, end=end)
    mark = MARKS.get(encoding, b"") if encoding == "utf-16-le" else b""
    made = copied(mark + text.encode(encoding))
    meant = (
        text.replace("1:30", "1.5")
        .replace("300 per hour", "300")
        .replace(",Y", ",yes")
        .replace("90 min", "1.5")
    )
    assert made.data == mark + meant.encode(encoding)
    assert [each.address for each in made.made] == ["E2", "F2", "H2", "E4"]
    (file,) = check(("copy.csv", made.data), crosswalk=CROSSWALK)
    assert located(file) == []


@pytest.mark.parametrize(
    ("separator", "other", "meant"),
    [(";", "2,25", "1,5"), (";", "2.25", "1.5"), ("\t", "2,25", "1,5"), (",", '"2.25"', "1.5"), (";", "2", "1.5")],
)  # fmt: skip
def test_decimals_are_written_as_in_the_other_rows(separator, other, meant):
    row = "2027-01-18,0101,,Call,{},300,Billie Sample,".replace(",", separator)
    text = lines(row.format("90 min"), row.format(other), separator=separator)
    assert copied(text.encode()).data == text.replace("90 min", meant).encode()


def test_a_line_that_names_the_separator_stays():
    text = f"sep=;\r\n{lines('2027-01-18;0101;;Call;0:18;300;Billie Sample;', separator=';')}"
    assert copied(text.encode()).data == text.replace("0:18", "0.3").encode()


def test_a_value_of_several_lines_moves_no_other():
    text = lines('2027-01-18,0101,,"one\r\ntwo",1,300,Billie Sample,', "2027-01-19,0101 ,,x,0:30,300,Billie Sample,")  # fmt: skip
    made = copied(text.encode())
    assert made.data == text.replace("0:30", "0.5").replace("0101 ,", "0101,").encode()


def test_nothing_certain_makes_no_copy():
    text = lines("2027-01-18,0101,,Call,all day,300,Billie Sample,")
    assert copied(text.encode()) == CorrectedCopy(b"", (), "csv")


def test_an_import_file_is_built_again_instead():
    data = (
        b"matter,date,activity_description,note,price,quantity,type,activity_user,non_billable\r\n"
        b"00012-Fictional Orchard,01/18/2027,,Call,$300,1.5,,Billie Sample,\r\n"
    )
    with pytest.raises(KitError) as refused:
        copied(data, "activities.csv")
    assert str(refused.value) == f"activities.csv: {IMPORT_FILE}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("time.csv", "time-corrected.csv"), ("Time.TSV", "Time-corrected.tsv"), ("time", "time-corrected.csv"), ("time.xls", "time-corrected.csv")],
)  # fmt: skip
def test_a_copy_keeps_its_ending_unless_it_is_that_of_a_workbook(name, expected):
    assert copy_name(name, "csv") == expected
