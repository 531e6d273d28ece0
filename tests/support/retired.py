"""A page of the site as it would be if ids of items had been retired: none of the shipped guide has been."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from macros.rendering import render


def with_retired(
    html: str, site: Path, retired: Mapping[str, str], places: Mapping[str, str]
) -> str:
    """The page with the component that carries ticks over, in front of its header, and its script in the head.

    `retired` leads from old ids to new ones, `places` from those to the version of their checklist.
    """
    component = render("progress/retired", given=json.dumps({"retired": retired, "places": places}))
    (script,) = (site / "assets/progress").glob("retired.*.mjs")
    address = f"../assets/progress/{script.name}"
    link = f'<link rel="modulepreload" href="{address}" data-name="progress/retired">'
    return html.replace("</head>", f"{link}</head>", 1).replace("<header", f"{component}<header", 1)
