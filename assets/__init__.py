"""The second floor: tables and outputs, a file each; the path is the asset key and the table name.

May call expectations and warehouse. When a run starts and who is notified is `pipelines`.
"""
