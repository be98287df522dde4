"""Tests of the domain run on both databases."""

from __future__ import annotations

import pytest


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test here that uses a database runs on SQLite and on a real PostgreSQL."""
    if "database" in metafunc.fixturenames:
        races = metafunc.definition.get_closest_marker("race") is not None
        databases = ["postgresql"] if races else ["sqlite", "postgresql"]
        metafunc.parametrize("database", databases, indirect=True)
