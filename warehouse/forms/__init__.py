"""Forms on paper: writing blank forms, and recognising and reading filled forms.

Cells in, cells out. The rules for the values are one floor up, in `expectations`.
"""
