"""The demo: five years of invented reports in an inbox, so that everything can be seen at work.

Writes files and nothing else; what it writes says that it is synthetic. May call `warehouse`.
"""
