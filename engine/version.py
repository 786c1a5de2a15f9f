"""The version of OneMark: the one place that states it (pyproject.toml reads it from here)."""

VERSION = "0.1.0"
