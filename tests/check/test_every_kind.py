"""Every kind of finding is expected by name in some table of cases."""

from __future__ import annotations

import pytest

from template_builder.check.catalogue import load_findings
from tests.support.kit import ROOT

CASES = "".join(
    path.read_text(encoding="utf-8")
    for pattern in (
        "check/test_*.py",
        "workbooks/test_added_column.py",
        "crosswalk/test_*.py",
        "judging/test_*.py",
    )
    for path in sorted((ROOT / "tests").glob(pattern))
)


@pytest.mark.parametrize("kind", load_findings())
def test_a_kind_has_a_case(kind):
    assert f'"{kind}"' in CASES
