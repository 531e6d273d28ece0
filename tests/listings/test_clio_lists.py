"""A list of Clio's is known by its headers, one of another program is not taken for it."""

from __future__ import annotations

import pytest

from template_builder.listings.clio_lists import looks_like_clio

from .reading import listing


@pytest.mark.parametrize(
    ("kind", "headers", "is_clio"),
    [
        ("matters", "Display Number|Client|Description", True),
        ("matters", "Custom Number|Client|Description|Responsible Attorney", True),
        ("trust", "Matter|Client|Matter Description|Matter Status|Trust Account|Balance", True),
        ("trust-ledger", "Bank Account|Client|Matter|Date|Funds In|Funds Out|Balance", True),
        ("trust", "Client|Matter|Amount in trust|Minimum threshold", True),
        ("contacts", "Type|First Name|Last Name|Primary Email Address", True),
        ("matters", "Matter|Client Name|Matter Description|Resp Lawyer", False),
        ("trust", "Client|Matter|Description|Last Activity|Balance", False),
        ("contacts", "Name|Type|E-mail|Phone", False),
    ],
)
def test_clios_lists_are_known_by_their_headers(kind, headers, is_clio):
    rows = "|".join(str(at) for at in range(headers.count("|") + 1))
    assert looks_like_clio(listing((headers, rows), kind)) is is_clio
