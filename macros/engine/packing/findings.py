"""Cuts the catalogue of findings to what a check says: examples, details and sources are for the page of findings."""

from __future__ import annotations

import re

FILE = "specs/check/findings.toml"
_KIND = re.compile(r"^(?=\[[a-z0-9-]+\]$)", re.MULTILINE)
_SAID = re.compile(r"^(?:message|fix|clio) = .*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SHOWN = re.compile(r"^(?:example|detail|sources) = .*\n", re.MULTILINE)


def without_examples(catalogue: str) -> str:
    """The same kinds with blank examples, of which each still has the placeholders of its texts."""
    _, *kinds = _KIND.split(catalogue)
    return "".join(map(_cut, kinds))


def _cut(kind: str) -> str:
    names = ["text", *_PLACEHOLDER.findall(" ".join(_SAID.findall(kind)))]
    blank = ", ".join(f'{name} = ""' for name in dict.fromkeys(names))
    return f'{_SHOWN.sub("", kind).rstrip()}\nsources = ["ours"]\nexample = {{ {blank} }}\n'
