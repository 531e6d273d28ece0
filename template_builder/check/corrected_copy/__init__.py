"""A copy of a reader's workbook in which the cells with only one possible meaning are corrected."""
