"""CSV files as programs and people leave them: quotation marks that do not fit, and encodings that nothing names."""

from __future__ import annotations

import csv
import io

import pytest

from template_builder.reading.csv_text import read_csv
from template_builder.reading.encodings import decoded
from template_builder.reading.refusal import UnreadableFile

HEADER = "Date,Matter,Category,Description,Hours,Rate,Timekeeper"


def table(*lines: str, header: str = HEADER, end: str = "\r\n") -> bytes:
    return "".join(f"{line}{end}" for line in (header, *lines)).encode()


def entry(description: str, day: int = 15) -> str:
    return f"2027-01-{day},0101,,{description},1.5,320,Billie Sample"


def refusal(data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        read_csv(data)
    assert refused.value.kind == "corrupt"
    return refused.value


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([entry("Draft"), entry('"Call re 5" pipe'), entry("Letter")], ["row 3 "]),
        ([entry('"Said "no" twice"')], ["row 2 "]),
        ([entry('"Call, letter'), entry("Draft"), entry('Board 6" wide')], ["row 2 ", "row 4"]),
        ([entry("Draft"), entry('"Call'), entry('"Letter, memo"')], ["row 3 ", "row 4"]),
        ([entry("Draft"), entry('"Call'), entry("Letter"), entry("Memo")], ["row 3 ", "row 5"]),
        ([entry("Draft"), entry('"Call')], ["row 3 ", "never closed"]),
        ([entry('"Two\r\nlines"'), entry('"Call" again')], ["row 3 "]),
        (["", entry('"Call'), entry("Letter"), entry('Six feet"')], ["row 3 ", "row 5"]),
    ],
    ids=["inch", "said", "closed in a text", "closed by the next", "never", "at the end", "after lines", "swallowed"],
)  # fmt: skip
def test_quotation_marks_that_do_not_fit_are_refused_with_their_rows(lines, named):
    error = refusal(table(*lines))
    assert [name for name in named if name not in f"{error.message} ".lower()] == []
    assert "text editor" in error.fix


SWALLOWED = {
    "the next row": (table(entry('"Call'), entry('Six feet"'), entry("Memo")), "row 2 takes", "row 3:"),
    "three rows": (
        table(entry("Draft"), entry('"Call'), entry("Letter"), entry("Memo"), entry('Wire"')),
        "row 3 takes",
        "row 6:",
    ),
    "semicolons": (
        table(*(line.replace(",", ";") for line in (entry('"Call'), entry('Six feet"'))), header=HEADER.replace(",", ";")),
        "row 2 takes",
        "row 3:",
    ),
    "tabs": (
        table(*(line.replace(",", "\t") for line in (entry('"Call'), entry('Six feet"'))), header=HEADER.replace(",", "\t")),
        "row 2 takes",
        "row 3:",
    ),
    "matters, which have no dates": (
        table('0101,Orchard Ltd,"Lease,00012-Orchard', '1001,Sample Bakery,Trade mark 5",00013-Bakery', "2002,Ferry,Sale,00014-Ferry",
              header="Old number,Client,Description,Clio display number"),
        "row 2 takes",
        "row 3:",
    ),
    "line feeds": (table(entry('"Call'), entry('Six feet"'), entry("Memo"), end="\n"), "row 2 takes", "row 3:"),
    "carriage returns": (table(entry('"Call'), entry('Six feet"'), entry("Memo"), end="\r"), "row 2 takes", "row 3:"),
}  # fmt: skip


@pytest.mark.parametrize("case", SWALLOWED)
def test_a_text_that_takes_in_other_rows_is_refused_with_both(case):
    data, first, last = SWALLOWED[case]
    message = refusal(data).message
    assert first in message
    assert last in message


