"""The outbox: notices and their attempts, snoozes, and the events and acknowledgements of findings.

Records of the notices to people and of their answers; appended to the register, never changed.
"""
