"""What may not be told: which counts of people are shown to whom, proved by solving.

The engine knows cells and sums only: `count_table`, `first_pattern`, `linear_program`,
`cell_audit`, `pattern_repair`, `suppression`. No dagster, no files. May call the warehouse floor.
"""
