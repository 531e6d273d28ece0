"""The reports of the previous systems as data, for a reader who chooses in the page which one the firm leaves."""

from __future__ import annotations

import json

from template_builder.guide.model import Guide
from template_builder.guide.systems import PreviousSystem

from .systems import system_page

VERSION = 1


def systems_json(guide: Guide) -> bytes:
    """The file `assets/guide/systems.json`, UTF-8, the same bytes on every run.

    `called` has what the recommended reports are called in a line about them.
    """
    data = {
        "version": VERSION,
        "called": {report.id: report.called for report in guide.reports},
        "systems": [_system(system) for system in guide.systems],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _system(system: PreviousSystem) -> dict[str, object]:
    """One system with its reports that serve a recommended one."""
    return {
        "id": system.id,
        "name": system.name,
        "href": system_page(system),
        "reports": [
            {
                "report": report.report,
                "menu": report.menu,
                "today": report.today_only,
                "serves": list(report.serves),
            }
            for report in system.reports
            if report.serves
        ],
    }
