"""The look of every workbook: one palette, a few styles, dates and numbers as the firm writes them."""

from __future__ import annotations

from copy import copy

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle

INK = "1F2D33"
DEEP = "17494D"
SOFT = "5A6B70"
LINE = "C9D6D5"
AMBER_INK = "7A3E00"
AMBER = "FFE9C7"
GREEN_INK = "1B5E37"

FONT = "Calibri"


class StyleCache:
    """Sets the styles of the cells of one workbook. openpyxl hashes a font or border each time one is set; this
    class does that once for each combination and reuses the result."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], StyleArray] = {}

    def apply(
        self,
        cell: Cell,
        font: Font,
        alignment: Alignment,
        border: Border | None = None,
        number_format: str = "General",
    ) -> None:
        """Set everything at once; the objects must be this module's own, or kept alive by the caller."""
        key = (id(font), id(alignment), id(border), number_format, cell.quotePrefix)
        if key in self._known:
            cell._style = copy(self._known[key])
            return
        cell.font = font
        cell.alignment = alignment
        if border is not None:
            cell.border = border
        cell.number_format = number_format
        self._known[key] = copy(cell._style)


TEXT = Font(name=FONT, size=11, color=INK)
CALCULATED = Font(name=FONT, size=11, color=SOFT)
PROPOSED = Font(name=FONT, size=11, color=SOFT, italic=True)
SMALL = Font(name=FONT, size=9, color=SOFT)
BOLD = Font(name=FONT, size=11, color=INK, bold=True)
TITLE = Font(name=FONT, size=18, color=DEEP, bold=True)
HEADING = Font(name=FONT, size=12, color=DEEP, bold=True)
HEADER = Font(name=FONT, size=11, color="FFFFFF", bold=True)

HEADER_FILL = PatternFill("solid", fgColor=DEEP)

_hair = Side(style="thin", color=LINE)
BOX = Border(left=_hair, right=_hair, top=_hair, bottom=_hair)
UNDERLINE = Border(bottom=_hair)
UNDER = Border(bottom=Side(style="medium", color=DEEP))

PLAIN = Alignment()
LEFT = Alignment(horizontal="left")
RIGHT = Alignment(horizontal="right")
INDENTED = Alignment(horizontal="left", indent=1)
TOP_WRAP = Alignment(vertical="top", wrap_text=True)
CENTER_WRAP = Alignment(vertical="center", wrap_text=True)
TOP = Alignment(vertical="top")
TOP_CENTER = Alignment(horizontal="center", vertical="top")
LEFT_TOP = Alignment(horizontal="left", vertical="top")
HEADER_ALIGNMENT = CENTER_WRAP
TOP_WRAP_INDENTED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
HEADER_INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
HEADER_RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True)

NEEDS_ATTENTION = DifferentialStyle(
    font=Font(color=AMBER_INK, bold=True), fill=PatternFill(bgColor=AMBER, fill_type="solid")
)
MISSING = DifferentialStyle(fill=PatternFill(bgColor=AMBER, fill_type="solid"))
ALL_WELL = DifferentialStyle(font=Font(color=GREEN_INK, bold=True))
HELD_TO_THE_GRID = DifferentialStyle(border=BOX)