@pytest.mark.parametrize(
    "text",
    [
        "Two\nlines",
        "Dear Sir,\n\nI refer to your letter of 15 January 2027, and to the lease.\n\nYours, B.",
        "15/01/2027, call\n16/01/2027, letter, memo, and filing",
        "Fictional Orchard Ltd\n12 Main Street, Springfield\nTel 555-0100, fax 555-0101",
        "1. Reviewed a, b, c, d, e, f, g\r\n2. Drafted h, i, j, k, l, m, n",
        'He said "no",\nshe said "yes"',
    ],
)
def test_texts_of_several_lines_are_read_as_they_are(text):
    buffer = io.StringIO()
    rows = [HEADER.split(","), ["2027-01-15", "0101", "", text, "1.5", "320", "Billie Sample"]]
    csv.writer(buffer).writerows(rows)
    assert read_csv(buffer.getvalue().encode()).rows == rows


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ('="00123"', "00123"),
        ('"=""00123"""', "00123"),
        ('="01/18/2027"', "01/18/2027"),
        ('=""', ""),
        ('"=""say """"no"""""""', 'say "no"'),
        ("=1+1", "=1+1"),
        ('="a"&"b"', '="a"&"b"'),
    ],
)
def test_values_that_excel_was_told_to_keep_as_text_lose_the_formula(typed, value):
    assert read_csv(table(f"x,{typed}", header="A,B")).rows[1] == ["x", value]


@pytest.mark.parametrize("line", ['"sep=;"', '"SEP=;";;', "sep=;"])
def test_a_line_that_names_the_separator_is_followed(line):
    found = read_csv(f"{line}\r\nNames, all; of, them\r\na,b,c;d\r\n".encode())
    assert found.separator == ";"
    assert found.rows[-1][:2] == ["a,b,c", "d"]


LETTERS = [
    "Fa\u00e7ade of the caf\u00e9 \u2013 \u201curgent\u201d, \u00a7 5",
    "Jos\u00e9 N\u00fa\u00f1ez; Zo\u00eb M\u00fcller; \u00c9ric B\u00e9langer",
    "D\u00e9p\u00f4t du m\u00e9moire \u00e0 Qu\u00e9bec, \u00e9t\u00e9 2027",
    "client\u2019s lease\u2026 \u2018as is\u2019",
    "L\u00f6wenstra\u00dfe 5, M\u00e4rz",
]


@pytest.mark.parametrize("text", LETTERS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "utf-16-le"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_letters_are_the_same_from_every_encoding(text, encoding, end):
    whole = f"Date,Note{end}2027-01-15,{text}{end}2027-01-18,plain{end}"
    assert decoded(whole.encode(encoding)) == whole


@pytest.mark.parametrize("older", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("first", LETTERS)
def test_lines_of_two_encodings_are_each_read_in_their_own(first, older):
    second = "R\u00e9sum\u00e9 for Jos\u00e9"
    data = f"{first}\r\n".encode() + f"{second}\r\n".encode(older)
    assert decoded(data) == f"{first}\r\n{second}\r\n"


def test_one_line_of_two_encodings_is_read_in_both():
    data = "Jos\u00e9 ".encode() + "called Zo\u00eb\n".encode("cp1252") + "caf\u00e9\n".encode()
    assert decoded(data) == "Jos\u00e9 called Zo\u00eb\ncaf\u00e9\n"


def test_a_forgotten_blank_turns_no_file_into_another_encoding():
    whole = "Note\r\nthe \u201clease\u201dand \u201cbail\u201d\r\n\u2018as is\u2019, client\u2019s \u2013 a \u2014 b\u2026\r\n"
    assert decoded(whole.encode("cp1252")) == whole


@pytest.mark.parametrize(
    "text",
    ["CAF\u00c9\u00bb", "Smith\u2013Jones \u2014 then", "De\u00c1ngelis v. Mc\u00c9wan", "\u20ac 5, \u00bd h, 20 \u00b0C, \u00a35, 3 m\u00b2, 5\u00bd", "lease\u2013purchase, 10\u201312, A\u2013B", "\u0160ime, \u017di\u017eek"],
)  # fmt: skip
def test_windows_text_with_unusual_letters_is_not_doubted(text):
    whole = f"Note\r\n{text}\r\nr\u00e9sum\u00e9\r\n"
    assert decoded(whole.encode("cp1252")) == whole


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        # Letters of MS-DOS programs that are others of Mac Roman.
        ("K\u00f6ln", "cp850"),
        ("Gr\u00f6\u00dfe", "cp437"),
        ("Stra\u00dfe", "cp850"),
        ("\u00c4pfel", "cp850"),
        ("o\u00f9", "cp437"),
        ("\u0418\u0432\u0430\u043d\u043e\u0432", "cp1251"),
        ("\u0141\u00f3d\u017a", "iso8859-2"),
        ("Dvo\u0159\u00e1k", "iso8859-2"),
        ("Se\u00f1or Mu\u00f1oz", "mac_roman"),
        ("ma\u00f1ana", "mac_roman"),
    ],
)
def test_letters_that_cannot_be_told_are_refused_with_their_row(text, encoding):
    error = refusal(b"Note\r\nplain\r\n" + text.encode(encoding))
    assert "row 3 " in error.message
    assert "UTF-8" in error.fix


