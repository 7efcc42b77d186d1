"""The published outputs: the page, the returned workbooks, and the letters.

Each is a pure function of the catalogue and a snapshot; `pipelines` decides when to write them.
"""
