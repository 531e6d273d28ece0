"""What every workbook we write shares: styles, tables, the archive it is packed in."""
