"""Who is told, of what, and whether it reached them: contacts, digests, outbox, sending.

What is found is decided by the floors below; here it is only said, once, to those it concerns.
"""
