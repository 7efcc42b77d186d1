"""The page: one HTML file with the indicators, from a snapshot and the catalogue."""
