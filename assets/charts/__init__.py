"""Charts of the marts: the series cleared for showing, and their figures.

Computes no numbers; disclosure control is applied before anything is drawn.
"""
