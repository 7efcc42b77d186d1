"""Every text that a file carries, in cells and beside them, with its surroundings."""
