"""A mistake in the firm's file stops the build with a message and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.kit import ROOT, TEST_FIRM

pytestmark = pytest.mark.site


MISTAKES = (
    (
        'date_order = "DMY"',
        'date_order = "YMD"',
        "firm.date_order: expected one of MDY, DMY, found 'YMD'; did you mean 'MDY'?",
    ),
    ("rate = 320.00", 'rate = "$320"', "people[2].rate: expected a number without quotes"),
)


def test_the_build_says_all_that_is_wrong_in_the_firms_file(tmp_path: Path) -> None:
    """What there is to say, tests/firm asks."""
    text = TEST_FIRM
    for right, wrong, _ in MISTAKES:
        assert right in text
        text = text.replace(right, wrong)
    firm = tmp_path / "our-firm.toml"
    firm.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "FIRM": str(firm)},
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "our-firm.toml" in said
    assert [message for *_, message in MISTAKES if message not in said] == []
    assert "Traceback" not in said
    assert not (tmp_path / "site").exists()
