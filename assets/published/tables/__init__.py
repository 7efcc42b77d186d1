"""The consolidated tables of a period: every form, elements down, units across, totals beside."""
