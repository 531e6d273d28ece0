"""How the command line answers what a listing asks."""

from __future__ import annotations

import argparse

import pytest

from template_builder.commands.shared import columns_of, columns_option, formats_of
from template_builder.common.errors import KitError

from .reading import listing


def parsed(*words, prefix=""):
    parser = argparse.ArgumentParser()
    columns_option(parser, prefix)
    return parser.parse_args(words)


def test_columns_and_formats_of_two_listings_are_told_apart():
    options = parsed(
        "--old-column", "balance=Regular = all", "--old-column", "client=", prefix="old-"
    )
    assert columns_of(options, "old-") == {"balance": "Regular = all", "client": ""}
    assert formats_of(options, "old-") == {"dates": "", "decimals": ""}
    assert formats_of(parsed("--dates", "DMY", "--decimals", "comma")) == {
        "dates": "DMY",
        "decimals": "comma",
    }


@pytest.mark.parametrize("word", ["balance", "=Regular"])
def test_an_option_without_field_or_header_says_what_it_should_be(word, capsys):
    with pytest.raises(SystemExit):
        parsed("--column", word)
    assert f"expected field=Header, found {word!r}" in capsys.readouterr().err


def test_what_is_asked_names_the_option_that_answers_it():
    unclear = listing(("Client|Opened|Balance|Total", "Orchard|01/02/2026|1.00|2.00"), "trust")
    with pytest.raises(KitError, match="--old-column balance=C"):
        unclear.certain("old-")
