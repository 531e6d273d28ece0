"""The shipped workbooks as text that a person reviews; `make golden` writes it anew."""

from __future__ import annotations

import pytest

from tests.support.describe import GOLDEN, shipped
from tests.support.kit import example_kit


@pytest.mark.heavy
@pytest.mark.parametrize("name", sorted(file.stem for file in GOLDEN.glob("*.txt")))
def test_a_workbook_is_what_was_reviewed(name):
    reviewed = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert shipped()[name] == reviewed, (
        "if the change is meant, run `make golden` and read the difference"
    )


def test_nothing_is_reviewed_that_is_not_shipped():
    books = {file.name for file in example_kit() if file.name.endswith(".xlsx")}
    assert {f"{file.stem}.xlsx" for file in GOLDEN.glob("*.txt")} == books
