"""One test for many small cases: pytest needs longer to prepare a test than each of these takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def each(
    cases: Iterable[Any], name: Callable[[Any], str]
) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """The test with every case in turn. Where it fails, a note names all cases that fail."""

    def with_cases(test: Callable[[Any], None]) -> Callable[[], None]:
        def test_of_all() -> None:
            failed = {}
            for case in cases:
                try:
                    test(case)
                except AssertionError as error:
                    failed[name(case)] = error
            if failed:
                first, *_ = failed.values()
                first.add_note(f"Fails for: {', '.join(failed)}")
                raise first

        test_of_all.__doc__ = test.__doc__
        return test_of_all

    return with_cases
