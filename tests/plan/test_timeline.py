"""The drawing of the timeline, and the same in words."""

from __future__ import annotations

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


def test_milestones_stand_in_order_and_inside_the_drawing() -> None:
    places = [timeline.at(d) for d in (0, 7, 10, timeline.SIGNED_OFF)]
    assert places == sorted(places)
    assert places[0] == timeline.DAY_ZERO
    assert places[-1] == timeline.RIGHT
