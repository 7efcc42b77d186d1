"""The Dagster definitions of assets and asset checks: the steps of a night and their results.

The only package of this floor that imports dagster. The work is done in the other packages.
"""
