"""The guard: checks of a file's bytes before a parser sees them, with bounded work and memory."""
