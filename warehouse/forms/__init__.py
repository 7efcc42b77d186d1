"""A form on paper: how a blank one is written, and how a filled one is recognised and read.

Cells in, cells out. What the values must satisfy is one floor up, in `expectations`.
"""
