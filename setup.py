"""Puts `resources/` into the wheel as `counter_app/_resources`; the rest is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    """An editable install needs no copy: `counter_app.basics.resources` finds the checkout's."""

    def run(self) -> None:
        """Build the packages, then lay the resources inside."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib, "counter_app", "_resources")
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(Path(__file__).parent / "resources", target)


setup(cmdclass={"build_py": BuildWithResources})
