"""Benchmarks: national-size data, and scripts that compare two ways to the same result.

Run by hand, never by the tests; each figure is a ratio measured within one run.
"""
