"""Takes the links to the page before and after out of the head of a page.

Firefox fetches the next page ahead, and reports that the policy of the page refused it. The links at the foot stay.
"""

from __future__ import annotations

import re

_LINK = re.compile(r'<link rel="(?:prev|next)"[^>]*>\s*')


def without_prefetch(html: str) -> str:
    """A page without `link` elements that name its neighbors."""
    return _LINK.sub("", html)
