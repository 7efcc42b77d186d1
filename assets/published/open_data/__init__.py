"""The open data of a publication: `data/` in the public and in the office's half.

Tables as Parquet and CSV, a data package, SDMX-CSV and DHIS2's data value sets. Which tables a
half has is in `half_tables`; nothing here decides what is public. May call the floors below.
"""
