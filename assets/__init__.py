"""The second floor: what is made, one file per table or output; path = asset key = table name.

May call expectations and warehouse. When it runs and who is told is `pipelines`.
"""
