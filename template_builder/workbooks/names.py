"""The words by which a workbook of ours is known again: what the writer writes and the reader looks for."""

START_SHEET = "Start here"
TEMPLATE_LABEL = "Template and version"
PEOPLE_HEADERS = ("Name", "Usual rate")
