"""What is drawn from the marts: series as they may be shown, and their figures.

Nothing here decides a number; disclosure control is asked before anything is drawn.
"""
