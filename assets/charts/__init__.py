"""The series cleared for showing, the trend figures, and the small line of a table cell.

Computes no numbers; disclosure control is applied before anything is drawn.
"""
