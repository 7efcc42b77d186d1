"""The first floor: the rules that data must pass before anyone relies on them.

Suites check incoming reports, SQL promises check the tables that a rebuild writes, and disclosure
control checks the publication. Tables in, findings out. May call warehouse; never dagster.
"""
