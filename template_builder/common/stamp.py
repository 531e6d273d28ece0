"""The date that stands in files made now, so that the same source always gives the same bytes."""

from __future__ import annotations

import datetime as dt

from .errors import KitError

EARLIEST = dt.datetime(1980, 1, 1)
"""The first moment a zip entry can carry; also the date of everything when the caller gives none."""

BEYOND = dt.datetime(2108, 1, 1)
"""The first moment that a zip entry cannot carry any more."""


def stamp_of(epoch: str) -> dt.datetime:
    """The date of everything in a build, in UTC: `epoch` (the text of SOURCE_DATE_EPOCH), else a constant.

    Raises KitError when the text is not a number of seconds since 1970, or beyond what a zip can carry.
    """
    if not epoch:
        return EARLIEST
    try:
        stamp = dt.datetime.fromtimestamp(int(epoch), dt.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH: expected seconds since 1970, found {epoch!r}"
        raise KitError(message) from error
    if stamp >= BEYOND:
        raise KitError(f"SOURCE_DATE_EPOCH: expected a day before {BEYOND.year}, found {epoch!r}")
    return max(stamp, EARLIEST)