@pytest.mark.parametrize(
    "text",
    [
        *("caf\u00e9", "se\u00f1or", "M\u00e4rz", "pr\u00e9vu", "M\u00fcller", "Garc\u00eda", "Hern\u00e1ndez"),
        "r\u00e9sum\u00e9 \u00e0 la mairie, ma\u00eetre No\u00ebl, C\u00f4te d'Azur, ao\u00fbt, \u00a365",
        "L\u00f6wenstra\u00dfe 5, K\u00f6ln; \u00dcbergabe im M\u00e4rz, \u00bd Stunde",
        "\u00a365 \u00bd",
        "P\u00e9rez, S\u00e1nchez & N\u00fa\u00f1ez; \u00bfqu\u00e9 acci\u00f3n? L\u00f3pez",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["cp850", "cp437"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_text_of_ms_dos_programs_is_read_where_it_is_certain(text, encoding, end):
    whole = f"Date,Note{end}2027-01-15,{text}{end}2027-01-18,plain{end}"
    assert decoded(whole.encode(encoding)) == whole


@pytest.mark.parametrize(
    "text",
    ["the \u201clease\u201d", "the lease \u2026 as is", "5\u00a0000 of\u00a0it", "J.\u00a0Smith, don\u2019t", "Stra\u00dfe", "la b\u00e1rbara", "M\u00e4rz", "\u00abbail\u00bb", "\u0152uvre, \u0153uf", "\u0160ibenik"],
)  # fmt: skip
def test_windows_text_is_not_taken_for_that_of_ms_dos_programs(text):
    whole = f"Note\r\n{text}\r\n"
    assert decoded(whole.encode("cp1252")) == whole


@pytest.mark.parametrize(
    "text", ["S\u00e3o Jo\u00e3o", "\u00a7 5, caf\u00e9", "\u00c0 la mairie, \u00e9t\u00e9"]
)
def test_letters_that_only_one_of_the_code_pages_has(text):
    whole = f"Note\r\n{text}\r\n"
    assert decoded(whole.encode("cp850")) == whole


def test_a_line_of_an_ms_dos_program_beside_one_in_utf_8():
    lines = ("caf\u00e9 M\u00fcller\r\n".encode(), "r\u00e9sum\u00e9\r\n".encode("cp850"))
    assert decoded(b"".join(lines)) == "caf\u00e9 M\u00fcller\r\nr\u00e9sum\u00e9\r\n"


def test_the_row_of_a_character_that_no_text_has_is_named():
    assert "Row 2 " in refusal(b"Note\r\nplain\x00text\r\n").message


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_the_end_that_old_programs_write_is_no_text(encoding):
    assert decoded("Date,Note\r\nr\u00e9sum\u00e9\r\n\x1a".encode(encoding)).endswith("\u00e9\r\n")


def test_bytes_that_are_no_text_are_no_letters_in_doubt():
    with pytest.raises(UnreadableFile) as refused:
        decoded(bytes(range(256)) * 9)
    assert refused.value.kind == "not-a-workbook"
