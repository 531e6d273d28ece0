"""Every kind of finding is expected by name in some table of cases."""

from __future__ import annotations

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


def test_every_kind_has_a_case():
    assert [kind for kind in load_findings() if f'"{kind}"' not in CASES] == []
