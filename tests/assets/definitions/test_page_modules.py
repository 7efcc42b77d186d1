"""While the warehouse is built, everything that writes its pages is imported."""

import json
import subprocess
import sys

_QUESTION = """
import json, sys
from importlib import import_module
from assets.definitions.publish_step import PAGE_MODULES
before = set(sys.modules)
for module in PAGE_MODULES:
    import_module(module)
early = set(sys.modules)
import assets.charts.area_rows, assets.published.charts.charts_page
import assets.published.open_data.data_folder, assets.published.page.html_page
import assets.published.page.publication_list, assets.published.public_half
print(json.dumps([len(early - before), sorted(set(sys.modules) - early)]))
"""


def test_the_named_modules_import_all_that_the_step_needs():
    answer = subprocess.run(
        [sys.executable, "-c", _QUESTION], capture_output=True, text=True, check=True
    )
    early_count, late_modules = json.loads(answer.stdout)
    assert early_count
    assert late_modules == []
