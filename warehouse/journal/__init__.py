"""The journal beside the archive: hash-chained lines of the facts missing in the archived files."""
