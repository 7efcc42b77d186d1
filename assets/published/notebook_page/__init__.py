"""The results of a notebook as one offline HTML file."""
