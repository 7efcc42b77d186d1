"""Nightly checks of a value beside the unit's past, the neighbours and the other offices.

Values in force in, signals out; a signal never returns a report. May call warehouse.
"""
