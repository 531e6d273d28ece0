"""A mistake in a workbook's spec stops the build and is named with its place."""

from __future__ import annotations

import shutil

import pytest

from template_builder.common.errors import SpecProblems
from template_builder.common.specs_folder import SPECS
from template_builder.workbooks.loading import load_workbooks


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "date"', 'kind = "day"', "expected one of text, date, number, choice, list"),
        ('list = "matters"', 'list = "cases"', "expected one of matters"),
        ('prompt = "', 'prompt = "' + "x" * 260, "at most 255 fit"),
        ("{cut_off}", "{cutoff}", "{cutoff} is not filled in here; did you mean 'cut_off'?"),
        ('one_of = ["matter"', 'one_of = ["mater"', "'mater' is not a column of this sheet"),
        ("hours = 1.5", "huors = 1.5", "is not a column of this sheet; did you mean 'hours'?"),
        ('id = "matter"', 'id = "date"', "'date' is already used by sheets[1].columns[1]"),
        ("private = true\n", "", "columns[3].private: is missing; expected true or false"),
        ("private = true\n", 'private = "yes"\n', "private: expected true or false, found 'yes'"),
        ('goes_to = "note"\n', "", "columns[5].goes_to: is missing; expected one of matter, date"),
        ('goes_to = "note"', 'goes_to = "nowhere"', "none of them goes to 'note'"),
        ('goes_to = "note"', 'goes_to = "price"', "'price' is filled by sheets[1].columns[5]"),
        ('goes_to = "note"', 'goes_to = "notes"', "found 'notes'; did you mean 'note'?"),
        ('record = "none"', 'record = "none"\ngoes_to = "x"', "goes_to: is not a known key"),
        ('record = "time"\n', "", "sheets[1].record: is missing; expected one of time"),
        ('kind = "date"', 'kind = "date"\ndecimals = 1', "decimals: is not a known key"),
        ("most = 24", "most = true", "most: expected a number without quotes"),
        ("width = 12", "width = 3", "width: expected at least 4, found 3"),
        ('of = "matter"', 'of = "mater"', "columns[3].of: 'mater' is not known there"),
        ('on = "Matters"', 'on = "Matter"', "'Matter' is not known there; did you mean 'Matters'?"),
        (
            '"old-number", "display',
            '"old", "display',
            "sheets[1].columns[3].by: 'old' is not known",
        ),
        (
            'kind = "number"\nabove = 0',
            'kind = "formula"\nformula = "{hous}"',
            "columns[6].formula: 'hous' is not known there; did you mean 'hours'?",
        ),
        (
            'kind = "number"\nabove = 0',
            'kind = "formula"\nformula = "SUM({Nots!date},{Notes!dat},{Notes!check})"',
            "columns[6].formula: 'Nots' is not known there; did you mean 'Notes'?\n"
            "  sheets[1].columns[6].formula: 'dat' is not known there; did you mean 'date'?\n",
        ),
        (
            "check = true\n",
            'check = true\nchecks = [{ when = "{hours}>{hous}", say = "Too long." }]\n',
            "sheets[1].checks[1].when: 'hous' is not known there; did you mean 'hours'?",
        ),
        ('shows = ["client", ', 'shows = ["klient", ', "shows: 'klient' is not known there"),
    ],
)
def test_a_mistake_in_a_workbook_spec_is_named(tmp_path, old, new, message):
    folder = shutil.copytree(SPECS / "workbooks", tmp_path / "specs")
    file = folder / "time-tracking.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SpecProblems) as error:
        load_workbooks(folder)
    assert message in str(error.value)
