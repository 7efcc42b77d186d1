"""The definitions that Dagster loads: those of `pipelines.build`, for the settings in force."""

from pipelines.build import build_defs
from pipelines.settings import Settings

defs = build_defs(Settings())
