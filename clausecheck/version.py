"""The version, read from the installed package so that it is written in one place."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("clausecheck")
except PackageNotFoundError:  # a checkout on the path, never installed
    VERSION = "0+unknown"
