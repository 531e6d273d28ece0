"""What the plan of a firm warns of."""

from __future__ import annotations

from ..guide.model import Guide
from ..plan.regions import load_regions
from ..plan.warnings import PlanWarning, plan_warnings
from ..plan.words import PlanWords
from .firm import Firm


def warnings_of_firm(firm: Firm, guide: Guide, words: PlanWords) -> tuple[PlanWarning, ...]:
    """Every risk in the plan of a firm; nothing where it has none."""
    if firm.plan is None:
        return ()
    system = guide.system(firm.previous_system)
    regions = load_regions()
    return plan_warnings(
        firm.plan,
        words,
        region=regions.in_words(firm.region),
        holidays_known=firm.region in regions.regions,
        leaderless=firm.is_leaderless,
        system=system.name if system else "",
        today_only=[r.report for r in system.reports if r.today_only] if system else (),
    )
