"""Disclosure control: the counts of people each reader may see, proved by solving.

The engine knows cells and sums only: `count_table`, `first_pattern`, `linear_program`,
`cell_audit`, `pattern_repair`, `suppression`. No dagster, no files. May call the warehouse floor.
"""
