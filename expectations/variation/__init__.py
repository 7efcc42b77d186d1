"""News: the limits of a series, and the figures beyond chance.

Pure functions, one series per row of an array. `ladder` chooses the limits, `xmr_limits` and
`exact_limits` compute them, `patterns` finds what is beyond them, `judgement` joins the four and
`signal_texts` says it in words; `intervals` is for single figures. No table is read here; may
call this floor and the warehouse.
"""
