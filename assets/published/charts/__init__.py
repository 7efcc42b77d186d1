"""The interactive charts of a publication: `charts.html`, one offline file in each half."""
