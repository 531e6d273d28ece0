"""The search for cycles is off within, and afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from template_builder.common.collector import no_search_for_cycles


@no_search_for_cycles()
def nested(problem: str = "") -> list[bool]:
    seen = [gc.isenabled()]
    with no_search_for_cycles():
        seen.append(gc.isenabled())
    if problem:
        raise ValueError(problem)
    return [*seen, gc.isenabled()]


def test_the_search_is_off_within_and_on_afterwards():
    assert nested() == [False, False, False]
    assert gc.isenabled()


def test_the_search_is_on_again_after_an_error():
    with pytest.raises(ValueError, match="broken"):
        nested("broken")
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off():
    gc.disable()
    try:
        nested()
        assert not gc.isenabled()
    finally:
        gc.enable()
