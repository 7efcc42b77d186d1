"""The data behind the page's script: names, periods, figures, reports; packed into the page."""
