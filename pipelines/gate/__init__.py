"""The gate before Dagster's web server: who may come in, what may pass, and the way through.

Dagster itself is started by `commands.ui`; no asset, run or report is known here.
"""
