"""The report upward: figures, sentences, the Word file, the PDF and the annex."""
