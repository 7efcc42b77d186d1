"""Files: a sender's bytes become grids of cells, whatever their format.

Knows no catalogue and no form. `guard/` refuses hostile files, `formats/` parses one format in
each module, `texts/` lists every text of a file for the search for personal data.
"""
