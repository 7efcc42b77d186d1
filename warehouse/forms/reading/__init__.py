"""Reading: the sheets of a file become reports of the catalogue's forms."""
