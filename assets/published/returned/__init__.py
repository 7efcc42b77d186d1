"""The returned workbook: a sender's report with every fault marked in its cell."""
