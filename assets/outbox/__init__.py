"""The outbox: notices and their attempts, snoozes, and the events and acknowledgements of findings.

Records of what people were told and what they answered; appended to the register, never changed.
"""
