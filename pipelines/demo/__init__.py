"""The demo: five years of invented reports in an inbox, to show every feature at work.

Writes files and nothing else; every file says that it is synthetic. May call `warehouse`.
"""
