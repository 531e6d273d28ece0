"""Every kind of finding is expected by name in some table of cases."""

from __future__ import annotations

import pytest

from template_builder.check.catalogue import load_findings
from tests.support.kit import ROOT

CASES = "".join(
    path.read_text(encoding="utf-8")
    for folder in ("checking", "judging")
    for path in sorted((ROOT / "tests" / folder).glob("test_*.py"))
)


@pytest.mark.parametrize("kind", load_findings())
def test_a_kind_has_a_case(kind):
    assert f'"{kind}"' in CASES
