"""The drawing of the timeline, and the same in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from itertools import pairwise

from macros.plan import timeline
from macros.rendering import Links
from tests.support.site import DOCS
from tests.support.small_guide import PLAN, firm


def test_the_drawing_has_a_name_and_the_same_in_words() -> None:
    html = timeline.timeline(firm(), Links.of_page("", DOCS))
    assert 'role="img" aria-labelledby="timeline-title timeline-desc"' in html
    assert html.count("<li>") == 7
    assert "style=" not in html


def test_the_drawing_shows_dates_once_there_is_a_plan() -> None:
    html = timeline.timeline(firm(plan=PLAN), Links.of_page("", DOCS))
    for date in ("Thu 14 Jan 2027", "Mon 25 Jan 2027", "Thu 28 Jan 2027", "Thu 4 Feb 2027"):
        assert html.count(date) == 3, date  # on the drawing, in its description, in words


def test_processing_counts_from_the_hand_over() -> None:
    later = dataclasses.replace(PLAN, hand_over=dt.date(2027, 1, 19))
    html = timeline.timeline(firm(plan=later), Links.of_page("", DOCS))
    assert "from the hand-over on Tue 19 Jan 2027; plan on 7" in html
    assert html.count("Thu 28 Jan 2027") == 3  # the import confirmation
    assert "from the hand-over on" not in timeline.timeline(
        firm(plan=PLAN), Links.of_page("", DOCS)
    )


def test_milestones_are_on_the_tick_of_their_business_day() -> None:
    html = timeline.timeline(firm(), Links.of_page("", DOCS))
    ticks = [float(x) for x in re.findall(r'd="M([\d.]+) 156V164"', html)]
    assert {round(after - before, 1) for before, after in pairwise(ticks)} == {38.0}
    dots = [float(x) for x in re.findall(r'<circle[^>]* cx="([\d.]+)"', html)]
    assert dots == [ticks[day] for day in (0, 7, 10, 15)]
    width = re.search(r'viewBox="0 0 (\d+) ', html)
    assert width
    assert dots[-1] == ticks[-1] < float(width[1])
