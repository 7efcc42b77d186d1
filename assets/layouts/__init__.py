"""Proposals of how to read strangers' sheets, from the file to the accepted layout."""
