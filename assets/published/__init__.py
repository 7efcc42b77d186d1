"""What people receive: the page and the other outputs of one publication.

Each is a pure function of the catalogue and a snapshot; when it runs is `pipelines`.
"""
