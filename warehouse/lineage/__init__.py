"""Where a figure comes from: the SQL functions of a published warehouse, and what they answer.

Reads a published warehouse and changes nothing; the words for people are in `pipelines`.
May import `store`, `home` and nothing of the catalogue: a copied file answers alone.
"""
