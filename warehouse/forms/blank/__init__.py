"""The blank form: writes the workbook of one form, unit and period from the catalogue."""
