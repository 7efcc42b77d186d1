"""Workbooks as twelve offices type them, two each, drawn as text; `drawn_workbooks` reads them."""
