"""The first floor: what must be true before anything is believed.

Suites for what comes in, SQL promises for what we build, disclosure control for what goes out.
Table in, findings out. May call warehouse; never dagster.
"""
