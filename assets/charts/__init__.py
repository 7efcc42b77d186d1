"""The series of the page, cleared for showing, and the small line of a table cell.

Computes no numbers; disclosure control is applied before anything is drawn.
"""
