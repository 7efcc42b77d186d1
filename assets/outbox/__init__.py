"""The outbox: notices and their attempts, snoozes, exports, and the events of findings.

Records of whatever goes to people, and of their answers; appended to the register, never changed.
"""
