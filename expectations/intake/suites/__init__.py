"""Great Expectations: the only package that imports it, inside functions.

Runs a suite over a batch, and holds the expectations that the library does not have. The library
loads statistics and charts for expectations that no form has, in nearly two of its four seconds:
here both wait for their first use.
"""

from warehouse.late_imports import postpone_imports

postpone_imports("altair", "jsonschema", "mistune", "scipy.stats")
