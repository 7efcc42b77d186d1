"""The schema: every field, and every table with its fields, as data.

Tables and fields only, one module for each family; `warehouse.store` creates them. Imports
nothing of the catalogue, the files or the forms.
"""
