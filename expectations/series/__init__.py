"""What a value looks like beside the others: its own past, its neighbours, the other offices.

Values in force in, signals out; a signal never returns a report. May call warehouse.
"""
