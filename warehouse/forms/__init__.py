"""Forms: a form of the catalogue is written as a blank workbook, and reports are read from files.

`blank/` writes, `reading/` reads; `layout`, `manifest` and `report` are shared by both.
"""
