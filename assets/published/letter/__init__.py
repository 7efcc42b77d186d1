"""The official letter that goes with a returned report, as a Word file of one page."""
