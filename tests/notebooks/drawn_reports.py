"""The reports on which notebooks are tried: a correction, a doubt, both sides of the break."""

NAMES = {"flow": "loudspeaker_broadcasts", "base": "establishment_workers"}
REPORTS = """
unit       | received         | period  | flow | base | workers_reached | found
DK-DAPHUC  | 2023-01-15 08:00 | 2023-01 | 4    | 40   | 20              |
DK-DAPHUC  | 2023-02-16 08:00 | 2023-01 | 9    | 40   | 30              |
DK-DAPHUC  | 2023-02-16 08:00 | 2023-02 | 9    | 40   | 30    | W-RANGE-001 in workers_reached
HP-HUNGDAO | 2025-08-15 08:00 | 2025-08 | 3    | 10   | 5               |
"""
