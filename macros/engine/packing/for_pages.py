"""Cuts specs to what the browser says: what only the pages of findings and of sources show is not shipped."""

from __future__ import annotations

import re

FINDINGS, SOURCES = "specs/check/findings.toml", "specs/guide/sources.toml"
_KIND = re.compile(r"^(?=\[[a-z0-9-]+\]$)", re.MULTILINE)
_SAID = re.compile(r"^(?:message|fix|clio) = .*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SHOWN = re.compile(r"^(?:example|detail|sources) = .*\n", re.MULTILINE)
_ABOUT_SOURCE = re.compile(r"^(?:note|partial|period) = .*\n", re.MULTILINE)


def cut(name: str, spec: str) -> str:
    """A spec, of these two without what only their pages show."""
    if name.endswith(SOURCES):
        return _ABOUT_SOURCE.sub("", spec)
    if name.endswith(FINDINGS):
        _, *kinds = _KIND.split(spec)
        return "".join(map(_without_example, kinds))
    return spec


def _without_example(kind: str) -> str:
    """A kind of finding with a blank example, which still has the placeholders of its texts."""
    names = ["text", *_PLACEHOLDER.findall(" ".join(_SAID.findall(kind)))]
    blank = ", ".join(f'{name} = ""' for name in dict.fromkeys(names))
    return f'{_SHOWN.sub("", kind).rstrip()}\nsources = ["ours"]\nexample = {{ {blank} }}\n'
