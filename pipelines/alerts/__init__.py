"""Notices: recipients, digests, delivery, the heartbeat and failures.

The floors below decide what is a finding; this package notifies the people concerned, once.
"""
