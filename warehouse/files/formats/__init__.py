"""One module for each file format: bytes in, sheets or value sets out."""
