"""The roof: when it runs, with what, and who is told: definitions, schedule, sensor, command."""
