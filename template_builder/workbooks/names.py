"""The words by which the reader recognizes a workbook of ours: the writer writes them."""

START_SHEET = "Start here"
TEMPLATE_LABEL = "Template and version"
PEOPLE_HEADERS = ("Name", "Usual rate")
LISTS_SHEET = "Lists"
SUMMARY_SHEET = "Summary"
SUMMARY_TOTAL = "Everything recorded"
CORRECTIONS_SHEET = "Corrections"
CORRECTIONS_HEADERS = ("Sheet", "Cell", "Was", "Is", "Why")
SUMMARY_HEADERS = ("Hours", "Non-billable hours", "Time amount", "Expense amount", "Total")
