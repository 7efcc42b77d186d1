"""Great Expectations: the only package that imports it, inside functions.

Runs a suite over a batch, and holds the expectations that the library does not have.
"""
