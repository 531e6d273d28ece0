"""The shipped guide and workbooks, a real-looking firm, and kits made from them; each made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from template_builder.firm.firm import Firm
from template_builder.firm.firm_file import load_firm, parse_firm
from template_builder.guide.loading import shipped_guide
from template_builder.guide.model import Guide
from template_builder.workbooks.kit import Download, build_kit
from template_builder.workbooks.loading import load_workbooks
from template_builder.workbooks.model import Workbook
from tests.support.once import shared

ROOT = Path(__file__).parent.parent.parent

TEST_FIRM = """
[firm]
name = "Imaginary Law"
region = "US"
date_order = "DMY"
rounding_minutes = 6
previous_system = "PCLaw"
send_workbooks_to = "Alex Example"

[plan]
export_day = 2027-01-14
export_time = 13:00:00
cut_off_time = 12:00:00
days_off = [2027-01-18]

[categories]
time = ["Drafting", "Research"]
expense = ["Copies"]

[[people]]
name = "Alex Example"
roles = ["coordinator"]

[[people]]
name = "Billie Sample"
rate = 320.00

[[matters]]
old_number = "0101"
client = "Fictional Orchard Ltd"
display_number = "00012-Fictional Orchard"

[[matters]]
old_number = "1001"
client = "Pat Placeholder"
"""
"""A firm that is not marked as fictional, so that its data enters every file."""


def guide() -> Guide:
    return shipped_guide()


@cache
def workbooks() -> dict[str, Workbook]:
    return load_workbooks()


@cache
def real_firm() -> Firm:
    return parse_firm(TEST_FIRM, "firm.toml", guide())


@cache
def example_firm() -> Firm:
    return load_firm(ROOT / "firm.toml", guide())


@shared
def example_kit() -> tuple[Download, ...]:
    return build_kit(guide(), workbooks(), example_firm())


@shared
def real_downloads() -> tuple[Download, ...]:
    return build_kit(guide(), workbooks(), real_firm())


@cache
def real_kit() -> dict[str, bytes]:
    return {file.name: file.data for file in real_downloads()}
