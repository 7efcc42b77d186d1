"""The messages of the commands and reminders, in Vietnamese and English; text only."""
