"""What a build is made from: the guide, the workbooks, the firm, and the downloads made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from template_builder.check.catalogue import Kind, load_findings
from template_builder.common.stamp import stamp_of
from template_builder.firm.calendars import plan_calendars
from template_builder.firm.firm import Firm, Matter
from template_builder.firm.firm_file import load_firm
from template_builder.firm.warnings import warnings_of_firm
from template_builder.guide.loading import load_guide
from template_builder.guide.model import Guide
from template_builder.plan.terms import own_terms
from template_builder.plan.warnings import PlanWarning
from template_builder.plan.words import PlanWords, load_plan_words
from template_builder.workbooks.kit import Download, build_kit
from template_builder.workbooks.loading import load_workbooks
from template_builder.workbooks.model import Workbook

from .kept import Kept


@dataclass(frozen=True, kw_only=True, repr=False)
class Content:
    """Everything one build shows, made from the same specs and the same firm, as far as it is for everybody.

    Without a text of its own, which would be a long one: mkdocs-macros asks every value for one.
    """

    guide: Guide
    workbooks: Mapping[str, Workbook]
    firm: Firm
    stamp: dt.datetime
    catalogue: Mapping[str, Kind]
    words: PlanWords
    warnings: tuple[PlanWarning, ...] = ()
    """Of the plan that everybody sees; they name nobody, but know whom the firm's file names."""
    numbers: tuple[Matter, ...] = ()
    """The matters whose numbers everybody may see; none unless the firm publishes them."""
    downloads: tuple[Download, ...] = ()


class _Specs(NamedTuple):
    guide: Guide
    workbooks: dict[str, Workbook]
    catalogue: Mapping[str, Kind]
    words: PlanWords


def _load_specs() -> _Specs:
    guide = load_guide()
    return _Specs(guide, load_workbooks(), load_findings(), load_plan_words(guide.sources))


def load_content(firm_file: Path, epoch: str, kept: Kept) -> Content:
    """The content for a firm; specs are read and downloads are made only where what they come from changed.

    `epoch` is the text of SOURCE_DATE_EPOCH, the seconds that date the files, or nothing. What is kept is for
    everybody: nothing of a firm that its site does not show.
    """
    guide, workbooks, catalogue, plain = kept.of("specs", (), _load_specs)
    whole = load_firm(firm_file, guide)
    firm, numbers = whole.published, whole.published_numbers
    terms = own_terms(firm.for_everyone.region)
    guide = terms.of(guide.for_region(firm.for_everyone.region))
    stamp = stamp_of(epoch)
    words = terms.of(plain)

    def downloads() -> tuple[Download, ...]:
        calendars = plan_calendars(guide, words, firm, stamp)
        return build_kit(guide, workbooks, firm, stamp, calendars, personal=firm.fictional)

    return Content(
        guide=guide,
        workbooks=workbooks,
        firm=firm,
        stamp=stamp,
        catalogue=catalogue,
        words=words,
        warnings=warnings_of_firm(whole.for_everyone, guide, words),
        numbers=numbers,
        downloads=kept.of("downloads", (firm_file.read_bytes(), epoch), downloads),
    )
