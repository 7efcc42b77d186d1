"""The report upward: its figures, its sentences, the Word file, the PDF and the annex."""
