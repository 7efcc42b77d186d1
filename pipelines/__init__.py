"""The roof: definitions, schedule, sensor, commands and notices."""
