"""Clients' names as people type them where a matter's number belongs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..common.text import ALIKE, visible

FORMS = {"inc", "incorporated", "ltd", "limited", "llc", "llp", "lp", "co", "company", "corp", "corporation", "plc", "pc",
         "pllc", "gmbh", "sa", "the", "and", "mr", "mrs", "ms", "dr"}  # fmt: skip
"""Words that people leave out of a name: legal forms, titles and joining words."""
WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
DESCRIPTION = re.compile(r"\s*[:;|/(]\s*|\s-\s?|-\s|\s*[\u2013\u2014]\s*")


def client_key(name: str) -> str:
    """The same for `Sample Bakery Inc`, `SAMPLE BAKERY, INC.` and `Bakery, Sample`."""
    plain = unicodedata.normalize("NFKD", visible(name).translate(ALIKE).casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char)).replace(".", "")
    words = WORDS.findall(letters)
    return " ".join(sorted(word for word in words if word not in FORMS) or sorted(words))


def client_keys(text: str) -> Iterator[str]:
    """Keys of the client that a text may name: all of it, or what comes before a description."""
    yield client_key(text)
    for separator in DESCRIPTION.finditer(text):
        yield client_key(text[: separator.start()])
