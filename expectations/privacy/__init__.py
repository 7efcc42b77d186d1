"""Privacy: the search for personal data in the texts of a file, by evidence above a threshold."""
