"""The ground floor: the programme (catalogue, calendar, forms) and the storage (home, store).

A notebook can use this floor alone. Nothing here may import dagster, great_expectations
or another floor of this house.
"""
