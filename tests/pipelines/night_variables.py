"""Environment variables that a night sets before it begins."""

import os


class NightVariables(dict[str, str]):
    """Variables by name; called in the process of the night, to which it is pickled."""

    def __call__(self) -> None:
        """Set them; they end with the process."""
        os.environ.update(self)
