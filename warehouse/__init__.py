"""The ground floor: what we know (catalogue, calendar, forms) and where it is kept (the store).

Usable from a notebook alone. Nothing here may import dagster, great_expectations
or another floor of this house.
"""
