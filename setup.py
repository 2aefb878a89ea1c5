"""For `scrapyd-deploy`, which makes an egg by this file; all it says stands in pyproject.toml."""

from setuptools import setup

setup()
